import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log
from typing import Any

import pytest

from fulcrum.engines.screening.learning.bundle import Bundle
from fulcrum.engines.screening.learning.keys import new_key
from fulcrum.engines.screening.learning.meta import random_effects
from fulcrum.engines.screening.learning.pool import Pool, Pooled, pool_bundles
from fulcrum.engines.screening.learning.pool_spec import PoolSpec
from fulcrum.engines.screening.learning.proposals import propose_weights
from fulcrum.engines.screening.learning.quarters import Period
from fulcrum.engines.screening.learning.shares import logit, share_of
from fulcrum.engines.screening.learning.suppression import Cover
from fulcrum.engines.screening.learning.tallies import Line
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.learning.made import Q1, Q2, decided, indicator, scenario, signed

ONE, TWO, THREE = indicator(1), indicator(2), indicator(3)
KEYS = [new_key() for _ in range(4)]
Cells = Mapping[Line, Sequence[int]]


def told(*banks: Cells, **changes: Any) -> tuple[Bundle, ...]:
    return tuple(
        signed(counts, f"Bank {place}", KEYS[place], **changes)
        for place, counts in enumerate(banks)
    )


def pooled(*banks: Cells) -> Pool:
    return pool_bundles(PoolSpec(told(*banks)))


def line_of(pool: Pool, line: Line) -> Pooled:
    return next(one for one in pool.lines if one.line == line)


def test_it_is_the_random_effects_mean_of_log_odds() -> None:
    cells = [(20, 80, 10), (30, 60, 10), (15, 100, 10)]
    found = line_of(pooled(*({ONE: one} for one in cells)), ONE)
    meta = random_effects(
        [log(hits / misses) for hits, misses, _ in cells],
        [1 / hits + 1 / misses for hits, misses, _ in cells],
    )
    assert found.share == pytest.approx(1 / (1 + 2.718281828459045**-meta.mean))
    assert (found.banks, found.withheld, found.note) == (3, 0, "")
    assert (found.tau2, found.i2) == pytest.approx((meta.tau2, meta.i2), abs=1e-9)
    assert found.lowest == found.low
    assert found.highest == found.high


def test_of_two_banks_nothing_is_said() -> None:
    found = line_of(pooled({ONE: (20, 80, 10)}, {ONE: (30, 60, 10)}, {TWO: (30, 60, 10)}), ONE)
    assert found.share is None
    assert found.summary() == "I01 1: 2 banks tell both counts; 3 are needed."


def test_a_bank_that_withholds_widens_what_is_said_downwards() -> None:
    cells = {ONE: (20, 80, 10)}
    plain = line_of(pooled(cells, cells, cells), ONE)
    found = line_of(pooled(cells, cells, cells, {ONE: (3, 400, 10)}), ONE)
    assert (found.banks, found.withheld) == (3, 1)
    assert found.share == pytest.approx(plain.share)
    assert found.lowest is not None
    assert plain.low is not None
    assert found.lowest < 0.1 < plain.low
    assert "trust the wider interval" in found.summary()


def test_both_counts_withheld_leave_everything_open() -> None:
    cells = {ONE: (20, 80, 10)}
    found = line_of(pooled(cells, cells, cells, {ONE: (0, 0, 0)}), ONE)
    assert found.withheld == 1
    assert found.lowest is not None
    assert found.highest is not None
    assert found.lowest < 0.2 < found.highest


def test_what_is_withheld_of_a_scenario_may_be_large() -> None:
    one = scenario(1)
    covers = (Cover(one, (TWO,)),)
    cells = {one: (20, 80, 10), TWO: (90, 90, 90)}
    banks = told(cells, cells, cells)
    last = signed({one: (9, 80, 10), TWO: (9, 90, 90)}, "Bank 3", KEYS[3], covers=covers)
    found = line_of(pool_bundles(PoolSpec((*banks, last))), one)
    assert found.share is not None
    assert (found.lowest, found.highest) == (None, None)
    assert "read with care" in found.summary()


def test_quarters_of_one_bank_are_added_up() -> None:
    cells = {ONE: (20, 80, 10)}
    later = signed(
        cells, "Bank 0", KEYS[0], period=Period(Q2, Q2), decisions=decided(cells, Q2, "later/")
    )
    found = pool_bundles(PoolSpec((*told(cells, cells, cells), later)))
    twice = pooled({ONE: (40, 160, 20)}, cells, cells)
    assert line_of(found, ONE) == line_of(twice, ONE)
    assert found.banks == 3


