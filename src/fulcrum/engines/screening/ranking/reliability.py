"""How far scores can be trusted: what share was productive where they promised it, and the order.

Sources: Brier, Mon. Weather Rev. 78 (1950) 1; DeGroot and Fienberg, Statistician 32 (1983) 12 for
the reliability table; average precision is the mean precision at each productive alert.
"""

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss

from fulcrum.engines.screening.ranking.card import Numbers
from fulcrum.engines.screening.ranking.evaluation import Bin, Evaluation
from fulcrum.engines.screening.ranking.intervals import wilson
from fulcrum.engines.screening.ranking.learning import Cases, honest

LEAST_IN_BIN, MOST_BINS = 20, 10


def bins(scores: Numbers, productive: Numbers) -> tuple[Bin, ...]:
    """A reliability table: groups of equal size by score, at most ten, each of at least twenty."""
    count = max(1, min(MOST_BINS, len(scores) // LEAST_IN_BIN))
    order = np.argsort(scores, kind="stable")
    made = []
    for rows in np.array_split(order, count):
        good = int(productive[rows].sum())
        interval = wilson(good, len(rows))
        promised = float(scores[rows].mean())
        made.append(Bin(promised, len(rows), good, interval.low, interval.high))
    return tuple(made)


def evaluate(cases: Cases, pack_points: Numbers) -> Evaluation:
    """How learning from these cases does on subjects it has not seen.

    Args:
        cases: the judged alerts.
        pack_points: their points by the pack's own weights, to compare with.
    """
    (scores, points), truth = honest(cases), cases.productive
    # As the list has it: by score, then by points of the card, then of the pack.
    place = np.empty(len(truth))
    place[np.lexsort((pack_points, points, scores))] = np.arange(len(truth))
    by_fold = [
        float(average_precision_score(truth[rest], place[rest]))
        for _, rest in cases.parts()
        if truth[rest].any()
    ]
    base = float(truth.mean())
    return Evaluation(
        alerts=len(truth),
        productive=int(truth.sum()),
        precision=float(average_precision_score(truth, place)),
        precision_folds=(min(by_fold), max(by_fold)),
        precision_points=float(average_precision_score(truth, pack_points)),
        brier=float(brier_score_loss(truth, scores)),
        brier_base=base * (1 - base),
        bins=bins(scores, truth),
    )
