"""What the showcase's institutions commit to, and how far they have come: all invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.blueprint.actions import commitment_evidence as evidence
from fulcrum.apps.blueprint.actions import commitments, disputes
from fulcrum.apps.blueprint.actions.codings import CodingInput, code_evidence
from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvidence
from fulcrum.apps.home.story_pledges import YEAR, Shown, Told
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role

Houses = Mapping[str, Mapping[Role, Actor]]
LEAD, OFFICER = Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER
ROOM = "https://evidence.showcase.example"


def at_noon(days: int) -> datetime:
    """Noon some days ago."""
    return datetime.combine(timezone.localdate() - timedelta(days=days), time(12), UTC)


def coders_of(officer: Actor) -> tuple[Actor, Actor]:
    """Both officers, for two code each piece of evidence."""
    others = Membership.objects.filter(tenant_id=officer.tenant_id or 0, role=OFFICER)
    other = others.exclude(user_id=officer.user_id or 0).select_related("user").first()
    if other is None:
        return officer, officer
    return officer, replace(officer, user_id=other.user_id, label=other.user.name)


def _show(
    commitment: Commitment, one: Shown, lead: Actor, coders: tuple[Actor, Actor]
) -> CommitmentEvidence:
    day: date = timezone.localdate() - timedelta(days=one.days)
    link = f"{ROOM}/{commitment.pk}/{one.days}"
    given = EvidenceInput(one.title, one.publisher, day, one.kind, link)
    piece = evidence.add_evidence_link(commitment, given, by=lead, at=at_noon(max(one.days - 5, 0)))
    if one.coded is not None:
        for coder in coders:
            coding = CodingInput(one.kind, one.coded)
            code_evidence(piece, coding, by=coder, at=at_noon(max(one.days - 15, 0)))
    return piece


def _commit(told: Told, lead: Actor, coders: tuple[Actor, Actor]) -> Commitment:
    organisation = Organisation.objects.get(tenant_id=lead.tenant_id or 0)
    given = CommitmentInput(
        title=told.title,
        actions=told.actions,
        by_when=timezone.localdate() + timedelta(days=30 * told.months),
        indicator=told.indicator,
        owner="Head of financial crime compliance",
        audience=told.audience,
    )
    made = commitments.propose_commitment(organisation, given, by=lead, at=at_noon(told.days))
    if told.shown:
        commitments.pledge_commitment(made, by=lead, at=at_noon(told.days - 10))
    for one in told.shown:
        _show(made, one, lead, coders)
    return made


def tell_of_commitments(houses: Houses) -> None:
    """Let institutions commit, show, be reviewed and be disputed.

    Args:
        houses: the acting people by role, for each part of the cast.
    """
    officer = houses["secretariat"][OFFICER]
    coders = coders_of(officer)
    made = [_commit(told, houses[told.part][LEAD], coders) for told in YEAR]
    screening, voting = made[3], made[4]
    about = screening.evidence.get()
    dispute = disputes.open_dispute(
        screening,
        "Two clients taken on this spring say that nobody asked them anything.",
        by=officer,
        evidence=about,
        at=at_noon(20),
    )
    disputes.reply_to_dispute(
        dispute,
        "Both came with a merger; their screening is under way and ends this month.",
        by=houses["asked"][LEAD],
        at=at_noon(11),
    )
    old = disputes.open_dispute(
        voting, "The record leaves out pooled funds.", by=officer, at=at_noon(150)
    )
    disputes.reply_to_dispute(
        old, "They are in its annex C.", by=houses["answered"][LEAD], at=at_noon(140)
    )
    disputes.resolve_dispute(
        old, "dismissed", "Annex C has them; the assurance covers it.", by=officer, at=at_noon(130)
    )
