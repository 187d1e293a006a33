"""What taking in gives: how many rows were kept, set aside, dropped, and what was noticed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.kernel.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Ingest:
    """Data that was taken in.

    Attributes:
        kept: rows kept, by table.
        set_aside: rows in the quarantine files, by table.
        duplicates: rows that repeated another and were dropped, by table.
        findings: how many rows each finding met: "table: column what".
        notes: what was noticed and changed nothing, as sentences.
        failed: files that could not be read at all, and why.
        shards: how many shards were written.
        digest: SHA-256 of what the files hold, hex.
        provenance: how it was made.
    """

    kept: Mapping[str, int]
    set_aside: Mapping[str, int]
    duplicates: Mapping[str, int]
    findings: Mapping[str, int]
    notes: tuple[str, ...]
    failed: Mapping[str, str]
    shards: int
    digest: str
    provenance: Provenance

    def summary(self) -> str:
        """What was taken in, a line a table, then what was set aside and why."""
        lines = [
            f"{table}: {count:,} rows kept"
            + (f", {self.set_aside[table]:,} set aside" if self.set_aside.get(table) else "")
            + (f", {self.duplicates[table]:,} repeated" if self.duplicates.get(table) else "")
            + "."
            for table, count in self.kept.items()
        ]
        lines += [f"{count:,} × {finding}" for finding, count in self.findings.items()]
        lines += [f"{file}: {why}" for file, why in self.failed.items()]
        return "\n".join([*lines, *self.notes])

    def explain(self) -> str:
        """How it was made."""
        return self.provenance.method

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
