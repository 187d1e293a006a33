"""Places of nodes: inside the page, the subject in the middle, nobody on top of another."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.engines.screening.entities.layout import place


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    count = draw(st.integers(1, 40))
    hops = [0, *draw(st.lists(st.integers(1, 2), min_size=count - 1, max_size=count - 1))]
    ends = st.integers(0, count - 1)
    return hops, draw(st.lists(st.tuples(ends, ends), max_size=60))


@settings(max_examples=40)
@given(graphs())
def test_places_are_on_the_page_and_always_the_same(
    graph: tuple[list[int], list[tuple[int, int]]],
) -> None:
    hops, edges = graph
    found = place(hops, edges)
    assert len(found) == len(hops)
    assert found[0] == (0.5, 0.5)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found)
    assert place(hops, edges) == found


def test_nodes_stand_apart_and_ties_draw_together() -> None:
    hops = [0] + [1] * 12
    found = place(hops, [(0, at) for at in range(1, 13)])
    gaps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in combinations(found, 2)]
    assert min(gaps) > 0.02
