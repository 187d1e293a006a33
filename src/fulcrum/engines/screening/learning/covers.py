"""The bounds between counts that anybody who knows the pack knows too."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from fulcrum.engines.screening.learning.suppression import Cover
from fulcrum.engines.screening.learning.tallies import Kind, Line


class PartTold(Protocol):
    """One part of a scenario, as `scenario.Part` has it."""

    @property
    def indicators(self) -> tuple[str, ...]: ...  # noqa: D102 - as the class it describes
    @property
    def least(self) -> int: ...  # noqa: D102 - as above


class ScenarioTold(Protocol):
    """A scenario, as `scenario.Scenario` has it."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as the class it describes
    @property
    def parts(self) -> Sequence[PartTold]: ...  # noqa: D102 - as above


def covers_of(scenarios: Iterable[ScenarioTold], lines: Sequence[Line]) -> tuple[Cover, ...]:
    """The bounds between the counts of these lines.

    An alert of a scenario has, of each of its parts, as many indicators as the part needs; every
    alert has one indicator at least.

    Args:
        scenarios: of the pack.
        lines: everything that is counted.
    """
    indicators = [line for line in lines if line.kind is Kind.INDICATOR]
    bounds = [
        Cover(line, tuple(indicators), 1)
        for line in lines
        if line.kind is not Kind.INDICATOR and indicators
    ]
    for scenario in scenarios:
        wholes = [one for one in lines if one.kind is Kind.SCENARIO and one.id == scenario.id]
        for part in scenario.parts:
            parts = tuple(one for one in indicators if one.id in part.indicators)
            bounds += [Cover(whole, parts, part.least) for whole in wholes if parts]
    return tuple(bounds)
