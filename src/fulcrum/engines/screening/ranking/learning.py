"""Learn a scorecard from dispositions: points for each value that a feature reaches, calibrated.

A logistic regression on steps ("three or more"), none of which can take points away; a penalty on
their sum leaves few of them. So it bends as trees do, adds up exactly, and is read in a minute.
Chosen over others by average precision in cross-validation. On a simulated bank (1,516 alerts, 49 of
planted people): steps 0.47, boosted trees that may not fall 0.48, one weight a feature 0.34, the
pack's points 0.32. On invented alerts at 200, 1,000 and 5,000 judged: steps 0.50, 0.54, 0.55; such
trees 0.48, 0.52, 0.55; one weight a feature 0.51, 0.54, 0.55.

Sources: Tibshirani, J. R. Stat. Soc. B 58 (1996) 267 for the penalty; Platt, Advances in Large Margin
Classifiers (1999) 61 for the logistic scale with softened targets; Zadrozny and Elkan, KDD (2002) 694
for the isotonic one; both are fitted to points of alerts that the points were not learned from. Needs
scikit-learn (extra `learn`), which brings SciPy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression

from fulcrum.engines.screening.ranking.card import Numbers, odds_score

Indices = NDArray[np.int64]
SPARSE, SMOOTH = 0.5, 0.1  # penalties on the sum and half the squares of effects, in log odds
MOST_STEPS = 12  # of one feature
ISOTONIC_FROM = 1000  # below it, an isotonic scale follows chance
LEAST_EFFECT = 1e-6  # what the search leaves of an effect that is nought
MOST_BASE = 30.0  # bounds the start where a part of the data holds one kind only


@dataclass(frozen=True, slots=True)
class Cases:
    """Judged alerts, ready to learn from.

    Attributes:
        values: one row an alert, one column a feature; never negative.
        productive: 0 or 1.
        subjects: a number for each subject; alerts of one subject never part.
        folds: into how many parts they are split.
        seed: of the split.
    """

    values: Numbers
    productive: Numbers
    subjects: Indices
    folds: int
    seed: int

    def only(self, rows: Indices) -> "Cases":
        """Some of them."""
        return Cases(
            self.values[rows], self.productive[rows], self.subjects[rows], self.folds, self.seed
        )

    def parts(self) -> Iterator[tuple[Indices, Indices]]:
        """Rows to learn from and rows to try on, fold by fold; no subject is in both.

        Subjects are shuffled and dealt out one by one, first those with a productive alert, so that
        every fold has its share of them.
        """
        names, row = np.unique(self.subjects, return_inverse=True)
        productive = np.bincount(row, self.productive) > 0
        shuffled = np.random.default_rng(self.seed).permutation(len(names))
        dealt = shuffled[np.argsort(~productive[shuffled], kind="stable")]
        fold = np.empty(len(names), dtype=np.int64)
        fold[dealt] = np.arange(len(names)) % self.folds
        for number in range(self.folds):
            out = fold[row] == number
            yield np.flatnonzero(~out), np.flatnonzero(out)


@dataclass(frozen=True, slots=True)
class Learned:
    """Points that were learned.

    Attributes:
        steps: (column, value, points): the points for reaching a value, by column and value.
        base: points that every alert starts with.
        knots: of an isotonic scale; empty for the logistic one, on which a point doubles the odds.
    """

    steps: tuple[tuple[int, float, float], ...]
    base: float
    knots: tuple[tuple[float, float], ...] = ()

    def points(self, values: Numbers) -> Numbers:
        """The points of alerts."""
        total = np.full(len(values), self.base)
        for column, at, points in self.steps:
            total = total + points * (values[:, column] >= at)
        return np.asarray(total)

    def scores(self, values: Numbers) -> Numbers:
        """The scores of alerts, 0 to 1."""
        points = self.points(values)
        if not self.knots:
            return odds_score(points)
        at, score = np.array(self.knots).T
        return np.asarray(np.interp(points, at, score))


def rising(values: Numbers, target: Numbers, sparse: float, smooth: float) -> tuple[Numbers, float]:
    """Effects (never negative) and start of a logistic regression, in natural log odds.

    Args:
        values: one row a case, one column a feature.
        target: 0 to 1; softened targets are allowed.
        sparse: penalty on the sum of the effects.
        smooth: penalty on half the sum of their squares; above nought, there is one solution only.
    """
    middle = values.mean(axis=0)
    about = values - middle

    def loss(at: Numbers) -> tuple[float, Numbers]:
        odds = about @ at[1:] + at[0]
        off = expit(odds) - target
        slope = about.T @ off + sparse + smooth * at[1:]
        total = np.logaddexp(0, odds).sum() - target @ odds
        total += sparse * at[1:].sum() + smooth / 2 * (at[1:] ** 2).sum()
        return float(total), np.append(off.sum(), slope)

    bounds = [(-MOST_BASE, MOST_BASE)] + [(0.0, MOST_BASE)] * values.shape[1]
    start = np.zeros(values.shape[1] + 1)
    stop = {"maxiter": 1000, "ftol": 1e-12, "gtol": 1e-9}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=stop)
    return found.x[1:], float(found.x[0] - found.x[1:] @ middle)


def cuts(values: Numbers) -> tuple[tuple[int, float], ...]:
    """The values that steps may stand at: (column, value), each value seen, the lowest left out."""
    found: list[tuple[int, float]] = []
    for column in range(values.shape[1]):
        seen = np.unique(values[:, column])[1:]
        if len(seen) > MOST_STEPS:
            parts = np.linspace(0.1, 0.98, MOST_STEPS)
            seen = np.unique(np.quantile(values[:, column], parts, method="inverted_cdf"))
        found += [(column, float(at)) for at in seen if at > values[:, column].min()]
    return tuple(found)


def _plain(cases: Cases) -> Learned:
    """Points without calibration."""
    at = cuts(cases.values)
    reached = [cases.values[:, column] >= value for column, value in at]
    table = np.column_stack([*reached, np.zeros(len(cases.values))]).astype(float)
    effects, start = rising(table, cases.productive, SPARSE, SMOOTH)
    points = np.where(effects > LEAST_EFFECT, effects / np.log(2), 0.0)
    steps = tuple((*one, float(more)) for one, more in zip(at, points, strict=False) if more)
    return Learned(steps, start / float(np.log(2)))


def _held_out(cases: Cases) -> Numbers:
    """The points of each case, learned without any case of its subject's fold."""
    found = np.zeros(len(cases.productive))
    for learn, rest in cases.parts():
        found[rest] = _plain(cases.only(learn)).points(cases.values[rest])
    return found


