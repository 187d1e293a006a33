"""The one `fulcrum` command. Thin: parse, call, render. Heavy imports wait until they are used."""

import sys
from typing import Annotated

import typer

from fulcrum import __version__
from fulcrum.cli import audit, framework, installation, keys, people, simulate, tables
from fulcrum.cli.assets import assets
from fulcrum.cli.output import FOUND, result, say
from fulcrum.kernel.errors import FulcrumError

app = typer.Typer(
    name="fulcrum",
    help="Fulcrum: finance against modern slavery and human trafficking.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        result(f"fulcrum {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Fulcrum: finance against modern slavery and human trafficking."""


app.command()(assets)
app.add_typer(installation.app)
app.add_typer(keys.app, name="keys")
app.add_typer(people.app, name="people")
app.add_typer(framework.app, name="framework")
app.add_typer(tables.organisations, name="organisations")
app.add_typer(tables.assessments, name="assessments")
app.add_typer(audit.app, name="audit")
app.add_typer(simulate.app, name="simulate")


def main() -> None:
    """Entry point of the command: a problem people can mend is a sentence, never a traceback."""
    try:
        app()
    except FulcrumError as error:
        say(str(error))
        sys.exit(FOUND)


if __name__ == "__main__":
    main()
