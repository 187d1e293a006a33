"""Whether alerts, and alerts in vain, fall on some groups of customers more than on others.

A warning is given when a group's rate is at least 1.25 times that of all others. The bound is ours:
it turns round the four-fifths rule of the United States' Uniform Guidelines on Employee Selection
Procedures (29 CFR 1607.4 D, 1978), made for hiring, since an alert is a burden and not a benefit. It
is a reason to look, not a finding. Rates stand with Wilson's intervals, ratios with Katz's. Small
cells are suppressed, and so are those they could be worked out from.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fulcrum.engines.screening.ranking.groups import DIMENSIONS, Population, placed, sizes
from fulcrum.engines.screening.ranking.intervals import ratio_interval, wilson
from fulcrum.engines.screening.ranking.judgements import Judgements
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.rates import Fairness, GroupRate
from fulcrum.engines.screening.ranking.suppression import Cell, suppress
from fulcrum.engines.screening.ranking.tables import refuse_outside, rows_of
from fulcrum.kernel.errors import FulcrumError

ALERTED, IN_VAIN = "alert rate", "false-positive rate"
TOGETHER = "suppressed groups together"
METHOD = (
    "Rates of each group against all others together; small cells are suppressed, and those they "
    "could be worked out from."
)
CITATION = "Wilson (1927); Katz et al. (1978); 29 CFR 1607.4 D for four fifths."


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessSpec:
    """What to compare.

    Attributes:
        dimensions: of segment, home_country, home_city and new_account.
        warn_from: a ratio to all others from which a warning is given; ours, see the module.
        smallest: counts below it, but above nought, are suppressed.
        new_days: an account is new for so many days after it was opened.

    Raises:
        FulcrumError: a number lies outside its bounds, or a dimension is none of the four.
    """

    dimensions: tuple[str, ...] = DIMENSIONS
    warn_from: float = 1.25
    smallest: int = 10
    new_days: int = 180

    def __post_init__(self) -> None:
        """Refuse every dimension that is not one of the four: none of them is protected."""
        strange = sorted(set(self.dimensions) - set(DIMENSIONS))
        if strange:
            raise FulcrumError(
                f"Rates by {strange[0]!r} are not made.",
                where="dimensions",
                mend=f"Known: {', '.join(DIMENSIONS)}.",
            )
        refuse_outside("warn_from", self.warn_from, 1.0, 100.0)
        refuse_outside("smallest", self.smallest, 5, 1_000)
        refuse_outside("new_days", self.new_days, 1, 3_650)


def fairness_of(
    outputs: Outputs, population: Population, judged: Judgements, spec: FairnessSpec
) -> Fairness:
    """Rates by group.

    Args:
        outputs: the run.
        population: everybody who could have been alerted.
        judged: dispositions; without any there is no false-positive rate.
        spec: what to compare.
    """
    rates: list[GroupRate] = []
    hidden: dict[str, int] = {}
    inside = 0
    for dimension in spec.dimensions:
        members = rows_of(placed(outputs.alerts, population, dimension, spec.new_days))
        inside = len(members)
        accounts = rows_of(sizes(population, dimension, spec.new_days))
        for rate, cells in (
            (ALERTED, _alerted(members, {one["grp"]: one["accounts"] for one in accounts})),
            (IN_VAIN, _in_vain(members, judged.by_alert())),
        ):
            found, count = _rates(rate, dimension, cells, spec)
            rates += found
            hidden[f"{rate} by {dimension}"] = count
    elsewhere = outputs.alerts.num_rows - inside if spec.dimensions else 0
    said = made_by(METHOD, CITATION, run=outputs.digest, judged=judged.digest, spec=spec)
    return Fairness(tuple(rates), hidden, elsewhere, spec.warn_from, said)


def _alerted(members: list[dict[str, Any]], accounts: Mapping[str, int]) -> dict[str, Cell]:
    """Accounts alerted, each counted once: by its first alert."""
    first = {one["subject"]: one["grp"] for one in reversed(members)}
    counts = Counter(first.values())
    return {name: Cell(size, counts[name]) for name, size in accounts.items()}


def _in_vain(members: list[dict[str, Any]], judged: Mapping[str, bool]) -> dict[str, Cell]:
    """Judged alerts, and those of them that were not productive."""
    cells: dict[str, Cell] = {}
    for one in members:
        if one["alert"] in judged:
            mine = Cell(1, int(not judged[one["alert"]]))
            cells[one["grp"]] = cells.get(one["grp"], Cell(0, 0)) + mine
    return cells


def _rates(
    rate: str, dimension: str, cells: Mapping[str, Cell], spec: FairnessSpec
) -> tuple[list[GroupRate], int]:
    """What may be shown, and how many groups may not."""
    kept = suppress(cells, spec.smallest)
    together = {} if kept.together is None else {TOGETHER: kept.together}
    found = [
        _rate((rate, dimension, name), one, kept.total, spec.warn_from)
        for name, one in (dict(kept.shown) | together).items()
    ]
    return found, len(kept.hidden)


def _rate(name: tuple[str, str, str], one: Cell, total: Cell | None, warn_from: float) -> GroupRate:
    interval = wilson(one.count, one.size)
    rest = Cell(0, 0) if total is None else Cell(total.size - one.size, total.count - one.count)
    ratio, bounds = None, None
    if rest.size and rest.count:
        ratio = (one.count / one.size) / (rest.count / rest.size)
        bounds = ratio_interval(one.count, one.size, rest.count, rest.size)
    return GroupRate(
        *name,
        size=one.size,
        count=one.count,
        low=interval.low,
        high=interval.high,
        ratio=ratio,
        ratio_low=None if bounds is None else bounds.low,
        ratio_high=None if bounds is None else bounds.high,
        warns=ratio is not None and ratio >= warn_from,
    )
