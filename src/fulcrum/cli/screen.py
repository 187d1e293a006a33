"""`fulcrum screen`: take a bank's files in, run a typology pack, and explain what it found."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fulcrum.cli.output import result, result_json, say, stop
from fulcrum.cli.progress import progress

if TYPE_CHECKING:
    from fulcrum.engines.screening.explain import Explanation

# The engine is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Find trafficking in transactions.", no_args_is_help=True)
MOST_ROWS = 20
Json = Annotated[bool, typer.Option("--json", help="For machines.")]
Memory = Annotated[str, typer.Option(help="Bound of memory, such as 1GB.")]
Threads = Annotated[int, typer.Option(help="Cores to use; 0 for all.")]


@app.command()
def ingest(  # noqa: PLR0913 - each is an option with a name
    sources: Annotated[
        list[Path], typer.Argument(help="Files and folders: CSV, Parquet, ISO 20022 XML, zip.")
    ],
    *,
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    mapping: Annotated[
        Path | None, typer.Option(help="TOML that says which column is which.")
    ] = None,
    currency: Annotated[str, typer.Option(help="The reporting currency.")] = "GBP",
    rates: Annotated[
        Path | None, typer.Option(help="CSV of currency, rate and, if they changed, day.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Time zone of rows that name none.")] = "UTC",
    encoding: Annotated[str, typer.Option(help="utf-8, latin-1 or utf-16.")] = "utf-8",
    shards: Annotated[int, typer.Option(help="How many; 0 lets the data decide.")] = 0,
    memory: Memory = "1GB",
    threads: Threads = 0,
    source: Annotated[
        str, typer.Option(help="What pages say about where the data comes from.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Take files in: checked, typed, wrong rows set aside, written by account. Resumable.

    Example: fulcrum screen ingest bank --out data --zone Europe/London
    """
    from fulcrum.engines.screening.intake.ingest import ingest as take_in
    from fulcrum.engines.screening.intake.mapping import read_mappings
    from fulcrum.engines.screening.intake.spec import IngestSpec

    spec = IngestSpec(
        sources=tuple(sources),
        out=out,
        mappings={} if mapping is None else read_mappings(mapping),
        currency=currency,
        rates=rates,
        zone=zone,
        encoding=encoding,
        shards=shards,
        memory=memory,
        threads=threads,
        source=source,
    )
    with progress() as report:
        made = take_in(spec, report)
    if as_json:
        result_json(made.to_dict())
        return
    result(made.summary())
    if made.set_aside:
        say(f"Rows set aside are listed in {out / 'quarantine'}.")


