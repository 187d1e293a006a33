"""Read a ranking week by week: each week the highest of what is new and of what still waits."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.capacity import CapacitySpec, in_order
from fulcrum.engines.screening.ranking.results import Ranking
from fulcrum.engines.screening.ranking.tables import date_of, rows_of

SCHEMA = pa.schema([("alert", pa.string()), ("score", pa.float64()), ("week", pa.date32())])


def monday_of(day: int) -> int:
    """The Monday of a day's week; both are days since 1970-01-01, a Thursday."""
    return day - (day + 3) % 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week, Monday to Sunday.

    Attributes:
        monday: its first day.
        new: alerts opened in it.
        waited: alerts left from before.
        read: alerts read.
        lapsed: alerts that waited too long and were never read; they leave at its end.
        left: alerts that go on waiting.
        score_at_cut: the lowest score that was read; None when nothing was.
        expected: productive ones expected among those read; None when scores do not say.
    """

    monday: date
    new: int
    waited: int
    read: int
    lapsed: int
    left: int
    score_at_cut: float | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """A ranking read week by week.

    Attributes:
        weeks: from the first alert's week to the last's, none left out.
        table: alert, score, week (the Monday of the week it is read in; null when it never is).
    """

    weeks: tuple[Week, ...]
    table: pa.Table

    def summary(self) -> str:
        """A line a week."""
        lines = ["week of     new  waited  read  lapsed  left  score at cut  expected"]
        for one in self.weeks:
            at_cut = "-" if one.score_at_cut is None else f"{one.score_at_cut:.3f}"
            expected = "-" if one.expected is None else f"{one.expected:.1f}"
            lines.append(
                f"{one.monday}  {one.new:3,}  {one.waited:6,}  {one.read:4,}  {one.lapsed:6,}  "
                f"{one.left:4,}  {at_cut:>12}  {expected:>8}"
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rows, as plain values."""
        return {"weeks": [asdict(one) | {"monday": str(one.monday)} for one in self.weeks]}


def plan_weeks(ranking: Ranking, spec: CapacitySpec) -> Weeks:
    """Plan the reading of a ranking over the weeks in which its alerts were opened.

    Scores are taken as they stand in the ranking; to replay history as it was, score each week's
    alerts as of its end.

    Args:
        ranking: scored alerts.
        spec: what a team can read, and how long an unread alert waits.
    """
    rows = rows_of(in_order(ranking.table))
    opened: dict[int, list[dict[str, Any]]] = {}
    for place, one in enumerate(rows):
        opened.setdefault(monday_of(one["opened"]), []).append(one | {"place": place})
    read_in: dict[str, int] = {}
    waiting: list[dict[str, Any]] = []
    made = []
    for monday in range(min(opened), max(opened) + 7, 7) if opened else ():
        queue = sorted(waiting + opened.get(monday, []), key=lambda one: one["place"])
        read, rest = queue[: spec.per_week], queue[spec.per_week :]
        read_in |= {one["alert"]: monday for one in read}
        kept = [one for one in rest if monday - monday_of(one["opened"]) < 7 * spec.keep_weeks]
        made.append(
            Week(
                monday=date_of(monday),
                new=len(queue) - len(waiting),
                waited=len(waiting),
                read=len(read),
                lapsed=len(rest) - len(kept),
                left=len(kept),
                score_at_cut=read[-1]["score"] if read else None,
                expected=sum(one["score"] for one in read) if ranking.card.is_probability else None,
            )
        )
        waiting = kept
    return Weeks(tuple(made), _table(rows, read_in))


def _table(rows: list[dict[str, Any]], read_in: dict[str, int]) -> pa.Table:
    found = [
        {
            "alert": one["alert"],
            "score": one["score"],
            "week": date_of(read_in[one["alert"]]) if one["alert"] in read_in else None,
        }
        for one in rows
    ]
    return pa.Table.from_pylist(found, SCHEMA)
