"""The network around an alert: two hops over transactions and shared identity, ready to draw."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.decide import day_text
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.facts import node_rows
from fulcrum.engines.screening.entities.ground import Ground, lay
from fulcrum.engines.screening.entities.layout import place
from fulcrum.engines.screening.entities.motifs import motifs_of
from fulcrum.engines.screening.entities.network import (
    ACCOUNT,
    EXTERNAL,
    FLOW,
    IDENTITY,
    LINKS,
    PARTY,
    Edge,
    Network,
    Node,
)
from fulcrum.engines.screening.entities.reach import reach
from fulcrum.engines.screening.entities.spec import NetworkSpec
from fulcrum.engines.screening.proof import find_alert, read_run
from fulcrum.engines.screening.store import Store, open_store
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = (
    "Flows were followed two hops from the alert's subject, in both directions, within its window; "
    "what two books say of one flow counts once. Nodes with too many partners are not followed."
)


def around(
    out: Path,
    alert: str,
    spec: NetworkSpec | None = None,
    *,
    pairs: Path | None = None,
) -> Network:
    """Draw the network around an alert of a finished run.

    Args:
        out: the run's folder.
        alert: its name.
        spec: how far to go.
        pairs: pairs.parquet of shared identity; without it, equal contacts are looked at.

    Raises:
        FulcrumError: no run, no such alert, no such file of pairs, or the data is gone.
    """
    chosen = NetworkSpec() if spec is None else spec
    told = read_run(out)
    store = open_store(Path(told["data"]))
    if pairs is not None and not pairs.exists():
        raise FulcrumError(
            "There is no file of pairs here.",
            where=str(pairs),
            mend="`fulcrum screen entities` writes pairs.parquet.",
        )
    duck = Duck(chosen.memory, chosen.threads)
    try:
        one = find_alert(duck, out, alert)
        first = one["last"] - chosen.days if chosen.days else one["opened"] - told["rule"]["days"]
        ground = Ground(duck, store, out, chosen, pairs, first + 1, one["last"])
        lay(ground)
        left_out = reach(ground, one["subject"])
        return _drawn(ground, one, left_out)
    finally:
        duck.close()


def _drawn(ground: Ground, alert: dict[str, Any], left_out: int) -> Network:
    edges = (*_flows(ground), *_identities(ground))
    rows = node_rows(ground)
    number = {row["node"]: at for at, row in enumerate(rows)}
    ends = [(number[one.source], number[one.target]) for one in edges]
    places = place([row["hop"] for row in rows], ends)
    nodes = tuple(_node(row, edges, x, y) for row, (x, y) in zip(rows, places, strict=True))
    store: Store = ground.store
    given = {
        "data": store.digest,
        "alert": alert["alert"],
        "spec": replace(ground.spec, memory="", threads=0),
    }
    return Network(
        alert=alert["alert"],
        subject=alert["subject"],
        first_day=day_text(ground.first),
        last_day=day_text(ground.last),
        currency=store.currency,
        nodes=nodes,
        edges=edges,
        motifs=motifs_of(ground),
        left_out=left_out,
        hubs=sum(one.hub for one in nodes),
        source=store.source,
        provenance=Provenance("screening.entities", __version__, hash_of(given), None, METHOD),
    )


def _flows(ground: Ground) -> list[Edge]:
    rows = ground.duck.execute(
        "SELECT source, target, cents, count, first_day, last_day FROM merged "
        "WHERE source IN (SELECT node FROM nodes) AND target IN (SELECT node FROM nodes) "
        "ORDER BY cents DESC, source, target"
    )
    return [
        Edge(source, target, FLOW, int(cents), int(count), day_text(first), day_text(last))
        for source, target, cents, count, first, last in rows.fetchall()
    ]


def _identities(ground: Ground) -> list[Edge]:
    rows = ground.duck.execute(
        "SELECT least(node, other), greatest(node, other), list(DISTINCT reason), "
        "max(probability) FROM links WHERE node IN (SELECT node FROM nodes) "
        "AND other IN (SELECT node FROM nodes) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    order = list(LINKS)
    return [
        Edge(
            one,
            other,
            IDENTITY,
            reasons=tuple(sorted(reasons, key=order.index)),
            probability=chance,
        )
        for one, other, reasons, chance in rows.fetchall()
    ]


def _node(row: dict[str, Any], edges: tuple[Edge, ...], x: float, y: float) -> Node:
    opened: date | None = row["opened"]
    is_account = row["is_account"] or row["has_book"]
    other = PARTY if row["party"] == row["node"] else EXTERNAL
    flows = [one for one in edges if one.kind == FLOW]
    return Node(
        id=row["node"],
        kind=ACCOUNT if is_account else other,
        hop=row["hop"],
        label=row["label"],
        party=row["party"],
        party_kind=row["party_kind"],
        segment=row["segment"],
        opened="" if opened is None else opened.isoformat(),
        alert=row["alert"],
        partners=row["partners"],
        hub=row["hub"],
        in_cents=sum(one.cents for one in flows if one.target == row["node"]),
        out_cents=sum(one.cents for one in flows if one.source == row["node"]),
        x=x,
        y=y,
    )
