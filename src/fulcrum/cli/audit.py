"""`fulcrum audit`: the log that nobody can change unnoticed."""

from typing import TYPE_CHECKING, Annotated

import typer

from fulcrum.cli.output import FOUND, result, result_json
from fulcrum.cli.progress import progress

if TYPE_CHECKING:
    from fulcrum.cli.platform.auditing import Verification

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="The log of who did what.", no_args_is_help=True)


@app.command()
def anchor() -> None:
    """Print where the log ends now, for the next verification. Keep it away from this machine.

    Example: fulcrum audit anchor
    """
    from fulcrum.cli.platform import auditing

    result(auditing.current_anchor())


@app.command()
def verify(
    *,
    anchor: Annotated[str, typer.Option(help="The end of the chain as printed last time.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Read the whole log and locate the first row that was tampered with, if any.

    Keep the anchor it prints away from this machine, and give it next time with --anchor: then a
    log that was cut short or written anew is noticed too.

    Example: fulcrum audit verify --json
    """
    from fulcrum.cli.platform import auditing

    with progress() as report:
        found = auditing.verify_log(anchor, report)
    _tell(found, as_json=as_json)
    if not found.is_whole:
        raise typer.Exit(FOUND)


def _tell(found: "Verification", *, as_json: bool) -> None:
    if as_json:
        result_json(found.to_dict() | {"is_whole": found.is_whole})
    elif found.is_whole:
        result(f"The log is whole: {found.count:,} rows. Anchor: {found.sequence}:{found.mac}")
    else:
        result(f"The log was tampered with. {found.message}")
