"""Look below the line: a seeded sample of subjects just under the rule, for people to review.

What nobody sees teaches nothing; so a few who were not alerted are read like alerts. Strata say how
they fell short, and are sampled apart so that none is left out.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.indicator import Indicator
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import query, refuse_outside, rows_of
from fulcrum.engines.screening.tuning.realert import known_of, qualifying
from fulcrum.engines.screening.tuning.sample import BelowSpec, Sample, Stratum
from fulcrum.engines.screening.tuning.versions import refuse_other_data

LOOSER = "looser numbers"
SHORT = {
    "one indicator short": "least_indicators",
    "one family short": "least_families",
    "one member short": "least_members",
}


def loosened(indicator: Indicator, values: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """Values of an indicator with its lower bounds relaxed.

    Only parameters whose name begins with `least` are lower bounds beyond doubt; counts fall by at
    least one where they can, and never below one.

    Args:
        indicator: the indicator.
        values: the bank's own values, by parameter.
        factor: what lower bounds are multiplied by, between 0 and 1.

    Raises:
        FulcrumError: the factor lies outside its bounds.
    """
    refuse_outside("factor", factor, 0.01, 0.99)
    found = dict(values)
    for one in indicator.parameters:
        now = values.get(one.name, one.default)
        if not one.name.startswith("least") or isinstance(now, str):
            continue
        if one.unit == "count":
            found[one.name] = max(1, min(int(now) - 1, int(now * factor)))
        elif one.unit in {"money", "share", "factor"}:
            found[one.name] = now * factor
    return found


def sample_below(
    outputs: Outputs, pack: Pack, spec: BelowSpec, looser: Outputs | None = None
) -> Sample:
    """Draw subjects that fell just short of an alert.

    Args:
        outputs: the run; whoever it alerted is not drawn.
        pack: that it was made with.
        spec: how many to draw.
        looser: a run over the same data with relaxed numbers (see `loosened`); whoever it alerts and
            the run does not, and who is in no other stratum, is in one of its own.

    Raises:
        FulcrumError: the looser run is over other data.
    """
    rule = outputs.rule
    close = _close(outputs, pack, looser)
    total = sum(len(mine) for _, mine in close)
    strata, tables = [], []
    for number, (name, mine) in enumerate(close):
        count = _allotted(len(mine), total, spec)
        drawn = np.random.default_rng([spec.seed, number]).permutation(len(mine))[:count]
        subjects = [subject for at, subject in enumerate(mine) if at in set(drawn.tolist())]
        rows = [{"subject": one, "stratum": name, "day": mine[one]} for one in subjects]
        hits = looser.hits if looser is not None and name == LOOSER else outputs.hits
        strata.append(Stratum(name, len(mine), count))
        tables.append(_told(rows, hits, pack, rule))
    table = pa.concat_tables([*tables, _told([], outputs.hits, pack, rule)])
    inputs = [outputs.digest, looser.digest if looser is not None else ""]
    said = made_by(METHOD, seed=spec.seed, runs=inputs, size=spec.size, least=spec.least)
    return Sample(tuple(strata), table, said)


METHOD = (
    "Subjects that would be alerted if the rule asked for one less, or its numbers were looser; drawn "
    "without replacement in each stratum, every stratum by its size."
)


def _close(
    outputs: Outputs, pack: Pack, looser: Outputs | None
) -> list[tuple[str, dict[str, int]]]:
    """By how they fell short, the last day of each subject; everybody is in the first that fits."""
    found = [
        (name, qualifying(outputs.hits, pack, relaxed))
        for name, relaxed in _relaxed(outputs.rule).items()
    ]
    if looser is not None:
        refuse_other_data(outputs, looser)
        days = looser.alerts.select(["subject", "last"]).rename_columns(["subject", "day"])
        found.append((LOOSER, days))
    taken: set[str] = set(outputs.alerts.column("subject").to_pylist())
    close: list[tuple[str, dict[str, int]]] = []
    for name, days in found:
        last = {one["subject"]: one["day"] for one in rows_of(days.sort_by("day"))}
        close.append((name, {subject: last[subject] for subject in sorted(set(last) - taken)}))
        taken |= set(last)
    return close


def _relaxed(rule: Rule) -> dict[str, Rule]:
    """The rule with one number lowered by one, where it can be."""
    return {
        name: replace(rule, **{number: getattr(rule, number) - 1})
        for name, number in SHORT.items()
        if getattr(rule, number) > 1
    }


def _allotted(subjects: int, total: int, spec: BelowSpec) -> int:
    share = round(spec.size * subjects / total) if total else 0
    return min(subjects, max(spec.least, share))


DRAWN = pa.schema([("subject", pa.string()), ("stratum", pa.string()), ("day", pa.int32())])


def _told(rows: list[dict[str, Any]], hits: pa.Table, pack: Pack, rule: Rule) -> pa.Table:
    """Drawn subjects with what they were hit by in the window that ended on their day."""
    return query(
        f"""SELECT drawn.subject, stratum, drawn.day,
            coalesce(list(DISTINCT indicator ORDER BY indicator) FILTER (indicator IS NOT NULL), [])
                AS indicators,
            coalesce(list(DISTINCT family ORDER BY family) FILTER (family IS NOT NULL), [])
                AS families
        FROM drawn LEFT JOIN (SELECT * FROM hits JOIN known USING (indicator)) AS hit
            ON hit.subject = drawn.subject AND hit.day <= drawn.day
            AND hit.day > drawn.day - {rule.days}
        GROUP BY ALL ORDER BY drawn.subject""",
        drawn=pa.Table.from_pylist(rows, DRAWN),
        hits=hits,
        known=known_of(pack),
    )
