"""A scorecard: what each feature adds, in points, and what the sum means; plain JSON that travels.

A card is read, not run: weights that are not negative, a starting value, and a scale that never
falls. So no feature can lower a score by rising, wherever the card came from.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fulcrum.engines.screening.ranking.explanation import Contribution, Explanation
from fulcrum.engines.screening.ranking.features import FEATURES
from fulcrum.engines.screening.ranking.tables import checked, rows_of
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance

Numbers = NDArray[np.float64]
FORMAT = 1
ORDER = [
    ("score", "descending"), ("card_points", "descending"), ("points", "descending"),
    ("opened", "ascending"), ("alert", "ascending"),
]  # fmt: skip


class Scale(StrEnum):
    """How a sum of points becomes a score from 0 to 1.

    ODDS: a point doubles the odds. LINE: by straight lines between knots. STEPS: by the last knot
    that is reached.
    """

    ODDS = "odds"
    LINE = "line"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Term:
    """What one feature adds.

    Attributes:
        feature: its name.
        weight: points for each unit; never negative.
        steps: (value, points): the points for reaching a value; never negative.
    """

    feature: str
    weight: float = 0.0
    steps: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scorecard.

    Attributes:
        kind: weights (the pack's own points) or learned (from dispositions).
        meaning: what a score says, in a sentence.
        terms: what each feature adds.
        base: points that every alert starts with.
        scale: how points become a score.
        knots: (points, score) in rising order, for the scales LINE and STEPS.
        judged: how many judged alerts it was learned from.
        productive: how many of them were productive.
        provenance: how it was made.

    Raises:
        FulcrumError: a feature is unknown, a weight negative, or the scale falls somewhere.
    """

    kind: str
    meaning: str
    terms: tuple[Term, ...]
    base: float
    scale: Scale
    knots: tuple[tuple[float, float], ...]
    judged: int
    productive: int
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse what is not monotone, or knows what it must not."""
        strange = sorted({one.feature for one in self.terms} - set(FEATURES))
        if strange:
            raise FulcrumError(
                f"{strange[0]!r} is no feature that a ranking may use.",
                where="terms",
                mend=f"Known: {', '.join(FEATURES)}.",
            )
        given = [one.weight for one in self.terms]
        given += [points for one in self.terms for _, points in one.steps]
        if not all(0 <= one < float("inf") for one in given):
            raise _fallen("A weight is negative.", "terms")
        if self.scale is not Scale.ODDS and not _rises(self.knots):
            raise _fallen("The scale falls, or is empty.", "knots")

    @property
    def is_probability(self) -> bool:
        """Whether scores are shares of productive alerts, rather than an order."""
        return self.kind == "learned"

    def added(self, table: pa.Table) -> dict[str, Numbers]:
        """What each feature adds to each alert's points, by feature."""
        rows = checked(table, [one.feature for one in self.terms], "features")
        return {one.feature: _added(one, column(rows, one.feature)) for one in self.terms}

    def points(self, table: pa.Table) -> Numbers:
        """The points of each alert."""
        total = np.full(table.num_rows, self.base)
        for one in self.added(table).values():
            total = total + one
        return np.asarray(total.round(9))

    def scores(self, points: Numbers) -> Numbers:
        """The scores of points, 0 to 1."""
        if self.scale is Scale.ODDS:
            return odds_score(points)
        at = np.array([knot[0] for knot in self.knots])
        score = np.array([knot[1] for knot in self.knots])
        if self.scale is Scale.LINE:
            return np.asarray(np.interp(points, at, score))
        return np.append(0.0, score)[np.searchsorted(at, points, side="right")]

    def apply(self, table: pa.Table) -> pa.Table:
        """Scores of alerts, the highest first.

        Args:
            table: as `features.features_of` makes it.

        Returns:
            alert, subject, opened, points (by the pack's weights), card_points, score. Of equal
            scores the one with more points of the card, then of the pack, then the older, then
            the name decides.
        """
        points = self.points(table)
        kept = table.select(["alert", "subject", "opened", "points"])
        kept = kept.append_column("card_points", pa.array(points))
        kept = kept.append_column("score", pa.array(self.scores(points)))
        return kept.sort_by(ORDER)

    def explain(self, table: pa.Table) -> tuple[Explanation, ...]:
        """Why each alert of a table has its score."""
        added = self.added(table)
        scores = self.scores(self.points(table))
        made = []
        for at, one in enumerate(rows_of(table)):
            parts = [
                Contribution(name, FEATURES[name].meaning, one[name], float(points[at]))
                for name, points in added.items()
            ]
            parts.sort(key=lambda each: (-each.points, each.feature))
            score = float(scores[at])
            made.append(Explanation(one["alert"], score, self.meaning, self.base, tuple(parts)))
        return tuple(made)

    def to_json(self) -> str:
        """The card as text that a person can read and `card_text.read_card` takes."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1, sort_keys=True) + "\n"


def odds_score(points: Numbers) -> Numbers:
    """Scores of points of which each doubles the odds: 0 is one half, 1 two thirds."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(points, -500, 500))))


def column(table: pa.Table, name: str) -> Numbers:
    """A column of numbers."""
    return np.asarray(table.column(name).to_numpy(zero_copy_only=False), dtype=float)


def _added(term: Term, values: Numbers) -> Numbers:
    total = term.weight * values
    for at, points in term.steps:
        total = total + points * (values >= at)
    return np.asarray(total)


def _rises(knots: Sequence[tuple[float, float]]) -> bool:
    inside = all(0.0 <= score <= 1.0 for _, score in knots)
    return bool(knots) and inside and all(a < c and b <= d for (a, b), (c, d) in pairwise(knots))


def _fallen(what: str, where: str) -> FulcrumError:
    return FulcrumError(what, where=where, mend="Raising a feature may never lower a score.")
