"""Cut a ranking to what a team can read: which alerts, what they promise, and what lies below.

A larger capacity reads everything that a smaller one reads: alerts have one fixed order, so the cut
only moves down. Week by week the same holds, because what was read earlier leaves more room later.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.card import ORDER
from fulcrum.engines.screening.ranking.results import Ranking
from fulcrum.engines.screening.ranking.tables import checked, refuse_outside

COLUMNS = ("alert", "subject", "opened", "points", "card_points", "score")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySpec:
    """What a team can read.

    Attributes:
        per_week: alerts a week.
        keep_weeks: how many weeks after the one it was opened in an unread alert still waits.

    Raises:
        FulcrumError: a number lies outside its bounds.
    """

    per_week: int = 200
    keep_weeks: int = 520

    def __post_init__(self) -> None:
        """Check both numbers."""
        refuse_outside("per_week", self.per_week, 0, 1_000_000)
        refuse_outside("keep_weeks", self.keep_weeks, 0, 520)


@dataclass(frozen=True, slots=True)
class Cut:
    """A ranking, cut.

    Attributes:
        read: the alerts to read, the highest first.
        below: those that are left, likewise.
        tied: how many below have the score of the last that is read.
        is_probability: whether scores are shares, so that their sums are expected counts.
    """

    read: pa.Table
    below: pa.Table
    tied: int
    is_probability: bool

    @property
    def score_at_cut(self) -> float | None:
        """The lowest score that is read; None when nothing is."""
        return self.read.column("score")[-1].as_py() if self.read.num_rows else None

    @property
    def score_below(self) -> float | None:
        """The highest score that is left; None when nothing is."""
        return self.below.column("score")[0].as_py() if self.below.num_rows else None

    @property
    def expected(self) -> float | None:
        """How many of those that are read will be productive; None when scores do not say."""
        return _sum(self.read) if self.is_probability else None

    @property
    def expected_below(self) -> float | None:
        """How many of those that are left would be productive; None when scores do not say."""
        return _sum(self.below) if self.is_probability else None

    def summary(self) -> str:
        """What is read, what it promises, and what lies below."""
        lines = [f"{self.read.num_rows:,} alerts to read, {self.below.num_rows:,} left below."]
        if self.score_at_cut is not None:
            lines.append(f"The last that is read has a score of {self.score_at_cut:.3f}.")
        if self.score_below is not None:
            lines.append(f"The first below has {self.score_below:.3f}.")
        if self.tied:
            lines.append(f"{self.tied:,} below have the same score as the last that is read.")
        if self.expected is None or self.expected_below is None:
            lines.append(
                "How many will be productive cannot be said: the scores are an order only."
            )
        else:
            lines.append(
                f"About {self.expected:.1f} of them will be productive; "
                f"about {self.expected_below:.1f} below would be."
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rows, as plain values."""
        return {
            "read": self.read.num_rows,
            "below": self.below.num_rows,
            "tied": self.tied,
            "score_at_cut": self.score_at_cut,
            "score_below": self.score_below,
            "expected": self.expected,
            "expected_below": self.expected_below,
        }


def _sum(table: pa.Table) -> float:
    return float(sum(table.column("score").to_pylist()))


def in_order(table: pa.Table) -> pa.Table:
    """Scored alerts, the highest first; equal scores by card points, points, age and name."""
    return checked(table, COLUMNS, "ranking").sort_by(ORDER)


def cut(ranking: Ranking, spec: CapacitySpec) -> Cut:
    """The alerts a team reads this week, out of all that wait.

    Args:
        ranking: the alerts that wait; leave out those that were read or snoozed.
        spec: what the team can read.
    """
    return cut_table(ranking.table, spec.per_week, is_probability=ranking.card.is_probability)


def cut_table(table: pa.Table, most: int, *, is_probability: bool) -> Cut:
    """Cut scored alerts.

    Args:
        table: alert, subject, opened, points, card_points, score.
        most: how many are read.
        is_probability: whether scores are shares.
    """
    ordered = in_order(table)
    read, below = ordered.slice(0, most), ordered.slice(most)
    tied = 0
    if read.num_rows:
        last = read.column("score")[-1].as_py()
        tied = sum(1 for score in below.column("score").to_pylist() if score == last)
    return Cut(read, below, tied, is_probability)
