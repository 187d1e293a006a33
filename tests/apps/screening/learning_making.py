"""Decided alerts and bundles of invented banks, as tests need them."""

from datetime import UTC, date, datetime
from typing import Any

from fulcrum.apps.screening.actions.learning import bundle_file, make_bundle, sign_bundle
from fulcrum.apps.screening.enums import AlertState, Verdict
from fulcrum.apps.screening.learning_keys import public_pem
from fulcrum.apps.screening.models import Alert, Bundle, Run
from fulcrum.engines.screening.learning.quarters import Quarter
from fulcrum.kernel.actors import Actor
from tests.apps.screening.making import make_run

QUARTER = Quarter(2026, 1)


def decide_alerts(
    by: Actor, productive: int, unproductive: int, undetermined: int = 0, **more: Any
) -> Run:
    """So many closed alerts of the first quarter of 2026, on one run."""
    run = more.pop("run", None) or make_run(by)
    at = more.pop("at", datetime(2026, 2, 10, 12, tzinfo=UTC))
    start = Alert.objects.count()
    verdicts = (
        [Verdict.PRODUCTIVE] * productive
        + [Verdict.UNPRODUCTIVE] * unproductive
        + [Verdict.UNDETERMINED] * undetermined
    )
    values: dict[str, Any] = {
        "opened_on": date(2026, 2, 1), "last_on": date(2026, 2, 1), "points": 3.0, "priority": 2,
        "indicator_count": 2, "family_count": 2, "indicators": ["I01", "I15"],
        "scenarios": ["S01"], "due_on": date(2026, 3, 1), "state": AlertState.CLOSED,
        "closed_at": at, "is_invented": True,
    }  # fmt: skip
    Alert.objects.bulk_create(
        Alert(tenant_id=by.tenant_id or 0, run=run, key=f"K-{n}", subject=f"A-{n}", verdict=verdict,
              **values | more)
        for n, verdict in enumerate(verdicts, start)
    )  # fmt: skip
    return run


def signed(by: Actor, productive: int = 40, unproductive: int = 60, **more: Any) -> Bundle:
    decide_alerts(by, productive, unproductive, 12, **more)
    made = make_bundle(QUARTER, QUARTER, by=by)
    return sign_bundle(made, made.text, by=by)


def files_of(by: Actor, *counts: int, **more: Any) -> tuple[bytes, bytes]:
    """A signed bundle and its public key, as they are handed over."""
    return bundle_file(signed(by, *counts, **more)), public_pem(by.tenant_id or 0)
