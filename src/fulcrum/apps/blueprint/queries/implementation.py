"""The state of implementation, read from commitments and the register of organisations."""

from datetime import UTC, date
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, Sum, Value, When

from fulcrum import __version__
from fulcrum.apps.blueprint.implementation.cube import (
    STAFF_AT_LEAST,
    Group,
    Held,
    Known,
    build_cube,
    parts_of,
)
from fulcrum.apps.blueprint.implementation.named import Record, record_of
from fulcrum.apps.blueprint.implementation.state import METHOD, SHARED, State
from fulcrum.apps.blueprint.implementation.timeline import Point, points_of, quarter_ends
from fulcrum.apps.blueprint.instants import end_of_day
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import (
    Audience,
    Commitment,
    CommitmentEvent,
    CommitmentQuerySet,
    CommitmentSpan,
    NamingConsent,
    Release,
)
from fulcrum.apps.blueprint.queries.commitment_statuses import StatusRow, statuses_at
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import everything

GROUP_FIELDS = ("sub_sector", "continent", "main_language")


def commitments_of(scope: str) -> CommitmentQuerySet:
    """The commitments a scope counts."""
    rows = Commitment.objects.exclude(audience=Audience.OWN)
    return rows if scope == SHARED else rows.public()


def _staff() -> Sum:
    bands = [When(size_band=band, then=Value(staff)) for band, staff in STAFF_AT_LEAST.items()]
    return Sum(Case(*bands, default=Value(1), output_field=IntegerField()))


def _known() -> dict[Group, Known]:
    rows = Organisation.objects.live().order_by().values_list(*GROUP_FIELDS)
    found = rows.annotate(count=Count("pk"), staff=_staff())
    return {Group(*row[:3]): Known(*row[3:]) for row in found}


def _known_by_country() -> dict[str, int]:
    rows = Organisation.objects.live().order_by().values_list("country")
    return dict(rows.annotate(count=Count("pk")))


def _group(row: StatusRow) -> Group:
    return Group(row.sub_sector, row.continent, row.language)


def _held(rows: list[StatusRow]) -> list[Held]:
    return [
        Held(row.organisation_id, _group(row), row.country, row.actions, row.rung)
        for row in rows
        if row.rung is not None
    ]


def rows_at(day: date, scope: str) -> list[StatusRow]:
    """The commitments that stood at the end of a day, those withdrawn by then left out."""
    limited = None if scope == SHARED else commitments_of(scope)
    rows = statuses_at(end_of_day(day), limited)
    return [row for row in rows if row.rung is not None and row.audience != Audience.OWN]


def _timeline(day: date, scope: str) -> list[Point]:
    """Commitments by rung at quarter ends; the database counts, in one statement."""
    spans = CommitmentSpan.objects.exclude(commitment__audience=Audience.OWN).order_by()
    if scope != SHARED:
        spans = spans.filter(commitment__audience=Audience.PUBLIC)
    first = spans.aggregate(first=Min("start_at"))["first"]
    if first is None or first > end_of_day(day):
        return []
    days = quarter_ends(first.astimezone(UTC).date(), day)
    ends = [end_of_day(one) for one in days]
    still = [Q(end_at__isnull=True) | Q(end_at__gt=end) for end in ends]
    counts = {
        f"at_{number}": Count("pk", filter=Q(start_at__lte=end) & still[number])
        for number, end in enumerate(ends)
    }
    rows = spans.filter(rung__isnull=False).values_list("rung").annotate(**counts)
    return points_of(days, {row[0]: row[1:] for row in rows})


def agreed_to_be_named() -> set[int]:
    """The organisations that agree to be named, now."""
    rows = NamingConsent.objects.filter(withdrawn_at__isnull=True)
    return set(rows.values_list("organisation_id", flat=True))


def _named(rows: list[StatusRow], day: date) -> tuple[Record, ...]:
    agreed, found = agreed_to_be_named(), dict[int, list[StatusRow]]()
    for row in rows:
        if row.organisation_id in agreed:
            found.setdefault(row.organisation_id, []).append(row)
    return tuple(
        record_of(
            key,
            held[0].organisation,
            [(row.rung or Rung.PROPOSED, row.by_when < day) for row in held],
        )
        for key, held in found.items()
    )


def _open_row(row: StatusRow) -> dict[str, Any]:
    return {
        "commitment": row.commitment_id,
        "institution": row.organisation,
        "sub_sector": row.sub_sector,
        "continent": row.continent,
        "language": row.language,
        "country": row.country,
        "title": row.title,
        "actions": list(row.actions),
        "status": row.rung.name.lower() if row.rung is not None else "",
        "disputed": row.disputed,
        "by_when": row.by_when.isoformat(),
    }


def _parts(release: Release | None) -> dict[str, tuple[str, ...]]:
    """Goals and Actions of a release; nothing before there is one."""
    if release is None:
        return {}
    spec = spec_of(release)
    goals = sorted(spec.goals, key=lambda goal: goal.order)
    return {
        "goal": tuple(goal.id for goal in goals),
        "action": tuple(action.id for action in spec.actions),
    }


def _provenance(day: date, scope: str, release: Release | None) -> dict[str, Any]:
    events = CommitmentEvent.objects.filter(
        recorded_at__lte=end_of_day(day), commitment__in=commitments_of(scope)
    )
    return {
        "framework": release.code if release else "",
        "events": events.count(),
        "software": f"fulcrum {__version__}",
        "method": METHOD,
    }


def state_at(day: date, *, scope: str, before: date | None = None) -> State:
    """The state of implementation at the end of a day.

    It counts across institutions: whoever calls this says who may see it.

    Args:
        day: what was known at its end (UTC).
        scope: PUBLIC or SHARED.
        before: a day to compare with.
    """
    with everything():
        rows = rows_at(day, scope)
        known, countries, release = _known(), _known_by_country(), published_release()
        counts = {"commitments": len(rows), "organisations": sum(countries.values())}
        earlier = build_cube(_held(rows_at(before, scope)), known, countries) if before else None
        return State(
            as_of=day,
            scope=scope,
            cube=build_cube(_held(rows), known, countries),
            before=before,
            cube_before=earlier,
            timeline=tuple(_timeline(day, scope)),
            named=_named(rows, day),
            commitments=tuple(_open_row(row) for row in rows),
            parts=_parts(release),
            provenance=counts | _provenance(day, scope, release),
        )


def invented_counted(scope: str) -> bool:
    """Whether any of what is counted is invented."""
    return commitments_of(scope).filter(is_invented=True).exists()


def behind(day: date, part: str, scope: str, least: Rung) -> list[int]:
    """The commitments behind a number: those that serve a part, and stood at a rung or beyond."""
    with everything():
        rows = rows_at(day, scope)
    return [
        row.commitment_id
        for row in rows
        if part in parts_of(row.actions) and row.rung is not None and row.rung >= least
    ]
