import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from fulcrum.engines.screening.learning.intervals import fitted_prior, shrunk, wilson
from fulcrum.engines.screening.learning.precision import (
    Precision,
    PrecisionSpec,
    measure_precision,
)
from fulcrum.engines.screening.learning.tallies import Counts, Decision, Kind, Line, tally
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import hash_of
from tests.engines.screening.learning.made import Q1, N, P, U, decided, indicator, scenario

ONE, TWO, THREE = indicator(1), indicator(2), indicator(3)


def measured(counts: dict[Line, Any]) -> dict[Line, Precision]:
    found = measure_precision(PrecisionSpec(decided(counts)))
    return {one.line: one for one in found.lines}


@given(some.integers(0, 300), some.integers(1, 300), some.sampled_from([0.8, 0.95, 0.99]))
def test_the_score_interval_is_scipys(hits: int, of: int, level: float) -> None:
    hits = min(hits, of)
    theirs = stats.binomtest(hits, of).proportion_ci(level, method="wilson")
    assert wilson(hits, of, level) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_out_of_none_anything_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_wilsons_interval_of_a_known_case() -> None:
    # 15 of 50, z2 = 3.841459: the middle is 0.338415 / 1.076829, the reach 0.132702 / 1.076829.
    assert wilson(15, 50) == pytest.approx((0.191036, 0.437504), abs=2e-6)


def test_an_alert_counts_for_each_of_its_lines_and_once_for_one_named_twice() -> None:
    found = tally([Decision("a", P, Q1, (ONE, TWO, ONE)), Decision("b", U, Q1, (TWO,))])
    assert found == {ONE: Counts(1, 0, 0), TWO: Counts(1, 0, 1)}


def test_undetermined_alerts_widen_what_is_possible_and_not_the_share() -> None:
    one = measured({ONE: (6, 2, 2)})[ONE]
    assert one.share == 0.75
    assert (one.least, one.most) == (0.6, 0.8)
    assert "6 of 8 productive" in one.summary()


def test_without_a_decision_nothing_is_said() -> None:
    one = measured({ONE: (0, 0, 4), TWO: (3, 3, 0)})[ONE]
    assert (one.share, one.low, one.high) == (None, 0.0, 1.0)
    assert "no alert was decided" in one.summary()


def test_few_alerts_are_drawn_towards_the_others_and_many_are_not() -> None:
    found = measured({ONE: (2, 0, 0), TWO: (200, 800, 0), THREE: (300, 700, 0)})
    share, drawn = found[ONE].share, found[ONE].shrunk
    assert share == 1.0
    assert drawn < 0.6
    assert found[TWO].shrunk == pytest.approx(0.2, abs=0.01)
    assert found[ONE].shrunk_low < drawn < found[ONE].shrunk_high


def test_scenarios_are_drawn_towards_scenarios() -> None:
    alone = measured({scenario(1): (5, 5, 0), scenario(2): (5, 6, 0)})
    beside = measured({scenario(1): (5, 5, 0), scenario(2): (5, 6, 0), ONE: (0, 500, 0)})
    assert alone[scenario(1)] == beside[scenario(1)]


@given(some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60)), min_size=1, max_size=8))
def test_what_is_drawn_lies_between_the_share_and_the_others(pairs: list[tuple[int, int]]) -> None:
    prior = fitted_prior([k for k, _ in pairs], [k + n for k, n in pairs])
    assert 0 < prior.mean < 1
    assert 0 < prior.strength <= sum(k + n for k, n in pairs) + 1
    for hits, misses in pairs:
        mean, low, high = shrunk(hits, hits + misses, prior)
        assert 0 <= low <= mean <= high <= 1
        if hits + misses:
            ends = sorted([hits / (hits + misses), prior.mean])
            assert ends[0] - 1e-12 <= mean <= ends[1] + 1e-12


def test_the_prior_of_shares_from_a_beta_distribution_is_that_distribution() -> None:
    sizes = [400] * 300
    drawn = stats.beta(4, 16).rvs(300, random_state=7)
    hits = [int(stats.binom(n, p).ppf(0.5)) for n, p in zip(sizes, drawn, strict=True)]
    prior = fitted_prior(hits, sizes)
    assert prior.mean == pytest.approx(0.2, abs=0.01)
    assert prior.strength == pytest.approx(20, rel=0.2)


def test_order_does_not_matter_and_everything_is_told() -> None:
    decisions = decided({ONE: (3, 4, 1), scenario(1): (2, 2, 0)})
    first = measure_precision(PrecisionSpec(decisions))
    assert first == measure_precision(PrecisionSpec(tuple(reversed(decisions))))
    plain = json.loads(json.dumps(first.to_dict(), allow_nan=False))
    assert plain["provenance"]["input_hash"] == hash_of(PrecisionSpec(decisions))
    assert [one.line.kind for one in first.lines] == [Kind.INDICATOR, Kind.SCENARIO]
    assert first.summary().count("\n") == 1
    assert "Wilson" in first.explain()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"decisions": ()}, "decisions"),
        ({"decisions": (Decision("a", P, Q1, (ONE,)), Decision("a", N, Q1, (ONE,)))}, "decisions"),
        ({"level": 1.0}, "level"),
        ({"level": float("nan")}, "level"),
    ],
)
def test_what_cannot_be_used_is_told(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(FulcrumError) as told:
        PrecisionSpec(**{"decisions": decided({ONE: (1, 1, 1)})} | changes)
    assert told.value.where == where


@pytest.mark.parametrize(
    ("kind", "key", "version"),
    [
        (Kind.INDICATOR, "GB29NWBK60161331926819", "1"),
        (Kind.INDICATOR, "S01", "1"),
        (Kind.SCENARIO, "S01", "version one"),
        (Kind.ALL, "I01", "1"),
        (Kind.INDICATOR, "I01", ""),
    ],
)
def test_a_line_holds_nothing_but_a_line(kind: Kind, key: str, version: str) -> None:
    with pytest.raises(FulcrumError):
        Line(kind, key, version)


def test_an_alert_rests_on_something() -> None:
    with pytest.raises(FulcrumError, match="rests on no indicator"):
        Decision("a", P, Q1, ())
