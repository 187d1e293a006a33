import json
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.intervals import combined, mcnemar, part
from fulcrum.engines.screening.ranking.judgements import Judgements, read_judgements
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.tuning.advice import ChampionSpec
from fulcrum.engines.screening.tuning.champion import _comparison, compare_versions
from fulcrum.engines.screening.tuning.comparison import Comparison, Side
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import hit, run_of
from tests.engines.screening.ranking.test_card import SAID

SPEC = ChampionSpec()


def run(*groups: tuple[str, int], on: int = 10) -> Outputs:
    hits = [hit("C1", f"{name}{n}", on) for name, count in groups for n in range(count)]
    return run_of(hits, rule=Rule(1, 1))


def said(*groups: tuple[str, int, int], on: int = 10) -> Judgements:
    rows = [
        {"alert": f"{name}{n}@{on}", "productive": n < good}
        for name, judged, good in groups
        for n in range(judged)
    ]
    return read_judgements(pa.Table.from_pylist(rows))


def compared(both: Side, own: Side, other: Side) -> Comparison:
    return _comparison((both, own, other), SPEC, SAID)


def test_alerts_are_paired_and_counted() -> None:
    found = compare_versions(
        run(("both", 60), ("old", 40)),
        run(("both", 60), ("new", 50)),
        [said(("both", 60, 20), ("old", 40, 4), ("new", 30, 15))],
        SPEC,
    )
    assert found.both == Side(60, 60, 20)
    assert found.only_champion == Side(40, 40, 4)
    assert found.only_challenger == Side(50, 30, 15)
    # Half of the challenger's own that were judged are productive, so 25 of 50 are taken to be.
    assert found.precision_champion == pytest.approx(24 / 100)
    assert found.precision_challenger == pytest.approx(45 / 110)
    middle, interval = combined(
        [part(60 / 110 - 60 / 100, 20, 60), part(-40 / 100, 4, 40), part(50 / 110, 15, 30)]
    )
    assert found.difference == pytest.approx(middle)
    assert found.difference_interval == interval
    assert found.difference == pytest.approx(45 / 110 - 24 / 100)
    assert found.more == pytest.approx(21)
    assert found.mcnemar is None  # twenty of the challenger's own are not judged
    assert found.recommendation.startswith("Take challenger: it is more precise and finds more")
    assert "Difference +0.169" in found.summary()
    assert json.loads(json.dumps(found.to_dict()))["both"]["units"] == 60
    assert "McNemar" in found.explain()


def test_when_all_is_judged_pairs_are_tested() -> None:
    found = compare_versions(
        run(("both", 30), ("old", 31)),
        run(("both", 30), ("new", 32)),
        [said(("both", 30, 10), ("old", 31, 1)), said(("new", 32, 9))],
        SPEC,
    )
    assert found.mcnemar == mcnemar(1, 9) == pytest.approx(0.021484375)
    assert "p = 0.021" in found.summary()


def test_only_the_days_asked_for_count() -> None:
    old = run_of([hit("C1", "a", 10), hit("C1", "b", 20)], rule=Rule(1, 1))
    spec = ChampionSpec(since=date(1970, 1, 15), until=date(1970, 1, 25))
    found = compare_versions(old, old, [], spec)
    assert (found.both.units, found.difference) == (1, None)
    early = ChampionSpec(until=date(1970, 1, 12))
    assert compare_versions(old, old, [], early).both.units == 1


@pytest.mark.parametrize(
    ("both", "own", "other", "begins"),
    [
        (Side(100, 100, 30), Side(100, 100, 5), Side(100, 100, 40), "Take challenger"),
        (Side(100, 100, 30), Side(100, 100, 40), Side(100, 100, 5), "Keep champion: challenger is"),
        (Side(100, 100, 30), Side(100, 100, 20), Side(100, 100, 21), "No difference beyond chance"),
        (Side(100, 100, 60), Side(50, 50, 5), Side(600, 600, 60), "A trade: challenger finds more"),
        (Side(100, 100, 60), Side(600, 600, 60), Side(50, 50, 5), "A trade: challenger is more"),
        (Side(100, 100, 30), Side(100, 100, 2), Side(0, 0, 0), "A trade: challenger is more"),
    ],
)
def test_what_is_recommended(both: Side, own: Side, other: Side, begins: str) -> None:
    assert compared(both, own, other).recommendation.startswith(begins)


def test_nothing_is_recommended_on_too_little() -> None:
    found = compared(Side(100, 100, 30), Side(20, 20, 2), Side(90, 12, 6))
    assert found.difference is not None
    assert found.recommendation == (
        "Not enough is judged to recommend either. Judge 18 more of only challenger."
    )
    found = compared(Side(100, 100, 30), Side(20, 20, 2), Side(90, 0, 0))
    assert found.difference is None
    assert "30 more of only challenger" in found.summary()


def test_a_version_without_alerts_is_not_compared() -> None:
    found = compared(Side(0, 0, 0), Side(0, 0, 0), Side(40, 40, 4))
    assert "nothing to compare" in found.recommendation


def test_a_unit_is_productive_when_one_of_its_alerts_is() -> None:
    old = run_of([hit("C1", "a", 10), hit("C1", "a", 14)], rule=Rule(1, 1))
    new = run_of([hit("C1", "a", 12), hit("C1", "a", 14)], rule=Rule(1, 1))
    told = read_judgements(pa.table({"alert": ["a@10", "a@12"], "productive": [False, True]}))
    assert compare_versions(old, new, [told], SPEC).both == Side(1, 1, 1)


def test_runs_over_other_data_are_not_compared() -> None:
    with pytest.raises(FulcrumError, match="different data"):
        compare_versions(run(("a", 1)), run_of([], digest="other"), [], SPEC)


@pytest.mark.parametrize(
    "values",
    [{"since": date(2026, 1, 2), "until": date(2026, 1, 1)}, {"least_judged": 1}],
)
def test_what_cannot_be_used_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError) as told:
        ChampionSpec(**values)
    assert told.value.where == next(iter(values))


@st.composite
def sides(draw: st.DrawFn) -> Side:
    units = draw(st.integers(0, 300))
    judged = draw(st.integers(0, units))
    return Side(units, judged, draw(st.integers(0, judged)))


@given(both=sides(), own=sides(), other=sides())
def test_turned_round_the_differences_are_turned_round(both: Side, own: Side, other: Side) -> None:
    one, back = compared(both, own, other), compared(both, other, own)
    assert (one.difference is None) == (back.difference is None)
    if (
        one.difference is None
        or one.difference_interval is None
        or back.difference_interval is None
    ):
        return
    assert one.difference == pytest.approx(-(back.difference or 0), abs=1e-9)
    assert one.difference_interval.low == pytest.approx(-back.difference_interval.high, abs=1e-9)
    assert one.difference_interval.low <= one.difference <= one.difference_interval.high
    assert one.mcnemar == back.mcnemar
