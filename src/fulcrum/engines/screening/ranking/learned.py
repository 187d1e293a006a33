"""The card that dispositions teach, and how it does on subjects it has not seen."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # publishes no types

from fulcrum.engines.screening.ranking.card import Card, Scale, Term, column
from fulcrum.engines.screening.ranking.evaluation import Evaluation
from fulcrum.engines.screening.ranking.features import LEARNED
from fulcrum.engines.screening.ranking.learning import Cases, Learned, learn
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.reliability import evaluate
from fulcrum.engines.screening.ranking.spec import RankSpec

MEANING = (
    "The share of alerts like this one that analysts judged productive: at 0.30 about 30 in 100. "
    "It speaks of alerts such as were judged, not of those nobody read."
)
METHOD = (
    "Logistic regression of dispositions on steps of the features, none negative, with a penalty on "
    "their sum; calibrated on points of alerts that were held out by subject."
)
CITATION = "Tibshirani (1996); Platt (1999) below 1,000 judged alerts; Zadrozny and Elkan (2002) from there."


def cases_of(table: pa.Table, judged: Mapping[str, bool], spec: RankSpec) -> Cases:
    """Judged alerts as numbers, in the order of their names, so that no order of rows matters."""
    rows = table.sort_by("alert")
    names = rows.column("alert").to_pylist()
    subjects = rows.column("subject").to_pylist()
    number = {name: at for at, name in enumerate(sorted(set(subjects)))}
    return Cases(
        np.column_stack([column(rows, one.name) for one in LEARNED]),
        np.array([float(judged[name]) for name in names]),
        np.array([number[name] for name in subjects]),
        spec.folds,
        spec.seed,
    )


def card(table: pa.Table, judged: Mapping[str, bool], spec: RankSpec) -> tuple[Card, Evaluation]:
    """Learn a card.

    Args:
        table: features of the judged alerts, each as of the day it was judged.
        judged: whether each was productive.
        spec: folds and seed.
    """
    cases = cases_of(table, judged, spec)
    points = column(table.sort_by("alert"), "points")
    with threadpool_limits(1):  # so that no number of cores moves the last digit; quicker, too
        found, evaluation = learn(cases), evaluate(cases, points)
    told = {"values": cases.values.tolist(), "productive": cases.productive.tolist()}
    said = made_by(METHOD, CITATION, spec.seed, **told)
    made = Card(
        kind="learned",
        meaning=MEANING,
        terms=_terms(found),
        base=found.base,
        scale=Scale.LINE if found.knots else Scale.ODDS,
        knots=found.knots,
        judged=evaluation.alerts,
        productive=evaluation.productive,
        provenance=said,
    )
    return made, evaluation


def _terms(found: Learned) -> tuple[Term, ...]:
    """The steps of each feature."""
    return tuple(
        Term(one.name, steps=tuple((at, more) for of, at, more in found.steps if of == number))
        for number, one in enumerate(LEARNED)
    )
