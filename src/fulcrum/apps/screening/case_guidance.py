"""What a possible victim changes: what is withheld, how contact stays safe, what a bank can offer."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.screening.enums import HARMFUL, DecisionKind, PartyRole

# Decisions that a second person has to agree with.
FOUR_EYES = frozenset({*HARMFUL, DecisionKind.REPORT, DecisionKind.NO_REPORT})
# To report somebody makes them the subject of a report: never a possible victim.
NEVER_ABOUT_THEM = frozenset({*HARMFUL, DecisionKind.REPORT})


def withheld(roles: Collection[str], about: str | None) -> frozenset[DecisionKind]:
    """The decisions that are neither offered nor taken.

    Args:
        roles: of every party of the case.
        about: the role of the party concerned; None for the case as a whole.
    """
    if about is not None:
        return NEVER_ABOUT_THEM if about == PartyRole.POSSIBLE_VICTIM else frozenset()
    # A restriction of the whole case would reach their accounts too: decide about somebody else.
    return frozenset(HARMFUL) if PartyRole.POSSIBLE_VICTIM in roles else frozenset()


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of guidance, and where it is from."""

    title: Promise
    text: Promise
    source: Promise


OURS = _("Fulcrum's own safety rule")
AUSTRALIA = _("Australian guidance on identifying customers")
INITIATIVE = _("what banks of the Survivor Inclusion Initiative do")

SAFE_CONTACT = (
    Advice(
        _("Channel"),
        _(
            "Use only the channel the person called safe. Where you know of none, do not write, call "
            "or visit: wait until they come to you, and see them alone."
        ),
        OURS,
    ),
    Advice(
        _("Hours"),
        _("Only at hours they named. Leave a message on voicemail only if they said you may."),
        OURS,
    ),
    Advice(
        _("Code word"),
        _("Agree on a word by which each knows the other. Without it, talk of something ordinary."),
        OURS,
    ),
    Advice(
        _("What a message says"),
        _("No message carries a name, your bank, another organisation or the topic."),
        OURS,
    ),
    Advice(
        _("Who else reads it"),
        _(
            "Expect an employer or a controller to read messages, open post, hold the phone or stand "
            "beside them. Never use an address or number that such a person may know."
        ),
        OURS,
    ),
    Advice(
        _("Never tip off"),
        _(
            "Nobody who may control the person is to learn that somebody looked. Nor does anybody "
            "outside learn of a report, or that one is considered."
        ),
        _("FATF Recommendation 21, and Australian guidance: never alert a perpetrator"),
    ),
    Advice(
        _("“You decide”"),
        _(
            "Say what is possible, and say: “You decide”, “You can skip this”, “You can stop at any "
            "time”. No is an answer, and changes nothing about their account."
        ),
        OURS,
    ),
    Advice(
        _("Their own words"),
        _(
            "Let them speak in their own words and language, with an interpreter from outside their "
            "circle. Do not ask for details or proof of what happened."
        ),
        AUSTRALIA,
    ),
)

PATHWAY = (
    Advice(
        _("A basic account"),
        _(
            "Without overdraft, low fees waived, post to an address that is safe for them, past credit "
            "that others made in their name looked at anew."
        ),
        INITIATIVE,
    ),
    Advice(
        _("Identification in another way"),
        _(
            "A letter of a support organisation, a referee, or an expired document, where your country "
            "allows it. A caseworker may come along."
        ),
        INITIATIVE,
    ),
    Advice(
        _("Referral to a support organisation"),
        _(
            "Tell them which exist and what each does. They choose one, or none, and get in touch "
            "themselves or with you beside them. Nothing about them leaves your bank: nothing is sent "
            "from here, and no name is matched anywhere."
        ),
        OURS,
    ),
    Advice(
        _("If you cannot open an account"),
        _("Give the reasons in writing without delay, and say how to complain."),
        _("rules on basic accounts in the UK and the EU"),
    ),
)

IDENTIFICATION = (
    Advice(
        _("Australia"),
        _("A referee's statement, or a document that expired recently, by risk."),
        AUSTRALIA,
    ),
    Advice(
        _("Austria"),
        _(
            "Everybody lawfully in the EU has a right to a basic account, those without a fixed address "
            "and asylum seekers too."
        ),
        _("Austrian law on consumer payment accounts"),
    ),
    Advice(
        _("Canada"),
        _(
            "A document of a reliable source, which a support organisation can be, and a confirmation "
            "by a customer or a member of the community in good standing."
        ),
        _("Canadian rules on identifying customers"),
    ),
    Advice(
        _("United Kingdom"),
        _("Status under the national referral mechanism, and a support organisation's letter."),
        _("practice of UK banks"),
    ),
    Advice(
        _("United States"),
        _(
            "By documents or otherwise, within a reasonable time. Without an address: next of kin or a "
            "contact person. Whoever is in a confidentiality programme counts as having none; the "
            "state's agency is the contact."
        ),
        _("customer identification rule, FIN-2009-R003"),
    ),
)
