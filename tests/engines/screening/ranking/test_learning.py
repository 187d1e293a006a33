from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # publishes no types

from fulcrum.engines.screening.ranking.evaluation import Bin, Evaluation
from fulcrum.engines.screening.ranking.intervals import wilson
from fulcrum.engines.screening.ranking.learning import Cases, cuts, learn, rising
from fulcrum.engines.screening.ranking.reliability import bins, evaluate


@pytest.fixture(autouse=True)
def one_core() -> Iterator[None]:
    """As `learned.card` does it: more cores only make small matrices slow."""
    with threadpool_limits(1):
        yield


def cases(count: int, seed: int = 3, folds: int = 5) -> Cases:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 6, (count, 4)).astype(float)
    odds = -3 + 1.5 * np.log2(1 + values[:, 0]) - 1.0 * np.log2(1 + values[:, 1])
    productive = (rng.random(count) < 1 / (1 + np.exp(-odds))).astype(float)
    return Cases(values, productive, rng.integers(0, count // 2, count), folds, seed)


def test_one_effect_without_penalty_is_the_log_odds_of_the_table() -> None:
    # 10 of 40 productive without the feature, 30 of 40 with it: odds of 1/3 and 3.
    values = np.repeat([[0.0], [1.0]], 40, axis=0)
    target = np.array([1.0] * 10 + [0.0] * 30 + [1.0] * 30 + [0.0] * 10)
    (effect,), start = rising(values, target, 0.0, 0.0)
    assert start == pytest.approx(np.log(1 / 3), abs=1e-4)
    assert effect == pytest.approx(np.log(9), abs=1e-4)


def test_a_penalty_on_the_sum_moves_the_counts_by_as_much() -> None:
    # At the optimum the productive ones with the feature exceed those expected by the penalty.
    values = np.repeat([[0.0], [1.0]], 40, axis=0)
    target = np.array([1.0] * 10 + [0.0] * 30 + [1.0] * 30 + [0.0] * 10)
    (effect,), start = rising(values, target, 2.0, 0.0)
    assert 40 / (1 + np.exp(-start - effect)) == pytest.approx(30 - 2, abs=1e-3)
    assert 40 / (1 + np.exp(-start)) == pytest.approx(10 + 2, abs=1e-3)


def test_an_effect_that_would_be_negative_is_nought() -> None:
    values = np.repeat([[0.0], [1.0]], 40, axis=0)
    target = np.array([1.0] * 30 + [0.0] * 10 + [1.0] * 10 + [0.0] * 30)
    (effect,), start = rising(values, target, 0.0, 0.0)
    assert effect == 0
    assert start == pytest.approx(0.0, abs=1e-6)


def test_where_only_one_kind_is_the_start_stays_finite() -> None:
    _, start = rising(np.zeros((20, 1)), np.zeros(20), 1.0, 1.0)
    assert -31 < start < -5


def test_steps_stand_at_values_that_were_seen_and_never_at_the_lowest() -> None:
    few = np.array([[0.0, 5.0], [2.0, 5.0], [7.0, 5.0]])
    assert cuts(few) == ((0, 2.0), (0, 7.0))
    many = np.arange(1000.0)[:, None] / 7
    found = cuts(many)
    assert len(found) == 12
    assert all(at in many for _, at in found)


def test_folds_part_no_subject_and_use_every_row_once() -> None:
    mine = cases(300)
    tried = []
    for learn_on, rest in mine.parts():
        assert not set(mine.subjects[learn_on]) & set(mine.subjects[rest])
        assert mine.productive[rest].any()
        tried += rest.tolist()
    assert sorted(tried) == list(range(300))


@pytest.mark.parametrize("count", [400, 2000])
def test_what_is_learned_is_calibrated_and_never_falls(count: int) -> None:
    mine = cases(count)
    found = learn(mine)
    assert all(points > 0 for _, _, points in found.steps)
    # What raises the odds adds by far the most; what lowers them adds nothing.
    added = [sum(p for column, _, p in found.steps if column == at) for at in range(4)]
    assert added[0] > 2 * max(added[1:])
    assert added[1] == 0
    assert bool(found.knots) == (count >= 1000)
    assert found.scores(mine.values).mean() == pytest.approx(mine.productive.mean(), abs=0.02)
    fresh = cases(20_000, seed=4)
    for one in bins(found.scores(fresh.values), fresh.productive):
        assert one.promised == pytest.approx(one.productive / one.alerts, abs=0.1)


def test_it_is_tried_on_subjects_it_has_not_seen() -> None:
    # A feature that only names its subject: useless elsewhere, and an honest trial says so.
    rng = np.random.default_rng(1)
    names = np.repeat(np.arange(60), 5)
    productive = np.repeat(rng.random(60) < 0.4, 5).astype(float)
    values = (names[:, None] == np.arange(60)[None, :]).astype(float)
    found = evaluate(Cases(values, productive, names, 5, 1), rng.random(300))
    assert found.precision < productive.mean() + 0.15
    assert found.brier > 0.9 * found.brier_base


def test_a_table_of_reliability_by_hand() -> None:
    scores = np.array([0.1] * 20 + [0.8] * 20)
    productive = np.array([1.0] * 2 + [0.0] * 18 + [1.0] * 10 + [0.0] * 10)
    low, high = bins(scores, productive)
    bounds = wilson(2, 20)
    assert low == Bin(low.promised, 20, 2, bounds.low, bounds.high)
    assert (low.promised, high.promised) == pytest.approx((0.1, 0.8))
    assert high.productive == 10
    assert low.kept
    assert not high.kept
    assert len(bins(scores[:30], productive[:30])) == 1


def test_an_evaluation_speaks() -> None:
    told = Evaluation(40, 12, 0.5, (0.4, 0.6), 0.6, 0.15, 0.21, bins(np.zeros(40), np.zeros(40)))
    said = told.summary()
    assert "Average precision 0.500, by fold 0.400 to 0.600." in said
    assert "no better than the pack's points, which give 0.600" in said
    assert "Brier score 0.1500; 0.2100" in said
    assert told.to_dict()["bins"][0]["alerts"] == 20


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000), feature=st.integers(0, 3), more=st.floats(0, 50))
def test_raising_a_feature_never_lowers_a_learned_score(
    seed: int, feature: int, more: float
) -> None:
    mine = cases(120, seed=seed, folds=3)
    found = learn(mine)
    raised = mine.values.copy()
    raised[:, feature] += more
    assert (found.scores(raised) >= found.scores(mine.values) - 1e-12).all()
