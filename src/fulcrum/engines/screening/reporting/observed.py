"""What a report says of an indicator that was hit, taken from an explained alert."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class Told(Protocol):
    """One indicator of an explained alert, as `explain.HitTold` has it."""

    @property
    def indicator(self) -> str: ...  # noqa: D102 - as the class it describes
    @property
    def name(self) -> str: ...  # noqa: D102 - as above
    @property
    def measures(self) -> str: ...  # noqa: D102 - as above
    @property
    def days(self) -> tuple[str, ...]: ...  # noqa: D102 - as above
    @property
    def value(self) -> float: ...  # noqa: D102 - as above
    @property
    def threshold(self) -> float: ...  # noqa: D102 - as above
    @property
    def parameters(self) -> tuple[tuple[str, str, str], ...]: ...  # noqa: D102 - as above
    @property
    def citations(self) -> tuple[str, ...]: ...  # noqa: D102 - as above
    @property
    def false_positives(self) -> str: ...  # noqa: D102 - as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """An indicator that was hit.

    Attributes:
        id: for instance I01.
        name: two to five words.
        measures: what it looks for, in a sentence.
        days: on which it was hit, in order.
        value: the largest that was observed.
        threshold: the bound it met.
        unit: what both count, in words; "" for a count.
        origins: of its parameters: source, ours or own.
        citations: the guidance it rests on.
        otherwise: what else explains it.
    """

    id: str
    name: str
    measures: str
    days: tuple[date, ...]
    value: float
    threshold: float
    unit: str = ""
    origins: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    otherwise: str = ""


def observed(hits: Sequence[Told], units: Any = None) -> tuple[Observed, ...]:
    """What a report says of the hits of an alert.

    Args:
        hits: of `explain.Explanation.hits`.
        units: what values count, by indicator, where it is not a plain count.
    """
    return tuple(
        Observed(
            id=one.indicator,
            name=one.name,
            measures=one.measures,
            days=tuple(sorted(date.fromisoformat(day) for day in one.days)),
            value=one.value,
            threshold=one.threshold,
            unit=(units or {}).get(one.indicator, ""),
            origins=tuple(sorted({origin for _, _, origin in one.parameters})),
            citations=one.citations,
            otherwise=one.false_positives,
        )
        for one in hits
    )
