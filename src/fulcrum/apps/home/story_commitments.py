"""What the showcase's institutions commit to, and how far they have come: all invented."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.blueprint.actions import commitment_evidence as evidence
from fulcrum.apps.blueprint.actions import commitments, disputes
from fulcrum.apps.blueprint.actions.commitment_evidence import CodingInput, EvidenceInput
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import Audience, Commitment, CommitmentEvidence
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role

Houses = Mapping[str, Mapping[Role, Actor]]
LEAD, OFFICER = Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER
ROOM = "https://evidence.showcase.example"
FAIR, STRONG = Strength.FAIR, Strength.STRONG


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence: what it is, how many days ago it was dated, how it was coded."""

    title: str
    publisher: str
    days: int
    kind: Kind
    coded: Strength | None = FAIR


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment: whose, what, for which Actions, since when, and what shows it."""

    part: str
    title: str
    actions: tuple[str, ...]
    indicator: str
    days: int
    months: int
    shown: tuple[Shown, ...] = ()
    audience: str = Audience.PUBLIC


YEAR = (
    Told(
        "draft",
        "Every analyst trained to see trafficking in payments",
        ("G1.A1",),
        "Share of analysts who hold the certificate: all by the end of next year",
        900,
        30,
        (
            Shown("Training strategy 2024", "Harbour Mutual Bank", 820, Kind.STRATEGY),
            Shown("Financial-crime training policy", "Harbour Mutual Bank", 400, Kind.POLICY),
            Shown("Training records, first half", "Harbour Mutual Bank", 30, Kind.PRACTICE, None),
        ),
    ),
    Told(
        "draft",
        "A basic account for every survivor who is referred",
        ("G4.A2",),
        "Accounts opened within ten days of a referral, by quarter",
        700,
        18,
        (
            Shown("Onboarding procedure for referred survivors", "Harbour Mutual Bank", 500, Kind.PRACTICE),
            Shown("Review of onboarding by the ombudsman", "Banking ombudsman", 200, Kind.PRACTICE, STRONG),
        ),
    ),
    Told("draft", "Ask construction clients for their recruitment fees", ("G2.A3", "G3.A2"), "Clients that answered, by exposure", 12, 20),
    Told(
        "asked",
        "Screen new corporate clients for forced-labour risk",
        ("G2.A1",),
        "Share of new clients screened before the contract",
        800,
        -2,
        (Shown("Client acceptance policy, section 9", "The institution", 760, Kind.POLICY),),
    ),
    Told(
        "answered",
        "Vote against boards that do not report on modern slavery",
        ("G3.A3", "G2.A2"),
        "Votes cast by this rule, published within a month",
        1100,
        -6,
        (
            Shown("Voting policy", "Meridian Stewardship Partners", 1080, Kind.POLICY),
            Shown("Voting record, assured", "An audit firm", 260, Kind.RESULT, STRONG),
        ),
    ),
    Told(
        "accepted",
        "Cover for migrant workers' recruitment debts ended in the portfolio",
        ("G1.I2", "G5.A2"),
        "Policies in force that pay recruitment fees: none",
        950,
        10,
        (Shown("Underwriting guideline", "Andes Seguros", 930, Kind.PRACTICE),),
    ),
)  # fmt: skip


def _at(days: int) -> datetime:
    """Noon some days ago."""
    return datetime.combine(timezone.localdate() - timedelta(days=days), time(12), UTC)


def _coders(officer: Actor) -> tuple[Actor, Actor]:
    """Both officers, for two code each piece."""
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
    piece = evidence.add_evidence_link(commitment, given, by=lead, at=_at(max(one.days - 5, 0)))
    if one.coded is not None:
        for coder in coders:
            coding = CodingInput(one.kind, one.coded)
            evidence.code_evidence(piece, coding, by=coder, at=_at(max(one.days - 15, 0)))
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
    made = commitments.propose_commitment(organisation, given, by=lead, at=_at(told.days))
    if told.shown:
        commitments.pledge_commitment(made, by=lead, at=_at(told.days - 10))
    for one in told.shown:
        _show(made, one, lead, coders)
    return made


def tell_of_commitments(houses: Houses) -> None:
    """Let institutions commit, show, be reviewed and be disputed.

    Args:
        houses: the acting people by role, for each part of the cast.
    """
    officer = houses["secretariat"][OFFICER]
    coders = _coders(officer)
    made = [_commit(told, houses[told.part][LEAD], coders) for told in YEAR]
    screening, voting = made[3], made[4]
    about = screening.evidence.get()
    dispute = disputes.open_dispute(
        screening,
        "Two clients taken on this spring say that nobody asked them anything.",
        by=officer,
        evidence=about,
        at=_at(20),
    )
    disputes.reply_to_dispute(
        dispute,
        "Both came with a merger; their screening is under way and ends this month.",
        by=houses["asked"][LEAD],
        at=_at(11),
    )
    old = disputes.open_dispute(
        voting, "The record leaves out pooled funds.", by=officer, at=_at(150)
    )
    disputes.reply_to_dispute(
        old, "They are in its annex C.", by=houses["answered"][LEAD], at=_at(140)
    )
    disputes.resolve_dispute(
        old, "dismissed", "Annex C has them; the assurance covers it.", by=officer, at=_at(130)
    )
