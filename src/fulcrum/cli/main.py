"""The one `fulcrum` command. Thin: parse, call, render. Heavy imports wait until they are used."""

import sys
from typing import Annotated

import typer

from fulcrum import __version__
from fulcrum.cli import (
    audit,
    framework,
    goods,
    installation,
    keys,
    people,
    screen,
    simulate,
    tables,
)
from fulcrum.cli.assets import assets
from fulcrum.cli.output import FOUND, INTERRUPTED, result, say
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
app.add_typer(goods.app, name="goods")
app.add_typer(tables.organisations, name="organisations")
app.add_typer(tables.assessments, name="assessments")
app.add_typer(tables.commitments, name="commitments")
app.add_typer(audit.app, name="audit")
app.add_typer(simulate.app, name="simulate")
app.add_typer(screen.app, name="screen")


def sentence_for(error: Exception) -> str:
    """What a problem of the machine or the data means, for people; "" for a fault of ours."""
    if isinstance(error, FulcrumError):
        return str(error)
    if "fulcrum.cli.platform" in sys.modules:
        from fulcrum.cli.platform.outages import sentence  # noqa: PLC0415 - it knows Django

        if said := sentence(error):
            return said
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the machine'}: {error.strerror}."
    return ""


def main() -> None:
    """Entry point of the command: a problem people can mend is a sentence, never a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        said = sentence_for(error)
        if not said:
            raise
        say(said)
        sys.exit(FOUND)


if __name__ == "__main__":
    main()
