"""The state of implementation, from commitments as they stood."""

from datetime import UTC, date, datetime
from random import Random

from benchmarks._histories import SINCE, fill_commitments
from fulcrum.apps.blueprint.implementation.state import PUBLIC
from fulcrum.apps.blueprint.instants import end_of_day
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.queries.commitment_statuses import spans_at
from fulcrum.apps.blueprint.queries.implementation import state_at
from fulcrum.apps.parties.models import Organisation
from tests.apps.blueprint.making import institution

DAY = date(2023, 5, 20)


def test_the_timeline_is_what_stood_at_each_quarter_s_end(
    own: Organisation, release: Release
) -> None:
    fill_commitments([own.pk], release, ["G1.A1", "G2.A1"], events=1000)
    points = state_at(DAY, scope=PUBLIC).timeline
    assert points[-1][0] == DAY
    assert len(points) > 10
    for day, counts in points:
        rungs = list(spans_at(end_of_day(day)).values_list("rung", flat=True))
        assert counts == tuple(rungs.count(rung) for rung in range(len(counts)))


def test_nothing_has_no_timeline(own: Organisation, release: Release) -> None:
    assert state_at(DAY, scope=PUBLIC).timeline == ()
    fill_commitments([own.pk], release, ["G1.A1", "G2.A1"], events=20)
    assert state_at(SINCE.date().replace(year=2018), scope=PUBLIC).timeline == ()


def test_every_institution_counts_with_its_highest_rung(release: Release) -> None:
    banks = [institution(f"Bank {number}") for number in range(5)]
    fill_commitments([bank.pk for bank in banks], release, ["G1.A1", "G2.A1"], events=600)
    chance = Random(3)  # noqa: S311 - days of a test
    for _ in range(10):
        day = datetime.fromtimestamp(chance.uniform(SINCE.timestamp(), 1.7e9), UTC).date()
        rows = spans_at(end_of_day(day)).filter(rung__isnull=False)
        best: dict[int, int] = {}
        for key, rung in rows.values_list("commitment__organisation_id", "rung"):
            best[key] = max(rung or 0, best.get(key, 0))
        state = state_at(day, scope=PUBLIC)
        counted = [0] * 7
        for (part, _group), counts in state.cube.reached.items():
            if part == "":
                counted = [one + other for one, other in zip(counted, counts, strict=True)]
        assert counted == [list(best.values()).count(rung) for rung in range(7)]
        assert state.provenance["commitments"] == rows.count()