def test_versions_are_pooled_apart() -> None:
    old, new = indicator(1, "1"), indicator(1, "2")
    pool = pooled({old: (20, 80, 10)}, {new: (20, 80, 10)}, {new: (20, 80, 10)})
    assert [one.line for one in pool.lines] == [old, new]
    assert all(one.share is None for one in pool.lines)


def test_order_does_not_matter_and_everything_is_told() -> None:
    bundles = told({ONE: (20, 80, 10)}, {ONE: (30, 60, 10)}, {ONE: (15, 100, 10)})
    first = pool_bundles(PoolSpec(bundles))
    assert first == pool_bundles(PoolSpec(tuple(reversed(bundles))))
    plain = json.loads(json.dumps(first.to_dict(), allow_nan=False))
    assert plain["provenance"]["citation"].startswith("Viechtbauer")
    assert "over 3 banks" in first.summary()
    assert "Random effects" in first.explain()
    assert first.invented


def test_what_cannot_be_pooled_is_refused() -> None:
    cells = {ONE: (20, 80, 10)}
    three = told(cells, cells, cells)
    again = signed(cells, "Bank 0", KEYS[0], period=Period(Q1, Q2))
    other = signed(cells, "Bank 3", KEYS[3], pack="other-pack")
    real = signed(cells, "Bank 3", KEYS[3], invented=False)
    cases: list[tuple[dict[str, Any], str]] = [
        ({"bundles": three[:2]}, "pooling needs 3"),
        ({"bundles": three, "least_banks": 2}, "fewer than 3 banks"),
        ({"bundles": three, "least_banks": 4}, "pooling needs 4"),
        ({"bundles": three, "level": 0.2}, "no usual coverage"),
        ({"bundles": (*three, again)}, "twice"),
        ({"bundles": (*three, other)}, "different packs"),
        ({"bundles": (*three, real)}, "invented"),
    ]
    for values, what in cases:
        with pytest.raises(FulcrumError, match=what):
            PoolSpec(**values)


def test_weights_move_only_as_far_as_the_interval_carries_them() -> None:
    bank = {ONE: (400, 600, 10), TWO: (200, 800, 10), THREE: (50, 950, 10)}
    pool = pooled(bank, bank, bank)
    factors = {one.line: one for one in propose_weights(pool)}
    assert 1 < factors[ONE].factor <= 2
    assert factors[TWO].factor == 1
    assert 0.5 <= factors[THREE].factor < 1
    assert "more often productive" in factors[ONE].reason
    raw = (400 / 600) / (200 / 800)
    assert factors[ONE].factor < raw


def test_what_is_withheld_holds_weights_back() -> None:
    bank = {ONE: (40, 60, 10), TWO: (20, 80, 10), THREE: (15, 95, 10)}
    plain = propose_weights(pooled(bank, bank, bank))[0]
    hidden = propose_weights(pooled(bank, bank, bank, {ONE: (3, 400, 10)}))[0]
    assert (plain.factor, hidden.factor) == (1.606, 1.0)
    assert "middle" in hidden.reason


def test_a_weight_whose_bounds_are_unknown_stays() -> None:
    bank = {ONE: (40, 60, 10), TWO: (20, 80, 10), THREE: (15, 95, 10)}
    pool = pooled(bank, bank, bank)
    open_ = replace(pool, lines=tuple(replace(one, lowest=None) for one in pool.lines))
    assert {one.factor for one in propose_weights(open_)} == {1.0}


def test_two_indicators_have_no_middle() -> None:
    bank = {ONE: (40, 60, 10), TWO: (20, 80, 10)}
    assert propose_weights(pooled(bank, bank, bank)) == ()


def test_log_odds_of_nought_have_half_an_alert_added() -> None:
    assert logit((0, 10)) == pytest.approx((log(0.5 / 10.5), 1 / 0.5 + 1 / 10.5))
    assert share_of(logit((30, 70))[0]) == pytest.approx(0.3)
    assert share_of(-800) == pytest.approx(0)
