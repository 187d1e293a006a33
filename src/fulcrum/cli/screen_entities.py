"""`fulcrum screen entities`, `network` and `names`: who belongs together, and who is on a list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fulcrum.cli.output import result, result_json, say
from fulcrum.cli.progress import progress

if TYPE_CHECKING:
    from fulcrum.engines.screening.entities.network import Edge, Network
    from fulcrum.engines.screening.names.entries import NameList
    from fulcrum.engines.screening.names.spec import MatchSpec

# The engine is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

Json = Annotated[bool, typer.Option("--json", help="For machines.")]
Memory = Annotated[str, typer.Option(help="Bound of memory, such as 1GB.")]
Threads = Annotated[int, typer.Option(help="Cores to use; 0 for all.")]
MOST_PAIRS = 20
MOST_EDGES = 40


def entities(  # noqa: PLR0913 - each is an option with a name
    data: Annotated[Path, typer.Argument(help="The folder that `screen ingest` wrote.")],
    *,
    out: Annotated[Path, typer.Option(help="The folder for pairs and clusters.")],
    exact: Annotated[
        bool, typer.Option("--exact", help="Only equal contacts; needs no extra.")
    ] = False,
    threshold: Annotated[
        float, typer.Option(help="Probability from which parties make a cluster.")
    ] = 0.8,
    least_shared: Annotated[
        int, typer.Option(help="Contacts shared that make a cluster, with --exact.")
    ] = 2,
    memory: Memory = "1GB",
    threads: Threads = 0,
    as_json: Json = False,
) -> None:
    """Find customers that may be one and the same, with a probability and the reasons.

    Example: fulcrum screen entities data --out entities --threshold 0.9
    """
    from fulcrum.engines.screening.entities.identity import shared_identity
    from fulcrum.engines.screening.entities.results import in_words
    from fulcrum.engines.screening.entities.spec import TOLD_FROM, IdentitySpec
    from fulcrum.engines.screening.store import open_store

    spec = IdentitySpec(
        exact=exact,
        threshold=threshold,
        least=min(TOLD_FROM, threshold),
        least_shared=least_shared,
        memory=memory,
        threads=threads,
    )
    made = shared_identity(open_store(data), spec)
    made.write(out)
    if as_json:
        result_json(made.to_dict())
        return
    result(made.summary())
    for row in made.pairs.slice(0, MOST_PAIRS).to_pylist():
        result(f"  {row['left']} and {row['right']}: {in_words(row)}")
    say(f"All pairs are in {out / 'pairs.parquet'}, clusters in {out / 'clusters.parquet'}.")


def network(  # noqa: PLR0913 - each is an option with a name
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    alert: Annotated[str, typer.Argument(help="An alert's name.")],
    *,
    pairs: Annotated[
        Path | None, typer.Option(help="pairs.parquet that `screen entities` wrote.")
    ] = None,
    most_nodes: Annotated[int, typer.Option(help="Nodes shown at most, 2 to 500.")] = 60,
    most_partners: Annotated[
        int, typer.Option(help="Partners beyond which a node is shown but not followed.")
    ] = 50,
    days: Annotated[
        int, typer.Option(help="Days before the alert's last one; 0 for its own window.")
    ] = 0,
    own_books: Annotated[
        bool, typer.Option("--own-books", help="Do not seek others who deal with outside accounts.")
    ] = False,
    memory: Memory = "1GB",
    threads: Threads = 0,
    as_json: Json = False,
) -> None:
    """Show what lies around an alert: flows of two hops, shared identity, and their shapes.

    Example: fulcrum screen network run A-000017@20210 --most-nodes 40
    """
    from fulcrum.engines.screening.entities.around import around
    from fulcrum.engines.screening.entities.spec import NetworkSpec

    spec = NetworkSpec(
        most_nodes=most_nodes,
        most_partners=most_partners,
        days=days,
        everywhere=not own_books,
        memory=memory,
        threads=threads,
    )
    made = around(out, alert, spec, pairs=pairs)
    if as_json:
        result_json(made.to_dict())
        return
    _tell_network(made)


def _tell_network(made: "Network") -> None:
    if made.source:
        result(made.source)
    result(made.summary())
    for node in made.nodes:
        marks = [node.kind, f"hop {node.hop}", repr(node.label) if node.label else ""]
        marks += [f"alert {node.alert}" if node.alert else "", "not followed" if node.hub else ""]
        result(f"  {node.id}: {', '.join(one for one in marks if one)}")
    for edge in made.edges[:MOST_EDGES]:
        result(f"  {_edge_text(edge, made.currency)}")
    if len(made.edges) > MOST_EDGES:
        result(f"  and {len(made.edges) - MOST_EDGES:,} more")


def _edge_text(edge: "Edge", currency: str) -> str:
    from fulcrum.engines.screening.entities.network import FLOW, LINKS

    if edge.kind == FLOW:
        amount = f"{edge.cents / 100:,.2f} {currency} in {edge.count:,}"
        return f"{edge.source} -> {edge.target}: {amount}, {edge.first_day} to {edge.last_day}"
    reasons = ", ".join(LINKS[one] for one in edge.reasons)
    chance = "" if edge.probability is None else f" (probability {edge.probability:.2f})"
    return f"{edge.source} and {edge.target}: {reasons}{chance}"


def names(  # noqa: PLR0913 - each is an option with a name
    data: Annotated[
        Path | None, typer.Argument(help="The folder that `screen ingest` wrote.")
    ] = None,
    *,
    against: Annotated[
        list[Path], typer.Option(help="A list: CSV, JSON lines or FollowTheMoney; may repeat.")
    ],
    out: Annotated[Path | None, typer.Option(help="The folder for matches of all names.")] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="Look up this name instead; may repeat.")
    ] = None,
    threshold: Annotated[float, typer.Option(help="Score from which a match is told.")] = 0.85,
    scorer: Annotated[str, typer.Option(help="own, or nomenklatura if installed.")] = "own",
    memory: Memory = "1GB",
    threads: Threads = 0,
    as_json: Json = False,
) -> None:
    """Compare names with lists: one at once, or all parties and counterparties of the data.

    Example: fulcrum screen names data --against sanctions.csv --out names
    """
    from fulcrum.engines.screening.names.lists import read_list
    from fulcrum.engines.screening.names.spec import MatchSpec
    from fulcrum.kernel.errors import FulcrumError

    spec = MatchSpec(threshold=threshold, scorer=scorer, memory=memory, threads=threads)
    lists = [read_list(one) for one in against]
    for one in lists:
        say(one.summary())
    if name:
        _look_up(name, lists, spec, as_json=as_json)
        return
    if data is None or out is None:
        raise FulcrumError(
            "It is not said whose names to compare.",
            where="names",
            mend="Name the folder of data and --out, or a name with --name.",
        )
    _compare_all(data, out, lists, spec, as_json=as_json)


def _compare_all(
    data: Path, out: Path, lists: "list[NameList]", spec: "MatchSpec", *, as_json: bool
) -> None:
    from fulcrum.engines.screening.names.bulk import screen_names
    from fulcrum.engines.screening.store import open_store

    with progress() as report:
        made = screen_names(open_store(data), lists, out, spec, report)
    if as_json:
        result_json(made.to_dict())
        return
    result(made.summary())
    say(f"All matches are in {out / 'names.parquet'}.")


def _look_up(
    wanted: list[str], lists: "list[NameList]", spec: "MatchSpec", *, as_json: bool
) -> None:
    from fulcrum.engines.screening.names.matching import Matcher

    matcher = Matcher([entry for one in lists for entry in one.entries], spec)
    found = {one: matcher.match(one) for one in wanted}
    matcher.close()
    if as_json:
        result_json([match.to_dict() for matches in found.values() for match in matches])
        return
    for name, matches in found.items():
        result(f"{name!r}: {len(matches):,} matches")
        for one in matches:
            strong = ", strong" if one.is_strong else ""
            entry = f"{one.listed!r} [{one.entry.id}, {one.entry.source}]"
            result(f"  {one.score:.2f}{strong}  {entry}: {one.explain()}")
