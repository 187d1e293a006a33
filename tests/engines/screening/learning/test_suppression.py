"""No withheld count can be derived: tried by an attacker who knows the rules and every bound."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fulcrum.engines.screening.learning.suppression import COLUMNS, Cover, Shown, suppress
from fulcrum.engines.screening.learning.tallies import Counts, Line
from tests.engines.screening.learning.made import ALL, indicator, scenario

LEAST = 4  # the rules are the same at ten; the attacker's search is shorter
PARTS = tuple(indicator(number) for number in (1, 2, 3))
WHOLE = scenario(1)
BEYOND = 3  # how far above the least the attacker looks for what was withheld for another's sake
few = some.integers(0, 9)
counts = some.builds(Counts, few, few, few)


def column(shown: tuple[Shown, ...], name: str) -> tuple[int | None, ...]:
    return tuple(getattr(one, name) for one in shown)


def holds(values: dict[Line, int], covers: tuple[Cover, ...]) -> bool:
    return all(
        cover.times * values[cover.whole] <= sum(values[part] for part in cover.parts)
        for cover in covers
        if cover.whole in values
    )


def candidates(
    shown: tuple[Shown, ...], name: str, covers: tuple[Cover, ...]
) -> Iterator[dict[Line, int]]:
    """Every column that satisfies the bounds and would have been shown just so."""
    choices = [range(LEAST + BEYOND) if cell is None else (cell,) for cell in column(shown, name)]
    for values in product(*choices):
        tried = {one.line: value for one, value in zip(shown, values, strict=True)}
        if not holds(tried, covers):
            continue
        again = suppress(
            {line: Counts(**{name: value}) for line, value in tried.items()}, covers, LEAST
        )
        if column(again, name) == column(shown, name):
            yield tried


def assert_nothing_is_derived(
    table: dict[Line, Counts], covers: tuple[Cover, ...], name: str
) -> None:
    shown = suppress(table, covers, LEAST)
    possible = list(candidates(shown, name, covers))
    assert {line: getattr(one, name) for line, one in table.items()} in possible or any(
        getattr(one, name) >= LEAST + BEYOND for one in table.values()
    )
    for one in shown:
        if getattr(one, name) is None:
            assert len({tried[one.line] for tried in possible}) >= LEAST - 1, one


@given(some.tuples(counts, counts, counts, counts), some.sampled_from(COLUMNS))
@settings(max_examples=60, deadline=None)
def test_no_count_is_derived_from_bounds_of_a_scenario(
    cells: tuple[Counts, ...], name: str
) -> None:
    table = dict(zip((WHOLE, *PARTS), cells, strict=True))
    covers = (Cover(WHOLE, PARTS[:2]), Cover(WHOLE, PARTS[2:]))
    if all(holds({line: getattr(one, each) for line, one in table.items()}, covers)
           for each in COLUMNS):  # fmt: skip
        assert_nothing_is_derived(table, covers, name)


@given(some.tuples(counts, counts, counts), some.integers(0, 9), some.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_no_count_is_derived_from_how_many_indicators_an_alert_has(
    cells: tuple[Counts, ...], whole: int, times: int
) -> None:
    table = {ALL: Counts(productive=whole), **dict(zip(PARTS, cells, strict=True))}
    covers = (Cover(ALL, PARTS, times),)
    if holds({line: one.productive for line, one in table.items()}, covers):
        assert_nothing_is_derived(table, covers, "productive")


@given(some.dictionaries(some.sampled_from((*PARTS, WHOLE)), counts, min_size=1))
def test_small_counts_are_withheld_and_no_total_gives_one_away(table: dict[Line, Counts]) -> None:
    for one in suppress(table, least=LEAST):
        mine = table[one.line]
        for name in COLUMNS:
            true = getattr(mine, name)
            assert getattr(one, name) == (true if true >= LEAST else None)
        assert (one.total is None) == any(cell is None for cell in one.cells[:3])
        assert one.total in (None, mine.total)


def test_the_least_is_told_and_one_less_is_not() -> None:
    (one,) = suppress({PARTS[0]: Counts(10, 9, 0)})
    assert one.cells == (10, None, None, None)
    (whole,) = suppress({PARTS[0]: Counts(10, 11, 12)})
    assert whole.cells == (10, 11, 12, 33)


def test_a_scenario_that_would_force_two_small_counts_is_withheld() -> None:
    # 18 alerts have I01 or I02, each below ten: both would be nine.
    table = {WHOLE: Counts(18), PARTS[0]: Counts(9), PARTS[1]: Counts(9)}
    covers = (Cover(WHOLE, PARTS[:2]),)
    assert column(suppress(table, covers), "productive") == (None, None, None)
    assert column(suppress(table), "productive") == (None, None, 18)


@pytest.mark.parametrize(("whole", "seen"), [(39, 39), (40, None)])
def test_a_bound_is_minded_from_where_it_forces_something(whole: int, seen: int | None) -> None:
    table = {WHOLE: Counts(whole), PARTS[0]: Counts(30), PARTS[1]: Counts(9), PARTS[2]: Counts(9)}
    shown = suppress(table, (Cover(WHOLE, PARTS),))
    assert shown[-1].productive == seen
