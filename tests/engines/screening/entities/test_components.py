"""Components in SQL are those of a union-find, whatever the order of edges."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.components import put_components

DUCK = Duck(threads=1)
Edges = list[tuple[str, str]]


def found(edges: Edges) -> dict[str, tuple[str, int]]:
    schema = pa.schema([("left", pa.string()), ("right", pa.string())])
    rows = [{"left": one, "right": other} for one, other in edges]
    DUCK.put("edges", pa.Table.from_pylist(rows, schema))
    put_components(DUCK, "SELECT * FROM edges")
    rows_found = DUCK.execute("SELECT node, component, size FROM components").fetchall()
    told = {node: (component, size) for node, component, size in rows_found}
    assert len(told) == len(rows_found)
    return told


def united(edges: Edges) -> dict[str, tuple[str, int]]:
    """A union-find with path compression."""
    parent = {node: node for edge in edges for node in edge}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    roots = {node: root(node) for node in parent}
    sizes = {one: list(roots.values()).count(one) for one in roots.values()}
    return {node: (one, sizes[one]) for node, one in roots.items()}


NODES = st.integers(0, 14).map(lambda number: f"n{number:02}")


@settings(max_examples=25)
@given(st.lists(st.tuples(NODES, NODES), max_size=25), st.randoms())
def test_components_are_those_of_a_union_find(edges: Edges, random: object) -> None:
    told = found(edges)
    assert told == united(edges)
    shuffled = [(other, one) for one, other in edges]
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types it loosely
    assert found(shuffled) == told


def test_a_long_chain_is_one_component() -> None:
    edges = [(f"{number:03}", f"{number + 1:03}") for number in range(150)]
    assert set(found(edges).values()) == {("000", 151)}


def test_a_node_tied_to_itself_is_alone() -> None:
    assert found([("a", "a")]) == {"a": ("a", 1)}