def learn(cases: Cases) -> Learned:
    """Points learned from judged alerts, calibrated on points of alerts they were not learned from."""
    plain, held_out = _plain(cases), _held_out(cases)
    if len(held_out) >= ISOTONIC_FROM:
        return Learned(plain.steps, plain.base, _isotonic(held_out, cases.productive))
    good = cases.productive.sum()
    bad = len(cases.productive) - good
    soft = np.where(cases.productive > 0, (good + 1) / (good + 2), 1 / (bad + 2))
    (slope,), start = rising(held_out[:, None] * np.log(2), soft, 0.0, 0.0)
    steps = tuple((column, at, points * float(slope)) for column, at, points in plain.steps)
    return Learned(steps, plain.base * float(slope) + start / float(np.log(2)))


def _isotonic(points: Numbers, productive: Numbers) -> tuple[tuple[float, float], ...]:
    """Knots of the rising scale that fits best; never quite 0 or 1, which no count can show."""
    edge = 1.0 / (len(points) + 2)
    made: Any = IsotonicRegression(y_min=edge, y_max=1 - edge, out_of_bounds="clip")
    made.fit(points, productive)
    pairs = zip(made.X_thresholds_, made.y_thresholds_, strict=True)
    return tuple((float(at), float(score)) for at, score in pairs)


def honest(cases: Cases) -> tuple[Numbers, Numbers]:
    """Score and points of each case by a whole learning that saw nothing of its subject."""
    scores, points = np.zeros(len(cases.productive)), np.zeros(len(cases.productive))
    for rows, rest in cases.parts():
        found = learn(cases.only(rows))
        scores[rest] = found.scores(cases.values[rest])
        points[rest] = found.points(cases.values[rest])
    return scores, points
