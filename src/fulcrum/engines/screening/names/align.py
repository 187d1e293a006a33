"""Align the words of two names, and score how much of both is alike. Pure; the rule is ours.

Pairs of words are taken in the order of their likeness, each word once. A side is covered by the
likeness of its aligned words, weighted by what they say, over all its words. The score is 0.7 of
the better covered side and 0.3 of the other, so that a missing middle name costs little and a
name within a longer one something. Two words must meet, of which one counts whole; one alone is
enough only where neither name has more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fulcrum.engines.screening.names.fold import FULL, INITIAL, TRADE

BETTER, OTHER = 0.7, 0.3
EQUAL, SOUND, SPELLING, INITIALS = "equal", "sound", "spelling", "initial"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A likeness of words of two names.

    Attributes:
        first: place of the word in the one name.
        second: place of the word in the other.
        value: 0 to 1.
        how: equal, sound, spelling or initial.
        first_width: how many words of the one it takes; 2 where they are joined.
        second_width: likewise.
    """

    first: int
    second: int
    value: float
    how: str
    first_width: int = 1
    second_width: int = 1

    @property
    def is_joined(self) -> bool:
        """Whether two words of one side are one of the other."""
        return self.first_width + self.second_width > 2

    @property
    def firsts(self) -> range:
        """Places it takes in the one name."""
        return range(self.first, self.first + self.first_width)

    @property
    def seconds(self) -> range:
        """Places it takes in the other."""
        return range(self.second, self.second + self.second_width)


def align(likenesses: Iterable[Likeness]) -> tuple[Likeness, ...]:
    """The likenesses that are kept: the greatest first, every word once."""
    kept: list[Likeness] = []
    firsts: set[int] = set()
    seconds: set[int] = set()
    order = sorted(
        likenesses,
        key=lambda one: (-one.value, one.first_width + one.second_width, one.first, one.second),
    )
    for one in order:
        if firsts.isdisjoint(one.firsts) and seconds.isdisjoint(one.seconds):
            kept.append(one)
            firsts.update(one.firsts)
            seconds.update(one.seconds)
    return tuple(sorted(kept, key=lambda one: one.first))


def coverage(weights: Sequence[float], matched: Iterable[tuple[range, float]]) -> float:
    """How much of a name is covered, 0 to 1."""
    covered = sum(value * weights[at] for places, value in matched for at in places)
    return covered / sum(weights)


def is_enough(first: Sequence[float], second: Sequence[float], aligned: Sequence[Likeness]) -> bool:
    """Whether enough words meet: two, one of them whole; or the only telling word of both.

    A whole word is one that counts whole on both sides; particles, legal forms and titles do not
    count here, initials and words of trade do beside a whole one.
    """
    whole = supporting = 0
    for one in aligned:
        mine = max(first[at] for at in one.firsts)
        theirs = max(second[at] for at in one.seconds)
        if mine == theirs == FULL:
            whole += 1
            supporting += one.is_joined
        elif min(mine, theirs) in {INITIAL, TRADE}:
            supporting += 1
    if whole and whole + supporting >= 2:
        return True
    telling = [sum(weight >= INITIAL for weight in weights) for weights in (first, second)]
    return bool(whole) and telling == [1, 1]


def score(first: Sequence[float], second: Sequence[float], aligned: Sequence[Likeness]) -> float:
    """How alike two names are, 0 to 1.

    Args:
        first: weights of the words of the one name.
        second: of the other.
        aligned: as `align` found them.
    """
    if not is_enough(first, second, aligned):
        return 0.0
    one = coverage(first, [(each.firsts, each.value) for each in aligned])
    other = coverage(second, [(each.seconds, each.value) for each in aligned])
    return BETTER * max(one, other) + OTHER * min(one, other)
