"""What a simulated bank is: which tables were written, and what is planted in them."""

from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table on disk.

    Attributes:
        name: of the table.
        rows: how many it holds.
        sha256: of its files, in the order of their names, hex.
    """

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Planted:
    """The networks of one scenario.

    Attributes:
        scenario: its name.
        networks: how many.
        controllers: accounts of those who control.
        facilitators: accounts of those who help.
        exploited: accounts of exploited people.
    """

    scenario: str
    networks: int
    controllers: int
    facilitators: int
    exploited: int


@dataclass(frozen=True, slots=True)
class Bank:
    """A simulated bank, as it lies in the folder that was handed in.

    Attributes:
        tables: in the order of the contract, those of the truth last.
        planted: for each scenario, the networks and their members.
        busiest: rows of the busiest account.
        source: what the bank's description says about where it comes from.
        provenance: how it was made.
    """

    tables: tuple[TableFile, ...]
    planted: tuple[Planted, ...]
    busiest: int
    source: str
    provenance: Provenance

    def rows_of(self, table: str) -> int:
        """How many rows a table holds; KeyError when there is none of the name."""
        return {one.name: one.rows for one in self.tables}[table]

    def summary(self) -> str:
        """What was made, in four lines."""
        networks = sum(one.networks for one in self.planted)
        exploited = sum(one.exploited for one in self.planted)
        size = (
            f"{self.rows_of('transactions'):,} transactions on {self.rows_of('accounts'):,} accounts "
            f"of {self.rows_of('parties'):,} parties; the busiest account has {self.busiest:,}."
        )
        planted = (
            f"{networks:,} networks of {len(self.planted):,} scenarios are planted, in which "
            f"{exploited:,} accounts are of exploited people."
        )
        alike = f"{self.rows_of('lookalikes'):,} innocent accounts look like them."
        return "\n".join((size, planted, alike, f"{self.source}."))

    def explain(self) -> str:
        """How it was made."""
        return f"{self.provenance.method} {self.provenance.citation}".strip()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "tables": [asdict(one) for one in self.tables],
            "planted": [asdict(one) for one in self.planted],
            "busiest": self.busiest,
            "source": self.source,
            "provenance": self.provenance.to_dict(),
        }
