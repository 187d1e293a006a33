"""What pages ask about cases."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    Max,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import HARMFUL, CaseState, DecisionKind, PartyRole
from fulcrum.apps.screening.models import (
    Case,
    CaseAlert,
    CaseDecision,
    CaseFile,
    CaseNote,
    CaseParty,
    CaseTask,
    Report,
)
from fulcrum.kernel.actors import Actor, Role

SOON_DAYS = 7
NOTES_SHOWN = 50
CARING = (DecisionKind.SAFE_CONTACT, DecisionKind.INCLUSION)


def listed(actor: Actor) -> QuerySet[Case]:
    """The cases of the actor's organisation; `is_mine` says which the actor leads."""
    mine = Q(lead_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    is_mine = ExpressionWrapper(mine, output_field=BooleanField())
    return Case.objects.visible_to(actor).annotate(is_mine=is_mine)


def unfinished(actor: Actor) -> QuerySet[Case]:
    """Cases that alerts can still be put into, the last changed first."""
    rows = Case.objects.visible_to(actor).exclude(state=CaseState.CLOSED)
    return rows.order_by("-updated_at", "-pk")


def analysts(tenant_id: int) -> QuerySet[User]:
    """Whoever works on cases of an organisation now."""
    return User.objects.filter(
        is_active=True,
        memberships__tenant_id=tenant_id,
        memberships__role=Role.CRIME_ANALYST,
        memberships__ended_at=None,
    ).order_by("name", "pk")


def next_number(tenant_id: int) -> int:
    """The number after an organisation's last case."""
    last = Case.objects.filter(tenant_id=tenant_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@dataclass(frozen=True, slots=True)
class CaseParts:
    """Everything a case consists of, as its page shows it.

    Attributes:
        notes: the newest first.
        has_more_notes: whether older ones were left out.
    """

    alerts: list[CaseAlert]
    parties: list[CaseParty]
    notes: list[CaseNote]
    has_more_notes: bool
    files: list[CaseFile]
    tasks: list[CaseTask]
    decisions: list[CaseDecision]
    reports: list[Report]

    @property
    def has_possible_victim(self) -> bool:
        """Whether somebody in it may be a victim."""
        return any(one.role == PartyRole.POSSIBLE_VICTIM for one in self.parties)

    @property
    def waiting(self) -> list[CaseDecision]:
        """Decisions that a second person has still to check."""
        return [one for one in self.decisions if one.needs_second and one.agreed is None]

    @property
    def standing(self) -> list[CaseDecision]:
        """Decisions in force: those agreed with, and those that need nobody."""
        return [one for one in self.decisions if one.agreed or not one.needs_second]

    @property
    def is_cared_for(self) -> bool:
        """Whether safe contact or the inclusion pathway was decided on."""
        return any(one.kind in CARING for one in self.decisions)

    @property
    def harmful(self) -> list[CaseDecision]:
        """Harmful decisions about somebody who is now seen as a possible victim."""
        return [one for one in self.standing if is_against_possible_victim(one)]


def is_against_possible_victim(decision: CaseDecision) -> bool:
    """Whether a decision would harm somebody who may be a victim (reads the party)."""
    party = decision.about
    return (
        decision.kind in HARMFUL and party is not None and party.role == PartyRole.POSSIBLE_VICTIM
    )


def parts_of(case: Case, *, all_notes: bool = False) -> CaseParts:
    """The parts of a case: one query for each kind."""
    notes = list(case.notes.order_by("-at", "-pk")[: None if all_notes else NOTES_SHOWN + 1])
    shown = notes if all_notes else notes[:NOTES_SHOWN]
    return CaseParts(
        alerts=list(case.alerts.select_related("alert").order_by("-alert__points", "pk")),
        parties=list(case.parties.order_by("pk")),
        notes=shown,
        has_more_notes=len(notes) > len(shown),
        files=list(case.files.order_by("-at", "-pk")),
        tasks=list(case.tasks.select_related("assignee").order_by("done_at", "due_on", "pk")),
        decisions=list(case.decisions.select_related("about").order_by("-at", "-pk")),
        reports=list(case.reports.defer("content", "document", "narrative").order_by("-pk")),
    )


def roles_of(case: Case) -> Counter[str]:
    """How many parties of a case hold each role."""
    return Counter(case.parties.values_list("role", flat=True))


@dataclass(frozen=True, slots=True)
class CaseWaits:
    """What waits for somebody in cases.

    Attributes:
        due: open cases they lead that are due within a week; late ones not counted.
        late: open cases they lead whose day has passed.
        tasks: their tasks of open cases, due within a week or late.
        decisions: decisions of colleagues that a second person has to check.
    """

    due: int
    late: int
    tasks: int
    decisions: int


def _counted(rows: QuerySet[Any]) -> Subquery:
    """A count of rows as a value of another query."""
    whole = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(whole.annotate(n=Count("pk")).values("n"))


def waiting_for(actor: Actor) -> CaseWaits:
    """What waits for somebody in cases; one query."""
    today = timezone.localdate()
    soon = today + timedelta(days=SOON_DAYS)
    cases = unfinished(actor).order_by()
    mine = cases.filter(lead_id=actor.user_id or 0)
    tasks = CaseTask.objects.filter(
        case__in=cases, assignee_id=actor.user_id or 0, done_at=None, due_on__lte=soon
    )
    decisions = CaseDecision.objects.filter(case__in=cases, needs_second=True, agreed=None)
    found = Tenant.objects.filter(pk=actor.tenant_id or 0).values_list(
        _counted(mine.filter(due_on__gte=today, due_on__lte=soon)),
        _counted(mine.filter(due_on__lt=today)),
        _counted(tasks),
        _counted(decisions.exclude(by_id=actor.user_id or 0)),
    )
    counts = found.first() or (0, 0, 0, 0)
    return CaseWaits(*(count or 0 for count in counts))
