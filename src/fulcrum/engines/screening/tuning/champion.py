"""Compare a challenger with the champion on the same days, alert by alert.

Alerts fall into three groups: both have them, only the champion, only the challenger. Each group's
productive share is estimated from those of it that were judged, so that it does not matter that a
challenger's own alerts are usually only sampled. Differences are sums of three independent shares;
their intervals recover the variances of Wilson's (Zou, Huang and Zhang, Comput. Stat. Data Anal. 53
(2009) 1080). McNemar's test (Psychometrika 12 (1947) 153), in its exact form, is given when all that
only one has was judged.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from fulcrum.engines.screening.ranking.intervals import combined, mcnemar, part
from fulcrum.engines.screening.ranking.judgements import Judgements
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import day_of, rows_of
from fulcrum.engines.screening.tuning.advice import ChampionSpec, Differences, advice, wanted
from fulcrum.engines.screening.tuning.comparison import Comparison, Side
from fulcrum.engines.screening.tuning.units import GAINED, KEPT, LOST, units
from fulcrum.engines.screening.tuning.versions import refuse_other_data
from fulcrum.kernel.estimates import Range
from fulcrum.kernel.provenance import Provenance


def compare_versions(
    champion: Outputs, challenger: Outputs, judged: Sequence[Judgements], spec: ChampionSpec
) -> Comparison:
    """Compare two runs over the same data.

    Args:
        champion: the run of the version there is.
        challenger: the run of the version that is tried.
        judged: dispositions of either's alerts; a unit is productive when one of its alerts was.
        spec: names, days and how much must be judged.

    Raises:
        FulcrumError: the runs are over different data.
    """
    refuse_other_data(champion, challenger)
    truth: dict[str, bool] = {}
    for one in judged:
        for name, productive in one.by_alert().items():
            truth[name] = productive or truth.get(name, False)
    since, until = day_of(spec.since), day_of(spec.until)
    days = max(champion.rule.days, challenger.rule.days)
    rows = [
        one
        for one in rows_of(units(champion.alerts, challenger.alerts, days))
        if (since is None or one["opened"] >= since) and (until is None or one["opened"] <= until)
    ]
    both, own, other = (_side(rows, change, truth) for change in (KEPT, LOST, GAINED))
    said = made_by(
        METHOD,
        CITATION,
        runs=[champion.digest, challenger.digest],
        judged=[one.digest for one in judged],
        spec=spec,
    )
    return _comparison((both, own, other), spec, said)


METHOD = (
    "Alerts paired by subject and days; the productive share of those both have, and of those only one "
    "has, estimated from what was judged of each."
)
CITATION = "Wilson (1927); Zou, Huang and Zhang (2009); McNemar (1947), exact."


def _side(rows: Sequence[Mapping[str, Any]], change: str, truth: Mapping[str, bool]) -> Side:
    mine = [one for one in rows if one["change"] == change]
    said = [
        [truth[name] for name in (*one["before"], *one["after"]) if name in truth] for one in mine
    ]
    known = [any(one) for one in said if one]
    return Side(len(mine), len(known), sum(known))


def _comparison(sides: tuple[Side, Side, Side], spec: ChampionSpec, said: Provenance) -> Comparison:
    both, own, other = sides
    found = _differences(both, own, other)
    known = all(one.is_known(spec.least_judged) for one in (both, own, other))
    paired = own.judged == own.units and other.judged == other.units
    return Comparison(
        spec.champion,
        spec.challenger,
        both,
        own,
        other,
        precision_champion=None if found is None else found.champion,
        precision_challenger=None if found is None else found.challenger,
        difference=None if found is None else found.precision[0],
        difference_interval=None if found is None else found.precision[1],
        more=None if found is None else found.more[0],
        more_interval=None if found is None else found.more[1],
        mcnemar=mcnemar(own.productive, other.productive) if paired else None,
        recommendation=advice(found, spec)
        if found is not None and known
        else wanted(both, own, other, spec),
        provenance=said,
    )


def _differences(both: Side, own: Side, other: Side) -> Differences | None:
    """Estimates; None when a version has no alert, or nobody judged any of a group."""
    sizes = (both.units + own.units, both.units + other.units)
    groups = [one for one in (both, own, other) if one.units]
    if not all(sizes) or not all(one.judged for one in groups):
        return None

    def total(weights: tuple[float, float, float]) -> tuple[float, Range]:
        sides = zip(weights, (both, own, other), strict=True)
        return combined(
            [
                part(weight * one.units, one.productive, one.judged)
                for weight, one in sides
                if one.units
            ]
        )

    first, second = 1 / sizes[0], 1 / sizes[1]
    return Differences(
        total((first, first, 0))[0],
        total((second, 0, second))[0],
        total((second - first, -first, second)),
        total((0, -1, 1)),
    )
