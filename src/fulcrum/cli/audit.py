"""`fulcrum audit`: the log that nobody can change unnoticed."""

from typing import Annotated

import typer

from fulcrum.cli.output import FOUND, result, result_json
from fulcrum.cli.progress import progress

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="The log of who did what.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The log of who did what."""


@app.command()
def verify(
    *,
    anchor: Annotated[str, typer.Option(help="The end of the chain as printed last time.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Read the whole log and locate the first row that was tampered with, if any.

    Keep the anchor it prints away from this machine, and give it next time: then a log that was
    written anew from the start is noticed too.

    Example: fulcrum audit verify --anchor 1200:4f0c…
    """
    from fulcrum.cli.platform import auditing

    with progress() as report:
        found = auditing.verify_log(anchor, report)
    if as_json:
        result_json(found.to_dict() | {"is_whole": found.is_whole})
    elif found.is_whole:
        result(f"The log is whole: {found.count:,} rows. Anchor: {found.sequence}:{found.mac}")
    else:
        result(f"The log was tampered with. {found.message}")
    if not found.is_whole:
        raise typer.Exit(FOUND)
