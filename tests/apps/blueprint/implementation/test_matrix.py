"""Tables are sums over the same groups, so that they agree with one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.implementation.cube import Known
from fulcrum.apps.blueprint.implementation.matrix import (
    Asked,
    Gap,
    changes,
    gaps,
    matrix,
    whole,
)
from fulcrum.apps.blueprint.ladder.terms import Rung
from tests.apps.blueprint.implementation.samples import HELD, PARTS, cube


def test_a_table_of_sub_sectors_and_goals() -> None:
    cells = matrix(cube(), Asked(), PARTS["goal"])
    assert len(cells) == 6
    bank = cells["banking", "G1"]
    assert (bank.known, bank.reached(Rung.PLEDGED), bank.reached(Rung.PROPOSED)) == (
        Known(4, 5260),
        1,
        2,
    )
    assert bank.share(Rung.PLEDGED) == 0.25
    assert cells["insurance", "G2"].reached(Rung.VERIFIED) == 1
    assert cells["investment", "G1"].reached(Rung.PROPOSED) == 0


def test_groups_beside_groups_look_at_one_part() -> None:
    cells = matrix(cube(), Asked("continent", "language", Rung.PLEDGED, {}, "G2"))
    assert {place: cell.reached(Rung.PLEDGED) for place, cell in cells.items()} == {
        ("africa", "en"): 1,
        ("europe", ""): 1,
        ("europe", "nl"): 0,
    }


def test_actions_down_and_nothing_across() -> None:
    cells = matrix(cube(), Asked("action", ""), PARTS["action"])
    assert cells["G1.A1", ""].reached(Rung.PLEDGED) == 1
    assert {cell.known.organisations for cell in cells.values()} == {7}


def test_filters_narrow_what_is_known_and_reached() -> None:
    asked = Asked(filters={"continent": "europe"})
    assert whole(cube(), asked).known == Known(3, 252)
    assert whole(cube(), asked).reached(Rung.PLEDGED) == 1
    assert whole(cube(), Asked(filters={"language": "xx"})).share(Rung.PLEDGED) is None


def test_the_largest_gaps_come_first() -> None:
    found = gaps(matrix(cube(), Asked(), PARTS["goal"]), Rung.PLEDGED)
    assert found == [
        Gap("investment", "G1", Known(1, 250)),
        Gap("investment", "G2", Known(1, 250)),
        Gap("insurance", "G1", Known(2, 2)),
    ]


def test_only_cells_that_changed_are_changes() -> None:
    now, then = (matrix(cube(held), Asked(), PARTS["goal"]) for held in (HELD, HELD[3:]))
    assert dict(changes(now, then, Rung.PLEDGED)) == {("banking", "G1"): 1, ("banking", "G2"): 1}
    assert dict(changes(then, now, Rung.VERIFIED)) == {}


@pytest.mark.parametrize("least", list(Rung))
@given(rows=st.sampled_from(["sub_sector", "continent", "language"]))
def test_every_split_adds_up_to_the_whole(least: Rung, rows: str) -> None:
    cells = matrix(cube(), Asked(rows, "", least))
    total = whole(cube(), Asked(least=least))
    assert sum(cell.reached(least) for cell in cells.values()) == total.reached(least)
    assert sum(cell.known.organisations for cell in cells.values()) == 7
