"""What a run gives: counts, timings and where everything is; the rows are in its files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Screening:
    """A finished run.

    Attributes:
        accounts: how many accounts were looked at.
        transactions: how many transactions.
        hits: how many hits each indicator had.
        alerts: how many alerts.
        scenarios: how many alerts match each scenario.
        lacking: what each indicator that was not evaluated needs.
        digest: SHA-256 over the alerts and what they rest on, hex; the same on every engine.
        source: where the data says it comes from.
        provenance: how it was made.
    """

    accounts: int
    transactions: int
    hits: Mapping[str, int]
    alerts: int
    scenarios: Mapping[str, int]
    lacking: Mapping[str, tuple[str, ...]]
    digest: str
    source: str
    provenance: Provenance

    def summary(self) -> str:
        """What was found, in a few lines."""
        fired = sum(1 for count in self.hits.values() if count)
        found = f"{sum(self.hits.values()):,} hits of {fired} indicators, {self.alerts:,} alerts."
        lines = [f"{self.transactions:,} transactions of {self.accounts:,} accounts.", found]
        if self.lacking:
            lines.append(f"{len(self.lacking)} indicators could not be evaluated.")
        if self.source:
            lines.append(self.source)
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return f"{self.provenance.method} {self.provenance.citation}".strip()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
