"""Scenarios: what several indicators together look like, and who is who in it."""

from dataclasses import dataclass

from fulcrum.engines.screening.indicator import Exploitation


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a scenario asks for.

    Attributes:
        name: what it stands for, in two or three words.
        indicators: any of these shows it.
        least: how many different ones of them must have been hit.
    """

    name: str
    indicators: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A typology above single indicators.

    Attributes:
        id: for instance S01.
        name: as pages call it.
        story: what is thought to happen, in two or three sentences of ours.
        exploitation: the form of it.
        parts: all of them must be there, within the window of an alert.
        supports: further indicators that make it more likely; they add weight only.
        weight: points that it adds to an alert's score.
        roles: who is likely whom.
        next_steps: what an analyst looks at next.
        sources: keys of `sources.SOURCES`.
    """

    id: str
    name: str
    story: str
    exploitation: Exploitation
    parts: tuple[Part, ...]
    supports: tuple[str, ...]
    weight: float
    roles: str
    next_steps: str
    sources: tuple[str, ...]
