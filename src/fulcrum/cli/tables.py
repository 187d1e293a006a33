"""`fulcrum organisations`, `assessments` and `commitments`: spreadsheets in and out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fulcrum.cli.output import FOUND, result, result_json
from fulcrum.cli.progress import progress

if TYPE_CHECKING:
    from fulcrum.cli.platform.tables import Done

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

organisations = typer.Typer(help="Organisations from and to files.", no_args_is_help=True)
assessments = typer.Typer(help="Completed self-assessments from files.", no_args_is_help=True)
commitments = typer.Typer(help="Commitments: files and reminders.", no_args_is_help=True)

Source = Annotated[Path, typer.Argument(help="A CSV or XLSX file.", exists=True, dir_okay=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check only; nothing is taken in.")]
Faults = Annotated[Path | None, typer.Option(help="Write the rows not taken here, to correct.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def _tell(done: "Done", faults: Path | None, *, as_json: bool) -> None:
    from fulcrum.cli.platform import tables

    if faults is not None and done.fault_count:
        tables.write_faults(done, faults)
    if as_json:
        result_json({"counts": done.counts, "fault_count": done.fault_count})
    else:
        result(", ".join(f"{name} {count:,}" for name, count in done.counts.items()))
        if done.fault_count:
            where = f"; see {faults}" if faults else "; --faults FILE writes them, to be corrected"
            result(f"{done.fault_count:,} rows were not taken{where}")
    if done.fault_count:
        raise typer.Exit(FOUND)


@organisations.command(name="import")
def import_organisations(
    file: Source,
    *,
    dry_run: DryRun = False,
    source: Annotated[str, typer.Option(help="Where the data comes from.")] = "",
    faults: Faults = None,
    as_json: AsJson = False,
) -> None:
    """Take in organisations; columns are matched by their headings. The same file twice changes nothing.

    Example: fulcrum organisations import members.xlsx --source "Member list, May 2026" --dry-run
    """
    from fulcrum.cli.platform import tables

    with progress() as report:
        done = tables.import_organisations(file, dry_run=dry_run, source=source, report=report)
    _tell(done, faults, as_json=as_json)


@organisations.command(name="export")
def export_organisations(
    file: Annotated[Path, typer.Argument(help="Ends in .csv or .xlsx.")],
) -> None:
    """Write every organisation to a file that can be imported again.

    Example: fulcrum organisations export organisations.xlsx
    """
    from fulcrum.cli.platform import tables

    result(f"{file}: {tables.export_organisations(file):,} organisations")


@assessments.callback()
def assessments_group() -> None:
    """Completed self-assessments from files."""


@assessments.command(name="import")
def import_assessments(
    file: Source, *, dry_run: DryRun = False, faults: Faults = None, as_json: AsJson = False
) -> None:
    """Take in completed self-assessments in the documented layout.

    Example: fulcrum assessments import assessments.xlsx --dry-run
    """
    from fulcrum.cli.platform import tables

    with progress() as report:
        done = tables.import_assessments(file, dry_run=dry_run, report=report)
    _tell(done, faults, as_json=as_json)


@commitments.callback()
def commitments_group() -> None:
    """Commitments and their evidence from files, and reminders of them."""


@commitments.command()
def remind(*, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Send the reminders that are due; the worker does so once a day by itself.

    Example: fulcrum commitments remind --dry-run
    """
    from fulcrum.cli.platform import reminders

    done = reminders.due() if dry_run else reminders.send()
    if as_json:
        result_json(done)
        return
    for name, value in done.items():
        result(f"{name}: {value}")


@commitments.command(name="import")
def import_commitments(
    file: Source, *, dry_run: DryRun = False, faults: Faults = None, as_json: AsJson = False
) -> None:
    """Take in commitments and evidence. The same file twice changes nothing.

    Example: fulcrum commitments import commitments.xlsx --dry-run
    """
    from fulcrum.cli.platform import tables

    with progress() as report:
        done = tables.import_commitments(file, dry_run=dry_run, report=report)
    _tell(done, faults, as_json=as_json)
