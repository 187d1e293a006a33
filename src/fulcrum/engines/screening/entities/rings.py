"""Money that comes back, and payers with the same payees. Thresholds are ours."""

from collections.abc import Iterator
from itertools import combinations

from fulcrum.engines.screening.entities.ground import Ground
from fulcrum.engines.screening.entities.motif_rows import (
    HUBS,
    MOST_NODES,
    SHOWN,
    motif,
    nearest,
    rows_of,
)
from fulcrum.engines.screening.entities.network import CYCLE, SHARED, Motif

FEWEST_PAYEES = 2
LENGTHS = (3, 4)


def cycles(ground: Ground) -> Iterator[Motif]:
    """Flows that lead back to where they began, over three or four nodes; times are not compared."""
    found = " UNION ALL ".join(_ring(length) for length in LENGTHS)
    query = f"""
        WITH arc AS MATERIALIZED (
            SELECT * FROM merged WHERE source IN {SHOWN} AND target IN {SHOWN}
                AND source NOT IN {HUBS} AND target NOT IN {HUBS}
                AND source IN (SELECT target FROM merged)
                AND target IN (SELECT source FROM merged)
        )
        FROM ({found}) ORDER BY {nearest("nodes")} LIMIT {ground.spec.motifs}"""
    for row in rows_of(ground, query):
        way = " to ".join([*row["nodes"], row["nodes"][0]])
        told = f"Money goes from {way}; the least of these flows"
        yield motif(
            ground, row, kind=CYCLE, nodes=row["nodes"], members=len(row["nodes"]), told=told
        )


def _ring(length: int) -> str:
    """The query for rings of so many arcs, each once: it begins with its first node by name."""
    arcs = [f"arc{number}" for number in range(length)]
    pairs = list(zip(arcs, [*arcs[1:], arcs[0]], strict=True))
    nodes = [f"{one}.source" for one in arcs]
    meet = [f"{one}.target = {other}.source" for one, other in pairs]
    first = [f"{nodes[0]} < {other}" for other in nodes[1:]]
    apart = [f"{one} <> {other}" for one, other in combinations(nodes[1:], 2)]

    def each(function: str, column: str) -> str:
        return f"{function}({', '.join(f'{one}.{column}' for one in arcs)}) AS {column}"

    return (
        f"SELECT [{', '.join(nodes)}] AS nodes, {each('least', 'cents')}, "
        f"{each('least', 'count')}, {each('least', 'first_day')}, {each('greatest', 'last_day')} "
        f"FROM {', '.join(f'arc {one}' for one in arcs)} "
        f"WHERE {' AND '.join([*meet, *first, *apart])}"
    )


def shared_payees(ground: Ground) -> Iterator[Motif]:
    """Two or more payers of two or more of the same payees."""
    query = f"""
        WITH paid AS MATERIALIZED (
            SELECT * FROM merged WHERE source IN {SHOWN} AND target IN {SHOWN}
                AND target NOT IN {HUBS} AND source NOT IN {HUBS}
        ), common AS (
            SELECT one.source AS first, other.source AS second,
                list(one.target ORDER BY one.target) AS payees
            FROM paid one JOIN paid other ON one.target = other.target
                AND one.source < other.source
            GROUP BY 1, 2 HAVING count(*) >= {FEWEST_PAYEES}
        ), together AS (
            SELECT payees, list_sort(list_distinct(flatten(list([first, second])))) AS payers
            FROM common GROUP BY payees
        )
        SELECT payers, payees, sum(cents)::BIGINT AS cents, sum(count)::BIGINT AS count,
            min(first_day) AS first_day, max(last_day) AS last_day
        FROM together JOIN paid ON list_contains(payers, source) AND list_contains(payees, target)
        GROUP BY payers, payees
        ORDER BY len(payers) * len(payees) DESC, {nearest("list_concat(payers, payees)")}
        LIMIT {ground.spec.motifs}"""
    for row in rows_of(ground, query):
        payers, payees = row["payers"], row["payees"]
        told = f"{len(payers):,} payers have {len(payees):,} payees in common"
        half = MOST_NODES // 2
        yield motif(
            ground, row, kind=SHARED, nodes=[*payers[:half], *payees[:half]],
            members=len(payers) + len(payees), told=told, payers=min(len(payers), half),
        )  # fmt: skip
