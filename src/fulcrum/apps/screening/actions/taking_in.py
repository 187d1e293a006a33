"""Take a finished run's alerts in: new ones into the queue, known ones brought up to date."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fulcrum.apps.screening.enums import AlertState, Priority
from fulcrum.apps.screening.folders import data_folder, day_of, run_folder
from fulcrum.apps.screening.models import Alert, AlertHit, Run, Snooze
from fulcrum.apps.ui.bulk import insert_rows
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.reading import AlertRow, read_alerts, read_hits

BATCH = 2000
# Days until an alert has to be read, by priority; ours.
DAYS = {Priority.HIGH: 2, Priority.MEDIUM: 7, Priority.LOW: 21}
HIGH_SHARE, MEDIUM_SHARE = 0.1, 0.4


def priorities(points: Sequence[float]) -> dict[float, Priority]:
    """The priority of each score: the highest tenth is high, the next three tenths medium."""
    ordered = sorted(points, reverse=True)
    if not ordered:
        return {}
    high = ordered[max(0, round(len(ordered) * HIGH_SHARE) - 1)]
    medium = ordered[max(0, round(len(ordered) * MEDIUM_SHARE) - 1)]
    return {
        value: Priority.HIGH
        if value >= high
        else Priority.MEDIUM
        if value >= medium
        else Priority.LOW
        for value in set(ordered)
    }


def take_in(run: Run, advance: Any) -> int:
    """Bring the queue up to date with a run's alerts, a batch at a time.

    Args:
        run: a computed run.
        advance: told (done, total) inside each batch's transaction.

    Returns:
        How many alerts were not known before.
    """
    out = run_folder(run.tenant_id, run.pk)
    rows = read_alerts(out, data_folder(run.tenant_id, run.dataset.folder))
    ranks = priorities([row.points for row in rows])
    snoozed = _snoozes(run.tenant_id)
    new = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with transaction.atomic():
            new += _take_batch(run, batch, ranks, snoozed)
            hits = read_hits(out, [row.alert for row in batch])
            _replace_hits(run, hits)
            advance(min(start + BATCH, len(rows)), len(rows))
    return new


def _snoozes(tenant_id: int) -> dict[str, Snooze]:
    today = timezone.localdate()
    found = Snooze.objects.filter(tenant_id=tenant_id, until__gte=today, lifted_at=None)
    return {one.subject: one for one in found}


def is_snoozed(snooze: Snooze | None, row: AlertRow) -> bool:
    """Whether a subject is left alone: not when something new was found, nor for a network."""
    if snooze is None or row.members > 1:
        return False
    pack = load_pack().indicators
    families = {pack[key].family.value for key in row.indicators if key in pack}
    return set(row.indicators) <= set(snooze.indicators) and families <= set(snooze.families)


def _take_batch(
    run: Run,
    batch: Sequence[AlertRow],
    ranks: Mapping[float, Priority],
    snoozed: Mapping[str, Snooze],
) -> int:
    names = [row.alert for row in batch]
    rows = Alert.objects.filter(tenant_id=run.tenant_id, key__in=names)
    known = {one.key: one for one in rows}
    alerts = [
        _brought_up_to_date(
            known.get(row.alert) or _new_alert(run, row, ranks[row.points]),
            run, row, ranks[row.points], snoozed.get(row.subject),
        )
        for row in batch
    ]  # fmt: skip
    made = [alert for alert in alerts if alert.pk is None]
    Alert.objects.bulk_create(made)
    Alert.objects.bulk_update([alert for alert in alerts if alert.key in known], UPDATED)
    return len(made)


def _new_alert(run: Run, row: AlertRow, priority: Priority) -> Alert:
    due = timezone.localdate() + timedelta(days=DAYS[priority])
    told = {"key": row.alert, "subject": row.subject, "opened_on": day_of(row.opened)}
    return Alert(tenant_id=run.tenant_id, due_on=due, is_invented=run.is_invented, **told)


UPDATED = (
    "run", "last_on", "points", "priority", "indicator_count", "family_count", "member_count",
    "indicators", "scenarios", "segment", "snoozed_until",
)  # fmt: skip


def _brought_up_to_date(
    alert: Alert, run: Run, row: AlertRow, priority: Priority, snooze: Snooze | None
) -> Alert:
    """An alert with what a run says of it now; what people said of it stays."""
    alert.run, alert.points, alert.segment = run, row.points, row.segment
    alert.last_on, alert.member_count = day_of(row.last), row.members
    alert.indicator_count, alert.family_count = len(row.indicators), row.families
    alert.indicators, alert.scenarios = list(row.indicators), list(row.scenarios)
    if alert.pk is None or alert.state in {AlertState.NEW, AlertState.ASSIGNED}:
        alert.priority = priority
    alert.snoozed_until = snooze.until if snooze and is_snoozed(snooze, row) else None
    return alert


def _replace_hits(run: Run, hits: Sequence[tuple[str, str, int, float, float, int]]) -> None:
    keys = {hit[0] for hit in hits}
    ids = dict(Alert.objects.filter(tenant_id=run.tenant_id, key__in=keys).values_list("key", "pk"))
    AlertHit.objects.filter(alert_id__in=ids.values()).delete()
    insert_rows(
        AlertHit,
        ("alert_id", "indicator", "on", "value", "threshold", "members"),
        [(ids[key], name, day_of(day), *rest) for key, name, day, *rest in hits],
    )
