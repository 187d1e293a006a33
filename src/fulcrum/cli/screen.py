"""`fulcrum screen`: take a bank's files in, run a typology pack, and explain what it found."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fulcrum.cli.output import result, result_json, say, stop
from fulcrum.cli.progress import progress
from fulcrum.cli.screen_entities import entities, names, network

if TYPE_CHECKING:
    from fulcrum.engines.screening import ScreenSpec

# The engine is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Find trafficking in transactions.", no_args_is_help=True)
Option = typer.Option
Json = Annotated[bool, Option("--json", help="For machines.")]
Memory = Annotated[str, Option(help="Bound of memory, such as 1GB.")]
Threads = Annotated[int, Option(help="Cores to use; 0 for all.")]
Sources = Annotated[
    list[Path], typer.Argument(help="Files and folders: CSV, Parquet, ISO 20022 XML, zip.")
]
NewData = Annotated[Path, Option(help="The folder to write.")]
MappingFile = Annotated[Path | None, Option(help="TOML that says which column is which.")]
Currency = Annotated[str, Option(help="The reporting currency.")]
Rates = Annotated[Path | None, Option(help="CSV of currency, rate and, if they changed, day.")]
Zone = Annotated[str, Option(help="Time zone of rows that name none.")]
Encoding = Annotated[str, Option(help="utf-8, latin-1 or utf-16.")]
Shards = Annotated[int, Option(help="How many; 0 lets the data decide.")]
Said = Annotated[str, Option(help="What pages say about where the data comes from.")]
Data = Annotated[Path, typer.Argument(help="The folder that `screen ingest` wrote.")]
Results = Annotated[Path, Option(help="The folder for results.")]
PackName = Annotated[str, Option(help="The typology pack.")]
OwnValues = Annotated[
    Path | None, Option(help="TOML with your own values: [I05] report_threshold = 9000.")
]
Engine = Annotated[str, Option(help="duckdb or spark.")]
Master = Annotated[str, Option(help="Spark's master.")]
Since = Annotated[
    datetime | None, Option(formats=["%Y-%m-%d"], help="Keep earlier hits as they are.")
]
ExplainPlan = Annotated[bool, Option("--explain-plan", help="Say what would be done, and stop.")]
Finished = Annotated[Path, typer.Argument(help="The folder of a finished run.")]
AlertName = Annotated[str, typer.Argument(help="An alert's name; without, the first ones.")]
Again = Annotated[bool, Option("--again", help="Compute it again from the data, and compare.")]
SHIPPED = "human-trafficking"


@app.command()
def ingest(  # noqa: PLR0913 - each is an option with a name
    sources: Sources, *, out: NewData, mapping: MappingFile = None, currency: Currency = "GBP",
    rates: Rates = None, zone: Zone = "UTC", encoding: Encoding = "utf-8", shards: Shards = 0,
    memory: Memory = "1GB", threads: Threads = 0, source: Said = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Take files in: checked, typed, wrong rows set aside, written by account. Resumable.

    Example: fulcrum screen ingest bank --out data --zone Europe/London
    """
    from fulcrum.engines.screening import IngestSpec
    from fulcrum.engines.screening import ingest as take_in
    from fulcrum.engines.screening.intake.mapping import read_mappings

    spec = IngestSpec(
        sources=tuple(sources), out=out, mappings=read_mappings(mapping) if mapping else {},
        currency=currency, rates=rates, zone=zone, encoding=encoding, shards=shards,
        memory=memory, threads=threads, source=source,
    )  # fmt: skip
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
    data: Data, *, out: Results, pack: PackName = SHIPPED, parameters: OwnValues = None,
    engine: Engine = "duckdb", master: Master = "local[2]", since: Since = None,
    memory: Memory = "1GB", threads: Threads = 0, explain_plan: ExplainPlan = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Run a pack; one that was interrupted goes on when it is started again.

    Example: fulcrum screen run data --out run --memory 1GB
    """
    from fulcrum.engines.screening import ScreenSpec, screen
    from fulcrum.engines.screening.parameters import read_parameters

    spec = ScreenSpec(
        data=data, out=out, pack=pack, parameters=read_parameters(parameters) if parameters else {},
        engine=engine, master=master, since=since.date() if since else None, memory=memory,
        threads=threads,
    )  # fmt: skip
    if explain_plan:
        result(_plan_of(spec))
        return
    with progress() as report:
        made = screen(spec, report)
    if as_json:
        result_json(made.to_dict())
        return
    result(made.summary())
    say(f"Read {out / 'summary.md'}; explain an alert with `fulcrum screen explain {out} ALERT`.")


def _plan_of(spec: "ScreenSpec") -> str:
    from fulcrum.engines.screening.pack import load_pack
    from fulcrum.engines.screening.plan import make_plan
    from fulcrum.engines.screening.store import open_store

    chosen = load_pack(spec.pack)
    return make_plan(chosen, chosen.values(spec.parameters), open_store(spec.data)).explain()


@app.command()
def explain(
    out: Finished, alert: AlertName = "", *, again: Again = False, as_json: Json = False
) -> None:
    """Explain an alert: in words, with rows, thresholds, peers and what would have changed it.

    Example: fulcrum screen explain run A-000017@20210
    """
    from fulcrum.cli.screen_told import tell_alert
    from fulcrum.engines.screening.explain import explain as told

    if not alert:
        _list_first(out)
    elif again:
        _compute_again(out, alert)
    elif as_json:
        result_json(told(out, alert).to_dict())
    else:
        tell_alert(told(out, alert))


def _list_first(out: Path) -> None:
    from fulcrum.engines.screening.proof import first_alerts

    for one in first_alerts(out):
        result(f"{one['alert']}  {one['points']:.1f} points, {one['indicators']} indicators")


def _compute_again(out: Path, alert: str) -> None:
    from fulcrum.engines.screening.proof import recompute

    same, lost = recompute(out, alert)
    result(f"{same} hits came out the same.")
    if lost:
        raise stop("\n".join(lost))


@app.command()
def indicators(*, pack: PackName = SHIPPED, as_json: Json = False) -> None:
    """List a pack's indicators, their parameters and where these come from.

    Example: fulcrum screen indicators
    """
    from fulcrum.cli.screen_told import described, tell_indicator
    from fulcrum.engines.screening.pack import load_pack

    found = load_pack(pack).indicators.values()
    if as_json:
        result_json([described(one) for one in found])
        return
    for one in found:
        tell_indicator(one)


for command in (entities, network, names):
    app.command()(command)
