"""What a finished run left behind, as ranking and tuning read it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.alerts import HIT_SCHEMA, Rule
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.ranking.tables import checked
from fulcrum.kernel.errors import FulcrumError

ALERT_COLUMNS = (
    "alert", "subject", "opened", "last", "days_count", "indicators", "families", "points",
    "members",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outputs:
    """The tables of one run.

    Attributes:
        hits: every hit: indicator, subject, day, sec, start_sec, value, threshold, members.
        alerts: alert, subject, opened, last, days_count, indicators, families, points, members;
            days count from 1970-01-01.
        alert_hits: the hits each alert rests on, with its `alert`.
        alert_scenarios: alert, scenario, weight.
        told: what run.json says of the run; empty for tables that were handed in.

    Raises:
        FulcrumError: a table lacks a column.
    """

    hits: pa.Table
    alerts: pa.Table
    alert_hits: pa.Table
    alert_scenarios: pa.Table
    told: dict[str, Any]

    def __post_init__(self) -> None:
        """Check that every column is there."""
        checked(self.hits, tuple(HIT_SCHEMA), "hits")
        checked(self.alerts, ALERT_COLUMNS, "alerts")
        checked(self.alert_hits, ("alert", *HIT_SCHEMA), "alert_hits")
        checked(self.alert_scenarios, ("alert", "scenario", "weight"), "alert_scenarios")

    @property
    def pack(self) -> Pack:
        """The pack the run was made with, as it is installed now."""
        name = self.told.get("pack", {}).get("name", "human-trafficking")
        return load_pack(name)

    @property
    def rule(self) -> Rule:
        """The combination rule of the run."""
        return Rule(**self.told.get("rule", {}))

    @property
    def digest(self) -> str:
        """What the run found, as a digest; "" when nobody said."""
        return str(self.told.get("digest", ""))

    @property
    def data_digest(self) -> str:
        """What the run's data held, as a digest; "" when nobody said."""
        return str(self.told.get("provenance", {}).get("input_hash", ""))


def read_outputs(folder: Path) -> Outputs:
    """The tables of a finished run.

    Raises:
        FulcrumError: there is no finished run in the folder, or a file cannot be read.
    """
    note = folder / "run.json"
    if not note.exists():
        raise FulcrumError(
            "There is no finished run here.",
            where=str(folder),
            mend="Run `fulcrum screen run` into this folder first.",
        )
    try:
        tables = {
            name: pq.read_table(folder / f"{name}.parquet")
            for name in ("hits", "alerts", "alert_hits", "alert_scenarios")
        }
    except (OSError, pa.ArrowInvalid) as error:
        raise FulcrumError(
            "A file of this run is missing or cannot be read.",
            where=str(folder),
            mend="Run it again into another folder.",
        ) from error
    return Outputs(**tables, told=json.loads(note.read_text("utf-8")))
