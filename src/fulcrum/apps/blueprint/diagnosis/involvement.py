"""How an institution is involved with a harm, from three questions, with the reason said.

UN Guiding Principles on Business and Human Rights, 13 and 19 with their commentary; OHCHR, The
Corporate Responsibility to Respect Human Rights: An Interpretive Guide (2012), question 10:

    (a) our own act or omission is enough to do the harm          → cause
    (b) our act, with those of others, materially raised or
        rewarded the harm                                         → contribute
    (c) the harm is tied to our operations, products or services
        through a business relationship, without (a) and (b)      → directly linked
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.diagnosis.terms import Involvement


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to one of the three questions: yes, no or not known, and why."""

    answer: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers amount to.

    Attributes:
        involvement: cause, contribute, directly linked, not connected, or not known yet.
        is_settled: whether no open question could make it graver.
        why: the rule that decided, as a sentence.
        reason: what whoever answered gave as the reason.
    """

    involvement: Involvement
    is_settled: bool
    why: str
    reason: str = ""


def _whys() -> dict[Involvement, str]:
    return {
        Involvement.CAUSE: _("Your own act or omission is enough to do the harm."),
        Involvement.CONTRIBUTE: _(
            "What you do, together with others, materially raises or rewards the harm."
        ),
        Involvement.LINKED: _(
            "The harm is tied to your operations, products or services through a business "
            "relationship, without a contribution of yours."
        ),
        Involvement.NONE: _("None of the three questions was answered with yes."),
        Involvement.UNKNOWN: _("A question on which it depends is not answered yet."),
    }


def involvement_of(causes: Said, contributes: Said, linked: Said) -> Verdict:
    """The gravest involvement that was answered with yes.

    Args:
        causes: question (a).
        contributes: question (b).
        linked: question (c).
    """
    whys = _whys()
    asked = (
        (causes, Involvement.CAUSE),
        (contributes, Involvement.CONTRIBUTE),
        (linked, Involvement.LINKED),
    )
    is_settled = True
    for said, involvement in asked:
        if said.answer:
            return Verdict(involvement, is_settled, whys[involvement], said.reason)
        is_settled = is_settled and said.answer is False
    if is_settled:
        reasons = [said.reason for said, _kind in asked if said.reason]
        return Verdict(Involvement.NONE, True, whys[Involvement.NONE], " ".join(reasons))
    return Verdict(Involvement.UNKNOWN, False, whys[Involvement.UNKNOWN])
