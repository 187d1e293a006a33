"""What a bank may tell others: how its alerts ended, by indicator and scenario, small cells withheld.

No account, no customer, no amount, no day: counts of alerts by line, version and outcome over
whole quarters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.learning.limits import FORMAT, KIND, LEAST, check_least, check_pack
from fulcrum.engines.screening.learning.quarters import Period
from fulcrum.engines.screening.learning.suppression import Cover, Shown, suppress
from fulcrum.engines.screening.learning.tallies import (
    Counts,
    Decision,
    Line,
    refuse_repeated,
    tally,
)
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = (
    "Alerts by outcome for each indicator and scenario in its version. Counts below the least are "
    "withheld, then totals that hold one, then counts that would bound one."
)
CITATION = "Hundepool et al., Statistical Disclosure Control (2012), for the terms."


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectivenessSpec:
    """What to tell, of which time.

    Attributes:
        decisions: one for each alert; those of other quarters are left out.
        period: whole quarters that are over.
        lines: every line that could be evaluated, whether or not anything was found.
        pack: name of the typology pack.
        digest: SHA-256 of the pack's files, hex.
        covers: bounds that readers may know; see `suppression`.
        earlier: the periods already told.
        least: the smallest count that is told; at least 10.
        invented: whether the data is.

    Raises:
        FulcrumError: a value cannot be used; it says which, why, and what to do.
    """

    decisions: tuple[Decision, ...]
    period: Period
    lines: tuple[Line, ...]
    pack: str
    digest: str
    covers: tuple[Cover, ...] = ()
    earlier: tuple[Period, ...] = ()
    least: int = LEAST
    invented: bool = False

    def __post_init__(self) -> None:
        """Check every value and put what has no order in one."""
        refuse_repeated(self.decisions)
        check_pack(self.pack, self.digest)
        check_least(self.least)
        self._check_earlier()
        self._check_lines()
        ordered = tuple(sorted(self.decisions, key=lambda one: one.alert))
        object.__setattr__(self, "decisions", ordered)
        object.__setattr__(self, "lines", tuple(sorted(self.lines)))

    def _check_earlier(self) -> None:
        told = next((one for one in self.earlier if one.meets(self.period)), None)
        if told is not None:
            raise FulcrumError(
                f"Quarters of {self.period} were told already ({told}); the difference between "
                "two tellings can give a small count away.",
                where="period",
                mend="Choose quarters that were not told yet.",
            )

    def _check_lines(self) -> None:
        if not self.lines or len(set(self.lines)) != len(self.lines):
            raise FulcrumError(
                "Lines are missing or named twice.",
                where="lines",
                mend="Name every indicator and scenario that could be evaluated once.",
            )
        strange = {line for one in self.decisions for line in one.lines} - set(self.lines)
        if strange:
            raise FulcrumError(
                f"Decisions name {min(strange)}, which is not among the lines.",
                where="lines",
                mend="Name it, or leave the decision out.",
            )


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """What may be told.

    Attributes:
        pack: name of the typology pack.
        digest: SHA-256 of its files, hex.
        period: the quarters.
        least: the smallest count that is told.
        invented: whether the data is.
        lines: counts by outcome; None is withheld.
        provenance: how it was made; it is not passed on.
    """

    pack: str
    digest: str
    period: Period
    least: int
    invented: bool
    lines: tuple[Shown, ...]
    provenance: Provenance

    @property
    def withheld(self) -> int:
        """How many cells are withheld."""
        return sum(cell is None for line in self.lines for cell in line.cells)

    def payload(self) -> dict[str, Any]:
        """What is passed on, as plain values; see `rendering` for how a person reads it."""
        return {
            "format": FORMAT,
            "kind": KIND,
            "pack": self.pack,
            "digest": self.digest,
            "first": str(self.period.first),
            "last": str(self.period.last),
            "least": self.least,
            "invented": self.invented,
            "lines": [_plain(one) for one in self.lines],
        }

    def summary(self) -> str:
        """In two sentences."""
        told = f"{len(self.lines)} indicators and scenarios over {self.period}."
        why = f"they are below {self.least}, or would give such a count away"
        return f"{told} {self.withheld} cells are withheld: {why}."

    def explain(self) -> str:
        """How it was made."""
        return f"{self.provenance.method} {self.provenance.citation}"

    def to_dict(self) -> dict[str, Any]:
        """What is passed on, and how it was made."""
        return self.payload() | {"provenance": self.provenance.to_dict()}


def _plain(one: Shown) -> dict[str, Any]:
    return {
        "kind": one.line.kind.value,
        "id": one.line.id,
        "version": one.line.version,
        "productive": one.productive,
        "not_productive": one.not_productive,
        "undetermined": one.undetermined,
        "total": one.total,
    }


def report_effectiveness(spec: EffectivenessSpec) -> Effectiveness:
    """What may be told of a period.

    Args:
        spec: decisions, period and lines.
    """
    seen = tally(one for one in spec.decisions if one.quarter in spec.period)
    counts: Mapping[Line, Counts] = {line: seen.get(line, Counts()) for line in spec.lines}
    return Effectiveness(
        spec.pack,
        spec.digest,
        spec.period,
        spec.least,
        spec.invented,
        suppress(counts, spec.covers, spec.least),
        Provenance("screening", __version__, hash_of(spec), None, METHOD, CITATION),
    )
