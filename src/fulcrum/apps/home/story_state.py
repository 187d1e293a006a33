"""How far the showcase's sector is: many institutions' pledges, and two frozen states."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from fulcrum.apps.blueprint.actions import commitments
from fulcrum.apps.blueprint.actions.codings import CodingInput, code_evidence
from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput
from fulcrum.apps.blueprint.actions.snapshots import (
    agree_to_be_named,
    freeze_state,
    publish_snapshot,
)
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import Audience, Commitment
from fulcrum.apps.home.story_commitments import Houses, at_noon, coders_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role, system_actor

BY = system_actor("showcase")
SEED = 2019
PLEDGES = 46
STAY_PROPOSALS = 0.1
NAMED = ("draft", "asked", "answered")
# What is pledged, for which Actions, how it will be known.
SAID: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Analysts trained to see trafficking in payments", ("G1.A1",), "Share of analysts trained"),
    ("Red flags of forced labour in monitoring", ("G1.A2", "G3.A1"), "Alerts reviewed, by quarter"),
    ("Human rights due diligence of new clients", ("G3.A1",), "Share of new clients screened"),
    ("Basic accounts for referred survivors", ("G4.A2",), "Accounts opened, by quarter"),
    ("Votes for supply-chain transparency", ("G2.A1",), "Votes cast, in the annual record"),
    ("A credit line for brick kilns that leave bonded labour", ("G5.A1",), "Kilns financed"),
    ("Data shared with the national partnership", ("G1.A3",), "Typologies contributed a year"),
)  # fmt: skip
# What is shown, and how many days after the pledge it is dated.
STEPS = (
    (Kind.STRATEGY, "Strategy paper", 90),
    (Kind.POLICY, "Board policy", 200),
    (Kind.PRACTICE, "Operating report", 330),
)
SHORT = 20  # days that a review takes
NOT_SHOWN = 0.3


def _pledge(organisation: Organisation, days: int, chance: Random) -> Commitment | None:
    """A public commitment of some days ago; None when it stayed a proposal."""
    title, actions, indicator = chance.choice(SAID)
    given = CommitmentInput(
        title=title,
        actions=actions,
        by_when=timezone.localdate() + timedelta(days=chance.randint(-60, 700)),
        indicator=indicator,
        audience=Audience.PUBLIC,
        source="Invented for the showcase",
    )
    made = commitments.propose_commitment(organisation, given, by=BY, at=at_noon(days))
    if chance.random() < STAY_PROPOSALS:
        return None
    return commitments.pledge_commitment(made, by=BY, at=at_noon(days - 12))


def _show(commitment: Commitment, days: int, coders: tuple[Actor, Actor], chance: Random) -> None:
    """Evidence of about half of those pledged for long enough, coded by two of the Secretariat."""
    kind, paper, after = STEPS[chance.randint(0, 2)]
    dated = days - after
    if dated < SHORT or chance.random() < NOT_SHOWN:
        return
    day = timezone.localdate() - timedelta(days=dated)
    link = f"https://evidence.showcase.example/{commitment.pk}"
    given = EvidenceInput(paper, commitment.organisation.name, day, kind, link)
    piece = add_evidence_link(commitment, given, by=BY, at=at_noon(dated - 5))
    for coder in coders:
        code_evidence(piece, CodingInput(kind, Strength.FAIR), by=coder, at=at_noon(dated - 15))


def _freeze(officer: Actor) -> None:
    """Two states half a year apart, both public."""
    today = timezone.localdate()
    earlier = today - timedelta(days=183)
    first = freeze_state("Half a year ago", earlier, by=officer)
    second = freeze_state("This year's Implementation Update", today, before=earlier, by=officer)
    for snapshot in (first, second):
        publish_snapshot(snapshot, by=officer)


def tell_of_the_state(houses: Houses) -> None:
    """Let many institutions pledge, some agree to be named, and freeze two states.

    Args:
        houses: the acting people by role, for each part of the cast.
    """
    chance = Random(SEED)  # noqa: S311 - invented data, not secrets
    officer = houses["secretariat"][Role.SECRETARIAT_OFFICER]
    coders = coders_of(officer)
    rows = Organisation.objects.live().filter(tenant=None, is_invented=True).order_by("pk")
    for organisation in chance.sample(list(rows), min(PLEDGES, rows.count())):
        days = chance.randint(60, 900)
        made = _pledge(organisation, days, chance)
        if made is not None:
            _show(made, days, coders, chance)
    for part in NAMED:
        agree_to_be_named(by=houses[part][Role.INSTITUTION_LEAD])
    _freeze(officer)
