"""The list of goods as an index: what was found for which good, in which sector, in which country."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from fulcrum.kernel.sectors import lineage, sectors

# The list looks at farming, mining and manufacturing; it says nothing of other sections.
COVERED = frozenset("ABC")
_ASIDE = re.compile(r"\([^)]*\)")
_BETWEEN = re.compile(r"[\W_]+")


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A name as names are compared: lower case, no accents, what stands in brackets left out."""
    plain = unicodedata.normalize("NFKD", _ASIDE.sub(" ", text).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", letters).strip()


@lru_cache(maxsize=2_000)
def divisions_of(code: str) -> tuple[str, ...]:
    """The divisions of ISIC that a code means: one, or those of a section; () when it means none."""
    if code[:2] not in sectors():
        return ()
    if len(code) == 1:
        return tuple(one.code for one in sectors().values() if one.parent == code)
    return (code[:2],)


@lru_cache(maxsize=2_000)
def is_covered(code: str) -> bool:
    """Whether the list of goods looks at a sector at all."""
    return code in sectors() and lineage(code)[0].code in COVERED


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A line of the list.

    Attributes:
        good: as the list names it.
        country: ISO 3166-1, two letters.
        divisions: of ISIC, by our mapping.
        child: child labour was found.
        forced: forced labour was found.
        forced_child: forced child labour was found.
        derived: the good is made with one for which it was found; nothing more.
    """

    good: str
    country: str
    divisions: tuple[str, ...]
    child: bool = False
    forced: bool = False
    forced_child: bool = False
    derived: bool = False

    @property
    def is_forced(self) -> bool:
        """Whether forced labour was found, of adults or children."""
        return self.forced or self.forced_child

    @property
    def is_child(self) -> bool:
        """Whether labour of children was found."""
        return self.child or self.forced_child


Rows = tuple[GoodRow, ...]
KeyT = TypeVar("KeyT")


@dataclass(frozen=True, slots=True)
class GoodsIndex:
    """An edition of the list, by what is looked up in it."""

    edition: str
    published: date
    source: str
    licence: str
    rows: Rows
    by_good: Mapping[str, Rows] = field(repr=False, default_factory=dict)
    by_division: Mapping[str, Rows] = field(repr=False, default_factory=dict)
    by_place: Mapping[tuple[str, str], Rows] = field(repr=False, default_factory=dict)

    @property
    def goods(self) -> list[str]:
        """The goods as the list names them, in order."""
        return sorted({row.good for row in self.rows})

    @property
    def country_count(self) -> int:
        """How many countries it names."""
        return len({row.country for row in self.rows})

    def named(self, text: str) -> str:
        """A good as the list names it; the text as it is when it names no such."""
        found = self.by_good.get(fold(text), ())
        exact = next((row.good for row in found if row.good.casefold() == text.casefold()), "")
        return exact or (found[0].good if found else text)


def _grouped(pairs: Iterable[tuple[KeyT, GoodRow]]) -> dict[KeyT, Rows]:
    found: dict[KeyT, list[GoodRow]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def index_of(edition: str, published: date, source: str, licence: str, rows: Iterable[GoodRow]) -> GoodsIndex:  # fmt: skip
    """Rows of an edition as an index."""
    kept = tuple(rows)
    by_good = _grouped((fold(row.good), row) for row in kept)
    by_division = _grouped((division, row) for row in kept for division in row.divisions)
    by_place = _grouped(
        ((division, row.country), row) for row in kept for division in row.divisions
    )
    return GoodsIndex(edition, published, source, licence, kept, by_good, by_division, by_place)
