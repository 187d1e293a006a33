"""How alerts differ between two versions, as it is shown."""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.origin import told_by
from fulcrum.engines.screening.tuning.units import GAINED, KEPT, LOST
from fulcrum.kernel.provenance import Provenance

CHANGES = (GAINED, LOST, KEPT)


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changes for one indicator or scenario.

    Attributes:
        name: the indicator's or scenario's id.
        hits_before: of the indicator; alerts, of a scenario.
        hits_after: likewise.
        gained: gained alerts that it is among.
        lost: lost alerts that it was among.
        kept: kept alerts that it is among, before or after.
    """

    name: str
    hits_before: int
    hits_after: int
    gained: int
    lost: int
    kept: int


@dataclass(frozen=True, slots=True)
class Diff:
    """How alerts differ between two versions.

    Attributes:
        before: alerts of the one.
        after: alerts of the other.
        gained: units that only the other has; a unit is what belongs together of a subject's alerts.
        lost: units that only the one has.
        kept: units that both have.
        indicators: what changes by indicator.
        scenarios: what changes by scenario.
        rows: subject, opened, last, before, after (alerts), change, dropped, added (indicators),
            points_before, points_after; by subject and day.
        provenance: how it was made.
    """

    before: int
    after: int
    gained: int
    lost: int
    kept: int
    indicators: tuple[Change, ...]
    scenarios: tuple[Change, ...]
    rows: pa.Table
    provenance: Provenance

    def summary(self) -> str:
        """Counts, then what changes by indicator and scenario."""
        changed = f"{self.gained:,} gained, {self.lost:,} lost, {self.kept:,} kept"
        lines = [f"{self.before:,} alerts before, {self.after:,} after: {changed}."]
        for title, found in (("hits", self.indicators), ("alerts", self.scenarios)):
            lines += [
                f"{one.name}: {one.hits_before:,} {title} before, {one.hits_after:,} after; among "
                f"{one.gained:,} gained, {one.lost:,} lost, {one.kept:,} kept."
                for one in found
                if one.gained or one.lost or one.hits_before != one.hits_after
            ]
        return "\n".join(lines)

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return told_by(self.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rows, as plain values."""
        counts = {name: getattr(self, name) for name in ("before", "after", *CHANGES)}
        return counts | {
            "indicators": [asdict(one) for one in self.indicators],
            "scenarios": [asdict(one) for one in self.scenarios],
            "provenance": self.provenance.to_dict(),
        }
