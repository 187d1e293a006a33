import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.ranking.suppression import Cell, sum_of, suppress


def cells(**groups: tuple[int, int]) -> dict[str, Cell]:
    return {name: Cell(*one) for name, one in groups.items()}


@pytest.mark.parametrize(
    ("size", "count", "small"),
    [(9, 0, True), (10, 0, False), (10, 10, False), (100, 9, True), (100, 91, True),
     (100, 90, False), (0, 0, False), (20, 10, False), (19, 10, True)],
)  # fmt: skip
def test_what_is_small(size: int, count: int, small: bool) -> None:  # noqa: FBT001 - a case's value
    assert Cell(size, count).is_small() is small


def test_without_small_cells_all_is_shown() -> None:
    found = suppress(cells(a=(100, 20), b=(300, 40)))
    assert found.hidden == ()
    assert found.total == Cell(400, 60)
    assert found.together is None


def test_one_small_cell_hides_a_second_so_that_the_total_does_not_give_it_away() -> None:
    found = suppress(cells(a=(100, 3), b=(300, 40), c=(200, 30)))
    assert found.hidden == ("a", "c")
    assert (found.total, found.together) == (Cell(600, 73), Cell(300, 33))


def test_hidden_cells_that_are_small_together_hide_more() -> None:
    found = suppress(cells(a=(50, 3), b=(40, 4), c=(60, 0), d=(500, 80)))
    # a and b hold 7 together; c adds none; d makes them large enough, and nothing is left.
    assert found.shown == {}
    assert found.together == Cell(650, 87)


def test_where_it_cannot_be_hidden_the_total_is_hidden_too() -> None:
    for groups in (cells(a=(100, 3)), cells(a=(100, 3), b=(90, 2))):
        found = suppress(groups)
        assert (found.shown, found.total, found.together) == ({}, None, None)


def test_groups_without_anybody_say_nothing() -> None:
    found = suppress(cells(a=(0, 0), b=(100, 20)))
    assert (set(found.shown), found.hidden) == ({"b"}, ())
    assert suppress({}).total == Cell(0, 0)


@st.composite
def groups(draw: st.DrawFn) -> dict[str, Cell]:
    sizes = draw(st.lists(st.integers(0, 60), max_size=8))
    return {f"g{n}": Cell(size, draw(st.integers(0, size))) for n, size in enumerate(sizes)}


@given(given_=groups(), smallest=st.integers(2, 12))
def test_nothing_small_is_shown_or_can_be_worked_out_from_the_total(
    given_: dict[str, Cell], smallest: int
) -> None:
    found = suppress(given_, smallest)
    assert not any(one.is_small(smallest) for one in found.shown.values())
    assert all(given_[name] == one for name, one in found.shown.items())
    assert set(found.shown) | set(found.hidden) == {n for n, one in given_.items() if one.size}
    if found.total is None:
        assert found.hidden
        return
    # What anybody can work out: the total less everything shown, and less any one of them.
    seen = sum_of(found.shown)
    rest = Cell(found.total.size - seen.size, found.total.count - seen.count)
    assert rest == sum_of({name: given_[name] for name in found.hidden})
    assert len(found.hidden) != 1
    assert not rest.is_small(smallest)
    for one in found.shown.values():
        others = Cell(found.total.size - one.size, found.total.count - one.count)
        assert not others.is_small(smallest)
