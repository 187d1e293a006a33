"""The state at any past instant, from the spans, is the state that was recorded at the time.

FULCRUM_AS_OF_EVENTS and FULCRUM_AS_OF_DATES make it larger: 50,000 and 1,000 are the figures that
the project promises; the suite runs a tenth of each.
"""

import os
from datetime import datetime, timedelta
from random import Random

from benchmarks._histories import SINCE, Histories, fill_commitments
from fulcrum.apps.blueprint.ladder.standing import Known, Standing, day_of, learn, stands
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.queries.commitment_statuses import spans_at
from fulcrum.apps.parties.models import Organisation
from tests.apps.blueprint.ladder.oracle import rung_at

EVENTS = int(os.environ.get("FULCRUM_AS_OF_EVENTS", "5000"))
DATES = int(os.environ.get("FULCRUM_AS_OF_DATES", "100"))


def _recorded(logs: Histories, instants: list[datetime]) -> list[dict[int, Standing]]:
    """What a clerk would have written down at each instant, told every event as it happened."""
    books: dict[int, Known] = {}
    told = sorted(
        ((event.at, key, place) for key, log in logs.items() for place, event in enumerate(log))
    )
    written, place = [], 0
    for instant in instants:
        while place < len(told) and told[place][0] <= instant:
            _at, key, number = told[place]
            learn(books.setdefault(key, Known()), logs[key][number])
            place += 1
        written.append({key: stands(known, day_of(instant)) for key, known in books.items()})
    return written


def test_as_of_is_what_was_recorded_at_the_time(own: Organisation, release: Release) -> None:
    logs = fill_commitments([own.pk], release, ["G1.A1", "G2.A1"], events=EVENTS)
    assert sum(map(len, logs.values())) >= EVENTS
    draws = Random(11)  # noqa: S311 - dates of a test, not secrets
    span = timedelta(days=9 * 365).total_seconds()
    instants = sorted(SINCE + timedelta(seconds=draws.uniform(0, span)) for _ in range(DATES))
    for instant, recorded in zip(instants, _recorded(logs, instants), strict=True):
        rows = spans_at(instant).values_list("commitment_id", "rung", "disputed")
        found = {key: (rung, disputed) for key, rung, disputed in rows}
        assert found == {key: (one.rung, one.disputed) for key, one in recorded.items()}


def test_status_is_what_the_codebook_says_in_words(own: Organisation, release: Release) -> None:
    logs = fill_commitments([own.pk], release, ["G1.A1", "G2.A1"], events=1000)
    draws = Random(12)  # noqa: S311 - dates of a test, not secrets
    span = timedelta(days=9 * 365).total_seconds()
    for _ in range(20):
        instant = SINCE + timedelta(seconds=draws.uniform(0, span))
        found = dict(spans_at(instant).values_list("commitment_id", "rung"))
        known = {key: log for key, log in logs.items() if log[0].at <= instant}
        assert found == {key: rung_at(log, instant) for key, log in known.items()}
