"""Alerts of an invented bank, as tests need them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fulcrum.apps.screening.enums import Priority, RunState
from fulcrum.apps.screening.models import Alert, AlertHit, Dataset, Run
from fulcrum.kernel.actors import Actor


def make_run(by: Actor, **more: Any) -> Run:
    """A finished run of the organisation acted for."""
    dataset, _made = Dataset.objects.get_or_create(
        tenant_id=by.tenant_id or 0,
        folder="invented",
        defaults={"name": "Invented bank", "digest": "0" * 64, "is_invented": True},
    )
    values: dict[str, Any] = {"title": "First", "state": RunState.FINISHED, "is_invented": True}
    return Run.objects.create(tenant_id=by.tenant_id or 0, dataset=dataset, **values | more)


def make_alert(by: Actor, subject: str = "A-1", run: Run | None = None, **more: Any) -> Alert:
    """An alert of the organisation acted for, with a hit of each of its indicators."""
    opened = more.pop("opened_on", date(2026, 3, 2))
    indicators = more.pop("indicators", ["I01", "I15", "I48"])
    values: dict[str, Any] = {
        "key": f"{subject}@{(opened - date(1970, 1, 1)).days}",
        "subject": subject,
        "opened_on": opened,
        "last_on": opened,
        "points": 3.0,
        "priority": Priority.MEDIUM,
        "indicator_count": len(indicators),
        "family_count": 3,
        "indicators": indicators,
        "segment": "retail",
        "due_on": timezone.localdate() + timedelta(days=5),
        "is_invented": True,
    }
    alert = Alert.objects.create(
        tenant_id=by.tenant_id or 0, run=run or make_run(by), **values | more
    )
    for indicator in indicators:
        AlertHit.objects.create(alert=alert, indicator=indicator, on=opened, value=6, threshold=5)
    return alert
