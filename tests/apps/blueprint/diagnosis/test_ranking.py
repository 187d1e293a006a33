"""The order of risks: whole, stable, and never lower for a graver judgement."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.diagnosis.ranking import (
    Standing,
    census_of,
    place_of,
    rank_in,
    ranks,
    sensitivities,
)
from fulcrum.apps.blueprint.diagnosis.severity import (
    NAMES,
    SEVERITY_NAMES,
    Judgements,
    anchor,
    severity_of,
)

LEVEL = st.integers(1, 5)
JUDGEMENTS = st.builds(Judgements, LEVEL, LEVEL, LEVEL, LEVEL)
AMOUNT = st.decimals(0, 10**12, places=2)
RISKS = st.lists(st.tuples(JUDGEMENTS, AMOUNT), min_size=1, max_size=12)


def standing(levels: Judgements, amount: Decimal, key: int) -> Standing:
    return Standing(levels.severity, levels.likelihood, amount, f"risk-{key:02d}")


def standings(risks: list[tuple[Judgements, Decimal]]) -> list[Standing]:
    return [standing(levels, amount, n) for n, (levels, amount) in enumerate(risks)]


@given(RISKS, st.sampled_from(SEVERITY_NAMES), st.data())
def test_raising_a_severity_judgement_never_lowers_the_rank(
    risks: list[tuple[Judgements, Decimal]], name: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(risks) - 1))
    levels, amount = risks[place]
    higher = data.draw(st.integers(getattr(levels, name), 5))
    before = ranks(standings(risks))
    risks[place] = (replace(levels, **{name: higher}), amount)
    after = ranks(standings(risks))
    assert after[f"risk-{place:02d}"] <= before[f"risk-{place:02d}"]


@given(RISKS)
def test_ranks_are_whole_and_do_not_depend_on_the_order(
    risks: list[tuple[Judgements, Decimal]],
) -> None:
    found = standings(risks)
    assert sorted(ranks(found).values()) == list(range(1, len(found) + 1))
    assert ranks(found) == ranks(found[::-1])


@given(RISKS)
def test_the_text_for_the_database_sorts_the_same(risks: list[tuple[Judgements, Decimal]]) -> None:
    found = standings(risks)
    assert sorted(found, key=place_of) == sorted(found, key=lambda one: one.order)


@given(RISKS)
def test_counting_cells_gives_the_rank_that_sorting_gives(
    risks: list[tuple[Judgements, Decimal]],
) -> None:
    found = standings(risks)
    for one in found:
        census = census_of(one, [other for other in found if other is not one])
        assert rank_in(census, one.severity, one.likelihood) == ranks(found)[one.key]


def test_what_would_change_the_rank() -> None:
    mine = Standing(3, 2, Decimal(10), "m")
    others = [
        Standing(4, 1, Decimal(1), "a"),
        Standing(3, 2, Decimal(50), "b"),
        Standing(2, 5, Decimal(1), "c"),
    ]
    found = {
        one.name: one for one in sensitivities(Judgements(3, 1, 1, 2), census_of(mine, others))
    }
    assert found["scale"].rank == 3
    assert found["scale"].by_level == (4, 4, 3, 1, 1)
    assert (found["scale"].raising, found["scale"].lowering) == (4, 2)
    assert found["likelihood"].by_level == (3, 3, 2, 2, 2)
    assert found["scope"].raising == 4
    assert found["scope"].lowering is None
    alone = sensitivities(Judgements(1, 1, 1, 1), {})
    assert [one.name for one in alone] == list(NAMES)
    assert not any(one.matters for one in alone)


def test_severity_is_the_highest_and_not_the_mean() -> None:
    assert Judgements(1, 5, 1, 1).severity == 5
    assert severity_of([None, 2, 4]) == 4
    assert severity_of([None]) is None
    assert anchor("scale", None) == ""
    with pytest.raises(ValueError, match="scope"):
        Judgements(1, 6, 1, 1)
