"""`fulcrum simulate bank`: a whole invented bank in Parquet files, for trying screening."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fulcrum.cli.output import MISUSED, result, result_json, stop
from fulcrum.cli.progress import progress
from fulcrum.kernel.errors import FulcrumError

if TYPE_CHECKING:
    from fulcrum.engines.simulation import Bank

FIRST = datetime(2025, 1, 1)  # noqa: DTZ001 - a day, not a moment


def _tell(made: "Bank", out: Path, *, as_json: bool) -> None:
    """Say what was made, to people or to machines."""
    if as_json:
        result_json({"folder": str(out)} | made.to_dict())
        return
    result(made.summary())
    result(f"Wrote {out}; who was planted is told in {out / 'truth'}.")


def bank(  # noqa: PLR0913 - each parameter is an option of the command
    *,
    out: Annotated[Path, typer.Option(help="An empty or new folder for the files.")],
    accounts: Annotated[int, typer.Option(help="How many accounts.")] = 10_000,
    months: Annotated[int, typer.Option(help="How many months of transactions.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 0,
    difficulty: Annotated[
        float, typer.Option(help="0: networks stand out; 1: they are hardest to find.")
    ] = 0.5,
    currency: Annotated[str, typer.Option(help="Reporting currency, for instance GBP.")] = "GBP",
    start: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of the first month.")
    ] = FIRST,
    accounts_per_network: Annotated[
        int, typer.Option(help="Accounts for each planted network.")
    ] = 1_500,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was made as JSON.")] = False,
) -> None:
    """Write an invented bank: transactions, accounts, parties, feeds, and the truth apart.

    Trafficking networks are planted in it, among innocent people who look like them.

    Example: fulcrum simulate bank --accounts 10000 --months 12 --seed 7 --out simulated-bank
    """
    from fulcrum.engines.simulation import (  # noqa: PLC0415 - `--help` must stay quick
        BankSpec,
        simulate_bank,
    )

    try:
        spec = BankSpec(
            accounts=accounts,
            months=months,
            seed=seed,
            start=date(start.year, start.month, start.day),
            currency=currency.upper(),
            difficulty=difficulty,
            accounts_per_network=accounts_per_network,
        )
        with progress() as report:
            made = simulate_bank(spec, out, report)
    except FulcrumError as error:
        raise stop(str(error), MISUSED) from error
    _tell(made, out, as_json=as_json)
