"""Decisions on alerts, counted by indicator and scenario and by the version that was in force.

An alert rests on several indicators, so it counts once for each of them: counts of different
indicators overlap and are never added up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from re import fullmatch

from fulcrum.engines.screening.learning.quarters import Quarter
from fulcrum.kernel.errors import FulcrumError


class Outcome(StrEnum):
    """What came of an alert."""

    PRODUCTIVE = "productive"  # reported, or referred to protect somebody
    NOT_PRODUCTIVE = "unproductive"  # explained otherwise
    UNDETERMINED = "undetermined"


class Kind(StrEnum):
    """What a line is about."""

    INDICATOR = "indicator"
    SCENARIO = "scenario"
    ALL = "all"  # every alert


PATTERNS = {Kind.INDICATOR: r"I\d{2,3}", Kind.SCENARIO: r"S\d{2,3}", Kind.ALL: "all"}
VERSION = r"[0-9A-Za-z][0-9A-Za-z.+-]{0,39}"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """An indicator or scenario in one version; what decisions are counted by.

    Attributes:
        kind: which of the two, or every alert.
        id: as the pack numbers it, I01 or S01; "all" for every alert.
        version: of its rule and parameters: whatever changes when its hits may.

    Raises:
        FulcrumError: it is written otherwise, so that nothing else travels in its place.
    """

    kind: Kind
    id: str
    version: str

    def __post_init__(self) -> None:
        """Refuse other texts: an account number is neither id nor version."""
        if self.kind not in PATTERNS or not fullmatch(PATTERNS[self.kind], self.id):
            raise FulcrumError(
                f"{self.id!r} is no {self.kind} of a pack.", where="id", mend="Write I01 or S01."
            )
        if not fullmatch(VERSION, self.version):
            raise FulcrumError(
                f"{self.version!r} is no version.",
                where="version",
                mend="Use up to 40 letters, digits, dots, plus signs and hyphens.",
            )

    def __str__(self) -> str:
        return f"{self.id} {self.version}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one alert.

    Attributes:
        alert: its name, only to tell two from each other; it is never passed on.
        outcome: what came of it.
        quarter: in which it was decided.
        lines: the indicators it rests on and the scenarios it matches.

    Raises:
        FulcrumError: it rests on nothing.
    """

    alert: str
    outcome: Outcome
    quarter: Quarter
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        """An alert rests on something."""
        if not self.lines:
            told = "An alert that rests on no indicator cannot be counted."
            raise FulcrumError(told, where="lines", mend="Name its indicators.")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many alerts had each outcome.

    Attributes:
        productive: reported, or referred.
        not_productive: explained otherwise.
        undetermined: neither could be said.
    """

    productive: int = 0
    not_productive: int = 0
    undetermined: int = 0

    @property
    def decided(self) -> int:
        """Those that say something about precision."""
        return self.productive + self.not_productive

    @property
    def total(self) -> int:
        """All of them."""
        return self.decided + self.undetermined


def refuse_repeated(decisions: Iterable[Decision]) -> None:
    """An alert is decided once.

    Raises:
        FulcrumError: two decisions are about the same alert.
    """
    seen = Counter(one.alert for one in decisions)
    twice = sorted(alert for alert, count in seen.items() if count > 1)
    if twice:
        raise FulcrumError(
            f"{len(twice)} alerts are decided twice, {twice[0]!r} among them.",
            where="decisions",
            mend="Hand over each alert's last decision.",
        )


def tally(decisions: Iterable[Decision]) -> Mapping[Line, Counts]:
    """How many alerts of each line had each outcome, by line in order."""
    seen: dict[Line, Counter[Outcome]] = {}
    for one in decisions:
        for line in set(one.lines):
            seen.setdefault(line, Counter())[one.outcome] += 1
    return {
        line: Counts(*(found[outcome] for outcome in Outcome))
        for line, found in sorted(seen.items())
    }
