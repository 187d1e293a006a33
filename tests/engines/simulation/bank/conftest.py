from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from fulcrum.engines.simulation import Bank, BankSpec, simulate_bank

SMALL: dict[str, Any] = {"accounts": 300, "months": 2, "seed": 7, "accounts_per_network": 100}


def spec_of(**changes: Any) -> BankSpec:
    """A small bank, changed as a test needs it."""
    return BankSpec(**SMALL | changes)


@dataclass(frozen=True)
class Written:
    """A bank in a folder."""

    spec: BankSpec
    folder: Path
    bank: Bank

    def table(self, name: str) -> Any:
        """One of its tables."""
        return pq.read_table(self.folder / (name if name == "transactions" else f"{name}.parquet"))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of one of its tables."""
        rows: list[dict[str, Any]] = self.table(name).to_pylist()
        return rows


def write(spec: BankSpec, folder: Path) -> Written:
    """Simulate a bank into a folder."""
    return Written(spec, folder, simulate_bank(spec, folder))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """4,000 accounts in two blocks over three months, with more networks than usual."""
    spec = spec_of(accounts=4_000, months=3, accounts_per_network=160)
    return write(spec, tmp_path_factory.mktemp("large") / "bank")


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """300 accounts over a year that begins in October, so that clocks change both ways."""
    from datetime import date  # noqa: PLC0415

    spec = spec_of(months=12, start=date(2024, 10, 1))
    return write(spec, tmp_path_factory.mktemp("year") / "bank")
