"""The card that dispositions teach, and how it does on subjects it has not seen."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # publishes no types

from fulcrum import __version__
from fulcrum.engines.screening.ranking.card import Card, Scale, Term, column
from fulcrum.engines.screening.ranking.evaluation import Evaluation
from fulcrum.engines.screening.ranking.features import LEARNED
from fulcrum.engines.screening.ranking.learning import PENALTY, Cases, learn
from fulcrum.engines.screening.ranking.reliability import evaluate
from fulcrum.engines.screening.ranking.spec import RankSpec
from fulcrum.kernel.provenance import Provenance, hash_of

MEANING = (
    "The share of alerts like this one that analysts judged productive: at 0.30 about 30 in 100. "
    "It speaks of alerts such as were judged, not of those nobody read."
)
METHOD = (
    "Logistic regression of dispositions on log2(1 + feature), effects not negative, squared "
    f"effects penalised by {PENALTY:g}; calibrated on points of alerts that were held out by subject."
)
CITATION = "Platt (1999) below 1,000 judged alerts; Zadrozny and Elkan (2002) from there."


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
    said = Provenance("screening", __version__, hash_of(told), spec.seed, METHOD, CITATION)
    weights = zip(LEARNED, found.weights, strict=True)
    made = Card(
        kind="learned",
        meaning=MEANING,
        terms=tuple(Term(one.name, float(weight), log=True) for one, weight in weights),
        base=found.base,
        scale=Scale.LINE if found.knots else Scale.ODDS,
        knots=found.knots,
        judged=evaluation.alerts,
        productive=evaluation.productive,
        provenance=said,
    )
    return made, evaluation
