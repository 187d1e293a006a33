"""The state of commitments at a past instant, by spans and by replaying every log.

Run: python benchmarks/commitments.py [--events 5000 50000 500000]

"Spans" is what pages ask: one query for every commitment with its rung, organisation and Actions.
"Replay" reads the whole log and folds it, what one would do without spans. "Plain SQL" is the
latest coded evidence of each commitment before the instant, which knows neither age, strength nor
disputes: the least that any tracker would have to ask.
"""

import argparse
from datetime import UTC, datetime
from typing import Any

import _django_site  # noqa: F401 - before anything with models
import _fill as fill
from _histories import fill_commitments
from _timing import median
from django.core.management import call_command
from django.db import connection

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.ladder.standing import standing_at
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvent, CommitmentSpan
from fulcrum.apps.blueprint.queries.commitment_statuses import spans_at, statuses_at
from fulcrum.apps.blueprint.queries.commitments import _event
from fulcrum.apps.blueprint.releases import SHIPPED, spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor

WHEN = datetime(2023, 6, 30, tzinfo=UTC)
LATEST = """
SELECT commitment_id, MAX(recorded_at) FROM blueprint_commitmentevent
WHERE kind = 'evidence_coded' AND recorded_at <= %s GROUP BY commitment_id
"""


def replay() -> dict[int, Any]:
    """Every commitment's standing, from every log."""
    logs: dict[int, list[Any]] = {}
    for row in CommitmentEvent.objects.order_by("recorded_at", "pk").iterator(2000):
        logs.setdefault(row.commitment_id, []).append(_event(row))
    return {key: standing_at(log, WHEN) for key, log in logs.items()}


def plain() -> list[Any]:
    """The least that could be asked."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [WHEN])
        return cursor.fetchall()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[5_000, 50_000, 500_000])
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    fill.organisations(2000)
    release = load_release(SHIPPED / "release-2019.1", by=system_actor("benchmark"), publish=True)
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    actions = [action.id for action in spec_of(release).actions]
    print("State at 30 June 2023, CPU ms, median (target: 300 at 50,000 events)\n")
    print(
        f"{'events':>8}{'commitments':>13}{'spans':>9}{'counted':>9}{'rows':>9}{'replay':>9}{'plain SQL':>11}"
    )
    for events in asked.events:
        Commitment.objects.all().delete()
        fill_commitments(keys, release, actions, events=events)
        counts = (CommitmentEvent.objects.count(), Commitment.objects.count())
        spans = CommitmentSpan.objects.count()
        counted = median(lambda: list(spans_at(WHEN).values_list("rung", "disputed")), 5)
        rows = median(lambda: statuses_at(WHEN), 5)
        replayed = median(replay, 1)
        print(
            f"{counts[0]:>8}{counts[1]:>13}{spans:>9}{counted:>9.0f}{rows:>9.0f}{replayed:>9.0f}{median(plain, 5):>11.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
