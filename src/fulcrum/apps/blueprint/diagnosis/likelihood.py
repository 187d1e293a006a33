"""How likely a harm is, from stated sources, by a written rule.

    5  the list of goods names this good from this country with forced labour
    4  it names this good from this country with child labour, or as made with such a good;
       or another good of the same sector (ISIC division) from this country with forced labour;
       or the country stands in the worst fifth of a table of countries
    3  it names another good of the same sector from this country with child labour;
       or nothing is known: the list does not look at this sector, and no table names the country;
       or the country stands in the middle of a table
    2  it names this good, or this sector, from other countries alone
    1  the sources look at this sector and name neither

The highest that applies counts. A table of countries alone reaches 4 at most: it says nothing of
the sector. That nothing was found is no proof that there is nothing. The rule is ours.
"""

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from fulcrum.apps.blueprint.diagnosis.goods import (
    GoodRow,
    GoodsIndex,
    divisions_of,
    fold,
    is_covered,
)

NOT_KNOWN_LEVEL, NOTHING_LEVEL, TABLE_MOST = 3, 1, 4


@dataclass(frozen=True, slots=True)
class CountryScale:
    """A table of countries, as likelihoods are read from it.

    Attributes:
        pk: its id.
        title: as it was imported.
        published: its date.
        unit: what the values measure.
        values: by country, turned so that higher is worse.
        ordered: the values in order.
    """

    pk: int
    title: str
    published: date
    unit: str
    values: Mapping[str, float]
    ordered: Sequence[float] = field(repr=False, default=())

    def band(self, country: str) -> int | None:
        """The fifth of countries that one stands in, 1 the best; None when it is not named."""
        value = self.values.get(country)
        if value is None:
            return None
        better = bisect.bisect_left(self.ordered, value)
        return min(5, 1 + 5 * better // len(self.ordered))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a source says.

    Attributes:
        rule: which line of the rule, by name.
        level: the likelihood it speaks for.
        source: the list's edition, or the table's title.
        published: the source's date, ISO 8601.
        goods: goods it is about, three at most.
        count: how many lines of the source say so.
        value: of a table.
        unit: of the value.
        forced: forced labour was found.
        child: labour of children was found.
    """

    rule: str
    level: int
    source: str
    published: str
    goods: tuple[str, ...] = ()
    count: int = 0
    value: float | None = None
    unit: str = ""
    forced: bool = False
    child: bool = False

    def to_dict(self) -> dict[str, Any]:
        """For keeping, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value not in ("", 0, (), None, False)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """The likelihood that sources speak for, and what they say, the strongest first."""

    level: int
    evidence: tuple[Evidence, ...]

    @property
    def forced(self) -> bool:
        """Whether forced labour was found, for the good or its sector, in the country."""
        return any(one.forced for one in self.evidence)

    @property
    def child(self) -> bool:
        """Whether labour of children was found there."""
        return any(one.child for one in self.evidence)

    @property
    def here_count(self) -> int:
        """How many lines of the list are about this good or sector in this country."""
        return max((one.count for one in self.evidence if one.forced or one.child), default=0)


def _evidence(rule: str, level: int, index: GoodsIndex, rows: Sequence[GoodRow]) -> Evidence:
    here = rule in {"good_here", "derived_here", "sector_here"}
    return Evidence(
        rule,
        level,
        index.edition,
        index.published.isoformat(),
        tuple(dict.fromkeys(row.good for row in rows))[:3],
        len(rows),
        forced=here and any(row.is_forced for row in rows),
        child=here and any(row.is_child for row in rows),
    )


def _of_good(index: GoodsIndex, good: str, country: str) -> Iterable[Evidence]:
    rows = index.by_good.get(fold(good), ()) if good else ()
    here = [row for row in rows if row.country == country]
    found = [row for row in here if not row.derived]
    if found:
        level = 5 if any(row.is_forced for row in found) else 4
        yield _evidence("good_here", level, index, found)
    elif here:
        yield _evidence("derived_here", 4, index, here)
    elif rows:
        yield _evidence("good_elsewhere", 2, index, rows)


def _of_sector(index: GoodsIndex, sector: str, good: str, country: str) -> Iterable[Evidence]:
    divisions, named = divisions_of(sector), fold(good)
    there = [row for one in divisions for row in index.by_place.get((one, country), ())]
    here = [row for row in there if not row.derived and not (named and fold(row.good) == named)]
    if here:
        level = 4 if any(row.is_forced for row in here) else 3
        yield _evidence("sector_here", level, index, here)
    elif not there:
        rows = [row for one in divisions for row in index.by_division.get(one, ())]
        if rows:
            yield _evidence("sector_elsewhere", 2, index, rows)


def _of_tables(tables: Sequence[CountryScale], country: str) -> Iterable[Evidence]:
    for table in tables:
        band = table.band(country)
        if band is not None:
            published = table.published.isoformat()
            value = table.values[country]
            level = min(TABLE_MOST, band)
            yield Evidence("country", level, table.title, published, value=value, unit=table.unit, count=band)  # fmt: skip


def find_likelihood(
    good: str, sector: str, country: str, index: GoodsIndex, tables: Sequence[CountryScale] = ()
) -> Finding:
    """What the sources say of a good or a sector in a country.

    Args:
        good: the product; "" for none.
        sector: a code of ISIC; "" when not known.
        country: ISO 3166-1, two letters; "" when not known.
        index: an edition of the list of goods.
        tables: tables of countries in use.
    """
    of_list = [*_of_good(index, good, country), *_of_sector(index, sector, good, country)]
    found = [*of_list, *_of_tables(tables, country)]
    if not of_list:
        covered = is_covered(sector) and bool(country)
        rule, level = ("nothing", NOTHING_LEVEL) if covered else ("not_covered", NOT_KNOWN_LEVEL)
        if covered or not found:
            found.append(_evidence(rule, level, index, ()))
        else:
            found.append(_evidence(rule, 0, index, ()))
    ordered = tuple(sorted(found, key=lambda one: -one.level))
    return Finding(ordered[0].level, ordered)


Finder = Callable[[str, str, str], Finding]


def finder(index: GoodsIndex, tables: Sequence[CountryScale]) -> Finder:
    """`find_likelihood` on fixed sources, each question answered once."""
    known: dict[tuple[str, str, str], Finding] = {}

    def find(good: str, sector: str, country: str) -> Finding:
        key = (fold(good), sector, country)
        if key not in known:
            known[key] = find_likelihood(good, sector, country, index, tables)
        return known[key]

    return find
