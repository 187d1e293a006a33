"""What all motifs are made with."""

from collections.abc import Sequence
from typing import Any

from fulcrum.engines.screening.decide import day_text
from fulcrum.engines.screening.duck import dictionaries
from fulcrum.engines.screening.entities.ground import Ground
from fulcrum.engines.screening.entities.network import Motif

MOST_NODES = 20
SHOWN = "(SELECT node FROM nodes)"
HUBS = "(SELECT node FROM followed WHERE hub)"


def nearest(nodes: str) -> str:
    """The order of motifs: those with the subject, then with most alerts, then the largest.

    Args:
        nodes: SQL of the list of a motif's nodes.
    """
    subject = f"list_contains({nodes}, (SELECT node FROM nodes WHERE hop = 0))"
    alerts = f"len(list_intersect({nodes}, (SELECT list(node) FROM alerted)))"
    return f"{subject} DESC, {alerts} DESC, cents DESC, {nodes}"


def rows_of(ground: Ground, query: str) -> list[dict[str, Any]]:
    """What a query over the ground's tables finds."""
    return dictionaries(ground.duck.rows(query))


def motif(  # noqa: PLR0913 - each is named where it is called
    ground: Ground,
    row: dict[str, Any],
    *,
    kind: str,
    nodes: Sequence[str],
    members: int,
    told: str,
    payers: int = 0,
) -> Motif:
    """A motif of a row with cents, count, first_day and last_day; `told` gets them appended."""
    first, last = day_text(row["first_day"]), day_text(row["last_day"])
    amount = f"{row['cents'] / 100:,.2f} {ground.store.currency}"
    return Motif(
        kind=kind,
        nodes=tuple(nodes)[:MOST_NODES],
        payers=payers,
        members=members,
        cents=int(row["cents"]),
        count=int(row["count"]),
        first_day=first,
        last_day=last,
        told=f"{told}: {amount}, {first} to {last}.",
    )
