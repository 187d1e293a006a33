"""Score the alerts of a run: by what analysts judged when there is enough of it, else by weights."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.card import Card, Scale, Term
from fulcrum.engines.screening.ranking.evaluation import Evaluation
from fulcrum.engines.screening.ranking.features import PARTS, features_of
from fulcrum.engines.screening.ranking.judgements import Judgements
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.results import Ranking
from fulcrum.engines.screening.ranking.spec import RankSpec
from fulcrum.engines.screening.ranking.tables import day_of, query, rows_of

BY_WEIGHTS = (
    "The share of this run's alerts that have as many points or fewer, by the pack's own weights: "
    "an order, not a probability."
)
WEIGHTS_METHOD = (
    "Weights of the different indicators hit, a quarter more for each family beyond the first, "
    "and the weight of the strongest scenario; the weights are ours."
)


def rank(outputs: Outputs, pack: Pack, judged: Judgements, spec: RankSpec) -> Ranking:
    """Score the alerts of a run.

    A judged alert is learned from as it was on the day it was judged, so that what came afterwards
    teaches nothing.

    Args:
        outputs: the run.
        pack: that it was made with.
        judged: what analysts said of its alerts; others in it are left out.
        spec: how to score.

    Raises:
        FulcrumError: a judgement is older than its alert, or the run is of another pack.
    """
    now = features_of(outputs, pack, day_of(spec.as_of))
    known = set(outputs.alerts.column("alert").to_pylist())
    mine = {name: good for name, good in judged.by_alert().items() if name in known}
    why = _too_little(mine, outputs, spec)
    if why:
        return _ranking(now, weights_card(now), why, None)
    from fulcrum.engines.screening.ranking import learned  # noqa: PLC0415 - scikit-learn is an extra

    then = features_of(outputs, pack, _judged_on(outputs, judged, mine))
    card, evaluation = learned.card(then, mine, spec)
    if not any(one.steps for one in card.terms):
        why = "The judged alerts show nothing that a feature explains: scored by weights."
        return _ranking(now, weights_card(now), why, evaluation)
    return _ranking(now, card, "", evaluation)


def _ranking(table: pa.Table, card: Card, why: str, evaluation: Evaluation | None) -> Ranking:
    return Ranking(card.apply(table), card, why, evaluation)


def weights_card(table: pa.Table) -> Card:
    """The card of the pack's own weights, with the alerts of a run as what it is compared with."""
    shares = query(
        "SELECT points, sum(count(*)) OVER (ORDER BY points) / sum(count(*)) OVER () AS share "
        "FROM rows GROUP BY points ORDER BY points",
        rows=table.select(["points"]),
    )
    knots = tuple((one["points"], min(1.0, float(one["share"]))) for one in rows_of(shares))
    said = made_by(WEIGHTS_METHOD, knots=knots)
    return Card(
        kind="weights",
        meaning=BY_WEIGHTS,
        terms=tuple(Term(one.name, 1.0) for one in PARTS),
        base=0.0,
        scale=Scale.STEPS,
        knots=knots or ((0.0, 1.0),),
        judged=0,
        productive=0,
        provenance=said,
    )


def _too_little(mine: Mapping[str, bool], outputs: Outputs, spec: RankSpec) -> str:
    """Why nothing can be learned, in a sentence; "" when it can."""
    if not spec.learn:
        return "Nothing was to be learned: scored by weights."
    if find_spec("sklearn") is None:
        return "Scored by weights: learning needs scikit-learn (the extra `learn`)."
    subject = _told(outputs, "subject")
    good = [name for name, productive in mine.items() if productive]
    bad = [name for name, productive in mine.items() if not productive]
    few = min(len(good), len(bad))
    subjects = min(len({subject[name] for name in kind}) for kind in (good, bad))
    if (
        len(mine) >= spec.least_judged
        and few >= spec.least_each
        and subjects >= spec.least_subjects
    ):
        return ""
    return (
        f"Scored by weights: {len(mine):,} alerts are judged, {len(good):,} of them productive; "
        f"learning needs {spec.least_judged:,}, with {spec.least_each:,} of each kind, of "
        f"{spec.least_subjects:,} subjects or more."
    )


def _judged_on(outputs: Outputs, judged: Judgements, mine: Mapping[str, bool]) -> dict[str, int]:
    """The day each judged alert was seen on; its last day where nobody said when."""
    last = _told(outputs, "last")
    said = {one["alert"]: one["day"] for one in rows_of(judged.table)}
    return {name: last[name] if said[name] is None else said[name] for name in mine}


def _told(outputs: Outputs, column: str) -> dict[str, Any]:
    """A column of the alerts, by alert."""
    names = outputs.alerts.column("alert").to_pylist()
    return dict(zip(names, outputs.alerts.column(column).to_pylist(), strict=True))
