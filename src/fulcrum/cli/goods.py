"""`fulcrum goods`: editions of the list of goods that likelihoods are read from."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fulcrum.cli.output import result, result_json

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="The list of goods.", no_args_is_help=True)


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="CSV with the columns of the list that ships.")],
    *,
    edition: Annotated[str, typer.Option(help="What the edition is called, such as 2024.")],
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="When it was published.")],
) -> None:
    """Load a newer edition of the list; diagnostics stay tied to the one they used.

    Example: fulcrum goods load goods-2024.csv --edition 2024 --date 2024-09-05
    """
    from fulcrum.cli.platform import goods

    kept = goods.load(file, edition, date.date())
    result(f"{kept.edition}: {len(kept.rows)} rows, published {kept.published_date.isoformat()}")


@app.command(name="list")
def list_(
    *, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False
) -> None:
    """List the editions that are here, the newest first.

    Example: fulcrum goods list
    """
    from fulcrum.cli.platform import goods

    found = goods.listed()
    if as_json:
        result_json(found)
        return
    for one in found:
        result(
            f"{one['edition']}  {one['published']}  {one['goods']} goods, {one['countries']} countries"
        )
