"""Precision of each indicator and scenario: of the alerts it was part of, how many were productive.

It says how useful an indicator is in this bank's alerts, not how likely a customer is guilty.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.learning.intervals import Prior, fitted_prior, shrunk, wilson
from fulcrum.engines.screening.learning.tallies import (
    Counts,
    Decision,
    Kind,
    Line,
    refuse_repeated,
    tally,
)
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = (
    "Productive alerts of those decided either way; undetermined ones are counted beside. Score "
    "intervals; shares drawn towards those of the same kind by a beta distribution fitted by "
    "moments. An alert counts for each of its indicators, so that lines overlap."
)
CITATION = "Wilson (1927); Kleinman (1973)."


@dataclass(frozen=True, slots=True)
class PrecisionSpec:
    """Decisions to learn from.

    Attributes:
        decisions: one for each alert, in any order.
        level: coverage of the intervals, 0.5 to 0.999.

    Raises:
        FulcrumError: there are none, an alert is decided twice, or the level cannot be used.
    """

    decisions: tuple[Decision, ...]
    level: float = 0.95

    def __post_init__(self) -> None:
        """Check the decisions and put them in order."""
        if not self.decisions:
            raise FulcrumError(
                "There is no decision to learn from.",
                where="decisions",
                mend="Decide some alerts first.",
            )
        if not 0.5 <= self.level <= 0.999:
            raise FulcrumError(
                f"{self.level} is no usual coverage.", where="level", mend="Give 0.5 to 0.999."
            )
        refuse_repeated(self.decisions)
        ordered = tuple(sorted(self.decisions, key=lambda one: one.alert))
        object.__setattr__(self, "decisions", ordered)


@dataclass(frozen=True, slots=True)
class Precision:
    """How often alerts of one line were productive.

    Attributes:
        line: the indicator or scenario, in its version.
        counts: alerts by outcome.
        share: productive of those decided, 0 to 1; None when none was.
        low: of the score interval.
        high: likewise.
        shrunk: the share drawn towards those of the same kind.
        shrunk_low: of its posterior interval.
        shrunk_high: likewise.
        least: the share if no undetermined alert were productive; None without alerts.
        most: the share if all of them were.
    """

    line: Line
    counts: Counts
    share: float | None
    low: float
    high: float
    shrunk: float
    shrunk_low: float
    shrunk_high: float
    least: float | None
    most: float | None

    def summary(self) -> str:
        """In a sentence."""
        if self.share is None:
            return f"{self.line}: no alert was decided either way."
        return (
            f"{self.line}: {self.counts.productive} of {self.counts.decided} productive "
            f"({self.share:.0%}, {self.low:.0%} to {self.high:.0%}; drawn towards the others "
            f"{self.shrunk:.0%}); {self.counts.undetermined} undetermined."
        )


@dataclass(frozen=True, slots=True)
class Precisions:
    """Precision of every line.

    Attributes:
        lines: one for each indicator and scenario that an alert was decided of, in order.
        level: coverage of the intervals.
        provenance: how it was made.
    """

    lines: tuple[Precision, ...]
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


def measure_precision(spec: PrecisionSpec) -> Precisions:
    """The precision of every indicator and scenario, kind by kind.

    Args:
        spec: the decisions.
    """
    counted = tally(spec.decisions)
    lines = [line for kind in Kind for line in _of_kind(counted, kind, spec.level)]
    provenance = Provenance("screening", __version__, hash_of(spec), None, METHOD, CITATION)
    return Precisions(tuple(lines), spec.level, provenance)


def _of_kind(counted: Mapping[Line, Counts], kind: Kind, level: float) -> list[Precision]:
    mine = {line: found for line, found in counted.items() if line.kind is kind}
    hits = [found.productive for found in mine.values()]
    prior = fitted_prior(hits, [found.decided for found in mine.values()])
    return [_precision(line, found, prior, level) for line, found in mine.items()]


def _precision(line: Line, found: Counts, prior: Prior, level: float) -> Precision:
    return Precision(
        line,
        found,
        found.productive / found.decided if found.decided else None,
        *wilson(found.productive, found.decided, level),
        *shrunk(found.productive, found.decided, prior, level),
        found.productive / found.total if found.total else None,
        (found.productive + found.undetermined) / found.total if found.total else None,
    )
