"""The transactions an alert rests on, read from the run's files when its page asks for them."""

from dataclasses import dataclass
from typing import Any

from fulcrum.apps.screening.folders import data_folder, run_folder
from fulcrum.apps.screening.models import Alert
from fulcrum.engines.screening.proof import rows_of


@dataclass(frozen=True, slots=True)
class Movement:
    """One transaction that counts.

    Attributes:
        row: its columns, those without a value left out.
        indicators: for which of them it counts.
    """

    row: dict[str, Any]
    indicators: tuple[str, ...]

    @property
    def amount(self) -> float:
        """In units of the reporting currency; negative when money went out."""
        cents: int = self.row["cents"]
        return (cents if self.row["credit"] else -cents) / 100

    @property
    def other(self) -> str:
        """Who or what is on the other side."""
        return str(self.row.get("merchant") or self.row.get("counterparty") or "")


def movements_of(alert: Alert) -> list[Movement]:
    """The transactions of an alert, in their order.

    Raises:
        FulcrumError: the run's files or its data are not here any more.
    """
    found = rows_of(
        run_folder(alert.tenant_id, alert.run_id),
        data_folder(alert.tenant_id, alert.run.dataset.folder),
        alert.key,
    )
    return [Movement(row, tuple(row.pop("indicators"))) for row in found]
