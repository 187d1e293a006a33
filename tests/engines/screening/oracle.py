"""The combination rule written anew, slowly and plainly, to hold the engine's against."""

from collections.abc import Sequence
from dataclasses import dataclass

from fulcrum.engines.screening.alerts import Rule


@dataclass(frozen=True)
class Kind:
    """What the rule knows of an indicator."""

    name: str
    family: str
    alone: bool = False
    weight_only: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Hit:
    """A hit of a subject on a day."""

    kind: Kind
    subject: str
    day: int
    members: int = 1


def qualifies(hits: Sequence[Hit], subject: str, day: int, rule: Rule) -> bool:
    """Whether a day is one on which a subject satisfies the rule; there is a hit on that day."""
    mine = [one for one in hits if one.subject == subject and not one.kind.weight_only]
    today = [one for one in mine if one.day == day]
    if any(one.kind.alone and one.members >= rule.least_members for one in today):
        return True
    window = [one for one in mine if day - rule.days < one.day <= day]
    kinds = {one.kind.name for one in window}
    families = {one.kind.family for one in window}
    enough = len(kinds) >= rule.least_indicators and len(families) >= rule.least_families
    return bool(today) and enough


def qualifying(hits: Sequence[Hit], rule: Rule) -> set[tuple[str, int]]:
    """All of them."""
    return {(one.subject, one.day) for one in hits if qualifies(hits, one.subject, one.day, rule)}


def spans(days: set[tuple[str, int]], rule: Rule) -> set[tuple[str, int, int, int]]:
    """Alerts: subject, first day, last day, number of days."""
    found = set()
    for subject in {one for one, _day in days}:
        run: list[int] = []
        for day in sorted(day for one, day in days if one == subject):
            if run and day - run[-1] > rule.days:
                found.add((subject, run[0], run[-1], len(run)))
                run = []
            run.append(day)
        found.add((subject, run[0], run[-1], len(run)))
    return found
