"""The state of implementation at a past day: what a page counts, beside what plain SQL would.

Run: python benchmarks/implementation.py [--events 5000 50000 500000]

"State" is what the page asks: the cube on the day, the timeline, provenance. "Statuses" are the
commitments alone, "table" the sums that are shown of them. "Plain SQL" groups the latest coded evidence by
sub-sector, continent and Action in one statement: it knows neither age, strength nor disputes, and
counts commitments rather than institutions.
"""

import argparse
from datetime import date
from typing import Any

import _django_site  # noqa: F401 - before anything with models
import _fill as fill
from _histories import fill_commitments
from _timing import median
from django.core.management import call_command
from django.db import connection

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.implementation.matrix import Asked, matrix
from fulcrum.apps.blueprint.implementation.state import PUBLIC
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvent, CommitmentSpan
from fulcrum.apps.blueprint.queries.implementation import rows_at, state_at
from fulcrum.apps.blueprint.releases import SHIPPED, spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor

WHEN = date(2023, 6, 30)
PLAIN = """
SELECT o.sub_sector, o.continent, a.action_id, COUNT(DISTINCT c.id)
FROM blueprint_commitmentevent e
JOIN blueprint_commitment c ON c.id = e.commitment_id
JOIN blueprint_commitmentaction a ON a.commitment_id = c.id
JOIN parties_organisation o ON o.id = c.organisation_id
WHERE e.kind = 'evidence_coded' AND e.recorded_at <= %s
GROUP BY o.sub_sector, o.continent, a.action_id
"""


def plain() -> list[Any]:
    """The least that could be asked."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [WHEN])
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
    print(
        "State of implementation on 30 June 2023, CPU ms, median (target: 300 at 50,000 events)\n"
    )
    print(
        f"{'events':>8}{'commitments':>13}{'state':>9}{'statuses':>10}{'table':>9}{'plain SQL':>11}"
    )
    for events in asked.events:
        CommitmentSpan.objects.all().delete()
        Commitment.objects.all().delete()
        fill_commitments(keys, release, actions, events=events)
        repeat = 9 if events < 100_000 else 3
        state = state_at(WHEN, scope=PUBLIC)
        cube, parts = state.cube, state.parts["goal"]
        figures = (
            median(lambda: state_at(WHEN, scope=PUBLIC), repeat),
            median(lambda: rows_at(WHEN, PUBLIC), repeat),
            median(lambda found=cube, kept=parts: matrix(found, Asked(), kept), repeat),
            median(plain, repeat),
        )
        count = Commitment.objects.count()
        said = "".join(f"{figure:>9.1f}" for figure in figures[:3])
        print(f"{CommitmentEvent.objects.count():>8}{count:>13}{said}{figures[3]:>11.1f}")


if __name__ == "__main__":
    main()
