"""Pooling what several banks told: how precise an indicator is in general, and how banks differ.

Log odds of a productive alert, one for each bank, in a random-effects model (`meta`). A bank that
withholds a count of a line says that it is small, so to leave the bank out would flatter the
indicator. What is pooled of banks that tell all is therefore shown with what it would be if every
withheld count were as low, or as high, as it can be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.learning.meta import Meta, random_effects
from fulcrum.engines.screening.learning.pool_spec import PoolSpec
from fulcrum.engines.screening.learning.shares import Known, known_of, logit, share_of
from fulcrum.engines.screening.learning.tallies import Line
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = (
    "Random effects on the log odds of productive alerts, one estimate a bank; heterogeneity by "
    "restricted likelihood, modified Hartung-Knapp interval, prediction interval with k - 2 degrees of "
    "freedom. Withheld counts are taken at both ends of what they can be."
)
CITATION = (
    "Viechtbauer (2005); Hartung and Knapp (2001); Röver, Knapp and Friede (2015); Higgins, "
    "Thompson and Spiegelhalter (2009)."
)


@dataclass(frozen=True, slots=True)
class Pooled:
    """One line over all banks; shares are 0 to 1.

    Attributes:
        line: the indicator or scenario, in its version.
        banks: how many tell both counts.
        withheld: how many withhold one or both.
        share: the pooled share of productive alerts; None where too few banks tell.
        low: of its interval.
        high: likewise.
        tau2: variance of the true log odds between banks.
        i2: share of the variation that is between banks.
        predict_low: of the interval for another bank.
        predict_high: likewise.
        lowest: the lower end of the interval with withheld counts at their worst; None where that
            cannot be said.
        highest: the upper end with them at their best.
        note: what to mind, as a sentence; "" when nothing.
    """

    line: Line
    banks: int
    withheld: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    tau2: float | None = None
    i2: float | None = None
    predict_low: float | None = None
    predict_high: float | None = None
    lowest: float | None = None
    highest: float | None = None
    note: str = ""

    def summary(self) -> str:
        """In a sentence or two."""
        if self.share is None or self.low is None or self.high is None:
            return f"{self.line}: {self.note}"
        told = (
            f"{self.line}: {self.share:.0%} productive ({self.low:.0%} to {self.high:.0%}) over "
            f"{self.banks} banks."
        )
        if self.lowest is not None and self.highest is not None and self.withheld:
            told += (
                f" With what {self.withheld} more withhold: {self.lowest:.0%} to "
                f"{self.highest:.0%}."
            )
        return f"{told} {self.note}".strip()


@dataclass(frozen=True, slots=True)
class Pool:
    """Every line over all banks.

    Attributes:
        lines: in order.
        banks: how many there are.
        invented: whether the data is.
        level: coverage of the intervals.
        provenance: how it was made.
    """

    lines: tuple[Pooled, ...]
    banks: int
    invented: bool
    level: float
    provenance: Provenance

    def summary(self) -> str:
        """A line each."""
        return "\n".join(one.summary() for one in self.lines)

    def explain(self) -> str:
        """How it was made, and after whom."""
        return f"{self.provenance.method} {self.provenance.citation}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def pool_bundles(spec: PoolSpec) -> Pool:
    """Pool every line that a bank tells of.

    Args:
        spec: the bundles.
    """
    keys = sorted({one.key for one in spec.bundles})
    banks = [known_of(one.told for one in spec.bundles if one.key == key) for key in keys]
    lines = sorted({line for bank in banks for line in bank})
    parts = {"least_banks": spec.least_banks, "level": spec.level}
    inputs = hash_of(parts | {"bundles": [sha256(one.data).hexdigest() for one in spec.bundles]})
    return Pool(
        tuple(_pooled(line, banks, spec) for line in lines),
        len(keys),
        spec.bundles[0].told.invented,
        spec.level,
        Provenance("screening", __version__, inputs, None, METHOD, CITATION),
    )


def _meta(counts: Sequence[tuple[int, int]], level: float) -> Meta:
    logits = [logit(one) for one in counts]
    return random_effects([y for y, _ in logits], [v for _, v in logits], level=level)


def _pooled(line: Line, banks: Sequence[Mapping[Line, Known]], spec: PoolSpec) -> Pooled:
    known = [bank[line] for bank in banks if line in bank]
    told = [one for one in known if one.is_told]
    hidden = len(known) - len(told)
    if len(told) < spec.least_banks:
        note = f"{len(told)} banks tell both counts; {spec.least_banks} are needed."
        return Pooled(line, len(told), hidden, note=note)
    found = _meta([one.lowest for one in told], spec.level)
    lowest, highest, note = _ends(known, found, spec.level)
    ends = {"lowest": _share(lowest), "highest": _share(highest)}
    return Pooled(line, len(told), hidden, **_estimates(found), **ends, note=note)


def _estimates(found: Meta) -> dict[str, Any]:
    return {
        "share": share_of(found.mean),
        "low": share_of(found.low),
        "high": share_of(found.high),
        "tau2": found.tau2,
        "i2": found.i2,
        "predict_low": _share(found.predict_low),
        "predict_high": _share(found.predict_high),
    }


def _share(log_odds: float | None) -> float | None:
    return None if log_odds is None else share_of(log_odds)


def _ends(
    known: Sequence[Known], found: Meta, level: float
) -> tuple[float | None, float | None, str]:
    """The ends of the interval with withheld counts at both of theirs, as log odds."""
    if not all(one.bounded for one in known):
        return None, None, "Some banks withhold counts that may be small or not: read with care."
    if all(one.is_told for one in known):
        return found.low, found.high, ""
    worst = _meta([one.lowest for one in known], level)
    best = _meta([one.highest for one in known], level)
    low, high = min(found.low, worst.low), max(found.high, best.high)
    return low, high, "Banks that withhold a count have few such alerts: trust the wider interval."
