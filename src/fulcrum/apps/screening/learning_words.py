"""How what was learnt reads on pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fulcrum.apps.screening.words import said_indicator, said_scenario
from fulcrum.engines.screening.learning.precision import Precision
from fulcrum.engines.screening.learning.quarters import Period
from fulcrum.engines.screening.learning.tallies import Kind, Line

LITTLE = 10  # decided alerts below which a share says next to nothing; ours


def said_line(line: Line) -> str:
    """A line by its name."""
    if line.kind is Kind.ALL:
        return _("All alerts")
    if line.kind is Kind.INDICATOR:
        return said_indicator(line.id)
    return f"{line.id} {said_scenario(line.id)}"


def percent(share: float | None) -> str:
    """A share as a whole percentage; a dash when it is not known."""
    return "–" if share is None else f"{share * 100:.0f}\u00a0%"


def said_period(period: Period) -> str:
    """A period; one quarter by itself."""
    return str(period.first) if period.first == period.last else str(period)


def between(low: float | None, high: float | None) -> str:
    """An interval."""
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": percent(low), "high": percent(high)}


@dataclass(frozen=True, slots=True)
class PrecisionRow:
    """One line of the table of precision."""

    name: str
    version: str
    productive: int
    decided: int
    undetermined: int
    share: str
    interval: str
    shrunk: str
    shrunk_interval: str
    is_little: bool


def _row(one: Precision) -> PrecisionRow:
    return PrecisionRow(
        said_line(one.line),
        one.line.version,
        one.counts.productive,
        one.counts.decided,
        one.counts.undetermined,
        percent(one.share),
        between(one.low, one.high) if one.counts.decided else "–",
        percent(one.shrunk),
        between(one.shrunk_low, one.shrunk_high),
        one.counts.decided < LITTLE,
    )


def tables(lines: Iterable[Precision]) -> list[tuple[str, list[PrecisionRow]]]:
    """The tables of the page: all alerts, scenarios, indicators."""
    found = list(lines)
    headed = (
        (Kind.ALL, _("All alerts")),
        (Kind.SCENARIO, _("Scenarios")),
        (Kind.INDICATOR, _("Indicators")),
    )
    made = [(said, [_row(one) for one in found if one.line.kind is kind]) for kind, said in headed]
    return [(said, rows) for said, rows in made if rows]
