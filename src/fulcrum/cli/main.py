"""The one `fulcrum` command. Thin: parse, call, render. Heavy imports wait until they are used."""

import typer

from fulcrum.cli.assets import assets

app = typer.Typer(
    name="fulcrum",
    help="Fulcrum: finance against modern slavery and human trafficking.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def root() -> None:
    """Fulcrum: finance against modern slavery and human trafficking."""


app.command()(assets)


def main() -> None:
    """Entry point of the command."""
    app()
