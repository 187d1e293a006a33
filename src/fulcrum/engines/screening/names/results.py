"""What comparing names with a list found: matches, each with the words that met and did not."""

from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.engines.screening.names.align import EQUAL, INITIALS, SOUND
from fulcrum.engines.screening.names.entries import Entry
from fulcrum.engines.screening.names.spec import STRONG
from fulcrum.kernel.provenance import Provenance

CAUTION = "A name alone proves nothing: compare what else is known before anything follows."


@dataclass(frozen=True, slots=True)
class Met:
    """Words of two names that met.

    Attributes:
        mine: as the name that was looked up has them.
        theirs: as the list has them.
        value: likeness, 0 to 1.
        how: equal, sound, spelling or initial.
    """

    mine: str
    theirs: str
    value: float
    how: str

    def __str__(self) -> str:
        if self.how == EQUAL:
            is_same = self.mine.casefold() == self.theirs.casefold()
            return self.mine if is_same else f"{self.mine} is {self.theirs}"
        if self.how == INITIALS:
            return f"{self.mine} may be {self.theirs}"
        told = "sounds like" if self.how == SOUND else "is spelt like"
        return f"{self.mine} {told} {self.theirs} ({self.value:.2f})"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name that is like one of a list.

    Attributes:
        name: that was looked up.
        entry: of the list.
        listed: which of the entry's names it is like.
        score: 0 to 1.
        met: the words that met.
        mine_left: words of the name that met none.
        theirs_left: words of the list's name that met none.
        scorer: own or nomenklatura.
    """

    name: str
    entry: Entry
    listed: str
    score: float
    met: tuple[Met, ...]
    mine_left: tuple[str, ...]
    theirs_left: tuple[str, ...]
    scorer: str = "own"

    @property
    def is_strong(self) -> bool:
        """Whether hardly anything differs."""
        return self.score >= STRONG

    def explain(self) -> str:
        """Why it matches, and what does not, in a sentence."""
        parts = [f"{'; '.join(str(one) for one in self.met)}."]
        if self.mine_left:
            parts.append(f"Not on the list: {', '.join(self.mine_left)}.")
        if self.theirs_left:
            parts.append(f"Only on the list: {', '.join(self.theirs_left)}.")
        return " ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, with `strong` and `why`."""
        return asdict(self) | {"strong": self.is_strong, "why": self.explain()}


@dataclass(frozen=True, slots=True)
class NameScreening:
    """All names of a store, compared.

    Attributes:
        compared: how many different names were.
        entries: of the list.
        matches: by what was looked up (party or counterparty), how many names matched.
        strong: of them, how many strongly.
        provenance: how it was computed.
    """

    compared: int
    entries: int
    matches: dict[str, int]
    strong: int
    provenance: Provenance

    def summary(self) -> str:
        """What was found, in a few lines."""
        found = ", ".join(f"{count:,} of {kind}" for kind, count in self.matches.items())
        return (
            f"{self.compared:,} names compared with {self.entries:,} entries.\n"
            f"{sum(self.matches.values()):,} matches ({found}), {self.strong:,} of them strong.\n"
            f"{CAUTION}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)