@app.command()
def run(  # noqa: PLR0913 - each is an option with a name
    data: Annotated[Path, typer.Argument(help="The folder that `screen ingest` wrote.")],
    *,
    out: Annotated[Path, typer.Option(help="The folder for results.")],
    pack: Annotated[str, typer.Option(help="The typology pack.")] = "human-trafficking",
    parameters: Annotated[
        Path | None, typer.Option(help="TOML with your own values: [I05] report_threshold = 9000.")
    ] = None,
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    master: Annotated[str, typer.Option(help="Spark's master.")] = "local[2]",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Keep earlier hits as they are."),
    ] = None,
    memory: Memory = "1GB",
    threads: Threads = 0,
    explain_plan: Annotated[
        bool, typer.Option("--explain-plan", help="Say what would be done, and stop.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run a pack; one that was interrupted goes on when it is started again.

    Example: fulcrum screen run data --out run --memory 1GB
    """
    from fulcrum.engines.screening.pack import load_pack
    from fulcrum.engines.screening.parameters import read_parameters
    from fulcrum.engines.screening.plan import make_plan
    from fulcrum.engines.screening.run import screen
    from fulcrum.engines.screening.spec import ScreenSpec
    from fulcrum.engines.screening.store import open_store

    spec = ScreenSpec(
        data=data,
        out=out,
        pack=pack,
        parameters={} if parameters is None else read_parameters(parameters),
        engine=engine,
        master=master,
        since=None if since is None else since.date(),
        memory=memory,
        threads=threads,
    )
    if explain_plan:
        chosen = load_pack(pack)
        plan = make_plan(chosen, chosen.values(spec.parameters), open_store(data))
        result(plan.explain())
        return
    with progress() as report:
        made = screen(spec, report)
    if as_json:
        result_json(made.to_dict())
        return
    result(made.summary())
    say(f"Read {out / 'summary.md'}; explain an alert with `fulcrum screen explain {out} ALERT`.")


@app.command()
def explain(
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    alert: Annotated[str, typer.Argument(help="An alert's name; without, the first ones.")] = "",
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Compute it again from the data, and compare.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Explain an alert: in words, with rows, thresholds, peers and what would have changed it.

    Example: fulcrum screen explain run A-000017@20210
    """
    from fulcrum.engines.screening.explain import explain as told
    from fulcrum.engines.screening.proof import first_alerts, recompute

    if not alert:
        for one in first_alerts(out):
            result(f"{one['alert']}  {one['points']:.1f} points, {one['indicators']} indicators")
        return
    if again:
        same, lost = recompute(out, alert)
        result(f"{same} hits came out the same.")
        if lost:
            raise stop("\n".join(lost))
        return
    found = told(out, alert)
    if as_json:
        result_json(found.to_dict())
        return
    _tell(found)


def _tell(found: "Explanation") -> None:
    result(f"{found.alert}: {found.points:.1f} points, {found.opened} to {found.last}")
    if found.source:
        result(found.source)
    for name, story in found.scenarios:
        result(f"\n{name}. {story}")
    result(f"\nRule: {found.rule}")
    for one in found.hits:
        needed = "  (needed)" if one.needed else ""
        result(f"\n{one.indicator} {one.name}{needed}: {one.measures}")
        result(f"  observed {one.value:g}, threshold {one.threshold:g}, on {', '.join(one.days)}")
        for name, value, origin in one.parameters:
            result(f"  {name} = {value} [{origin}]")
        result(f"  After: {'; '.join(one.citations)}")
        result(f"  Who is who: {one.roles}")
        result(f"  It may also be: {one.false_positives}")
        for row in one.rows[:MOST_ROWS]:
            result(f"    {_row_text(row)}")
        if len(one.rows) > MOST_ROWS:
            result(f"    and {len(one.rows) - MOST_ROWS:,} more")
    for measure, peers in found.peers.items():
        shown = ", ".join(f"{key} {value:,.0f}" for key, value in peers.items())
        result(f"\nPeers, {measure}: {shown}")
    result("\nWhat would have changed it:")
    for line in found.changes:
        result(f"  {line}")
    for key, needs in found.lacking.items():
        result(f"  {key} could not be evaluated: it needs {', '.join(needs)}")
    result(f"\nCompute it again: {found.command}")


def _row_text(row: Any) -> str:
    sign = "+" if row["credit"] else "-"
    parts = [str(row["at"]), f"{sign}{row['cents'] / 100:,.2f}", row["channel"]]
    keys = ("city", "branch", "counterparty", "merchant", "mcc", "memo", "txn_id")
    # Text of others may hold control characters; a terminal must not act on them.
    parts += [f"{key}={row[key]!r}" for key in keys if row.get(key) is not None]
    return "  ".join(parts)


@app.command()
def indicators(
    *,
    pack: Annotated[str, typer.Option(help="The typology pack.")] = "human-trafficking",
    as_json: Json = False,
) -> None:
    """List a pack's indicators, their parameters and where these come from.

    Example: fulcrum screen indicators
    """
    from fulcrum.engines.screening.pack import load_pack

    found = load_pack(pack).indicators.values()
    if as_json:
        result_json([_described(one) for one in found])
        return
    for one in found:
        result(f"{one.id} {one.name} [{one.family}]: {one.measures}")
        for parameter in one.parameters:
            result(
                f"    {parameter.name} = {parameter.default} {parameter.unit} "
                f"[{parameter.origin}]: {parameter.meaning}"
            )


def _described(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "measures": one.measures,
        "family": one.family.value,
        "exploitation": [each.value for each in one.exploitation],
        "sources": list(one.sources),
        "needs": list(one.needs),
        "parameters": [
            {
                "name": each.name,
                "default": each.default,
                "unit": each.unit,
                "origin": each.origin.value,
                "meaning": each.meaning,
            }
            for each in one.parameters
        ],
    }
