"""Editions of the list of goods: the one that ships, and those loaded from files."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.diagnosis.goods import GoodRow, GoodsIndex, fold, index_of
from fulcrum.apps.blueprint.diagnosis.likelihood import CountryScale
from fulcrum.apps.blueprint.models import CountryTable, CountryValue, GoodsList, TableState
from fulcrum.apps.parties.geography import find_country
from fulcrum.kernel.errors import FulcrumError

DATA = Path(__file__).parent / "data" / "goods"
SHIPPED_EDITION, SHIPPED_DATE = "2022", date(2022, 9, 28)
SOURCE = (
    "List of Goods Produced by Child Labor or Forced Labor, United States Department of Labor, "
    "Bureau of International Labor Affairs"
)
LICENCE = "Work of the United States government, not subject to copyright there"
FLAGS = {
    "child": "child_labour",
    "forced": "forced_labour",
    "forced_child": "forced_child_labour",
    "derived": "derived_only",
}
NEEDED = ("good", "country", "child_labour", "forced_labour")
# Names of the list that the library of country names does not know.
NAMES = {
    "burma": "MM",
    "congo democratic republic of the": "CD",
    "congo republic of the": "CG",
    "cote d ivoire": "CI",
    "turkey": "TR",
    "kyrgyz republic": "KG",
    "the gambia": "GM",
    "gambia the": "GM",
}


@cache
def _divisions() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Divisions by good, and those of a sector for goods the mapping does not name."""
    by_good, by_sector = {}, {}
    with (DATA / "isic-divisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = tuple(row["divisions"].split())
            if row["good"]:
                by_good[row["good"].casefold()] = found
            else:
                by_sector[row["sector"].casefold()] = found
    return by_good, by_sector


def country_code(name: str) -> str:
    """The code of a country as the list names it; "" when nobody knows it."""
    return NAMES.get(fold(name)) or find_country(name) or find_country(name.partition("(")[0])


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in {"yes", "y", "x", "1", "true"}


def _row(number: int, cells: Mapping[str, str]) -> GoodRow:
    code = country_code(cells["country"])
    good = cells["good"].strip()
    if not code or not good:
        raise FulcrumError(
            _("This row names no good, or a country nobody knows: %(name)s.")
            % {"name": cells["country"] or "–"},
            where=_("row %(row)d") % {"row": number},
            mend=_("Correct it in the file and load again; nothing was loaded."),
        )
    by_good, by_sector = _divisions()
    fallback = by_sector.get(cells.get("sector", "").strip().casefold(), ())
    flags = {name: _is_yes(cells.get(column) or "") for name, column in FLAGS.items()}
    return GoodRow(good, code, by_good.get(good.casefold(), fallback), **flags)


def read_goods(content: bytes) -> list[GoodRow]:
    """The rows of a file of the list.

    Raises:
        FulcrumError: a column is missing, or a row cannot be read.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FulcrumError(
            _("This file is not text in UTF-8."), mend=_("Save it as CSV in UTF-8.")
        ) from error
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
    if missing:
        raise FulcrumError(
            _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)},
            mend=_("Name them as in the list that ships with Fulcrum."),
        )
    rows = [_row(number, cells) for number, cells in enumerate(reader, start=2)]
    if not rows:
        raise FulcrumError(_("This file has no rows."))
    return rows


@cache
def shipped() -> GoodsIndex:
    """The edition that ships with Fulcrum."""
    rows = read_goods((DATA / f"ilab-{SHIPPED_EDITION}.csv").read_bytes())
    return index_of(SHIPPED_EDITION, SHIPPED_DATE, SOURCE, LICENCE, rows)


def to_plain(row: GoodRow) -> list[Any]:
    """A row for keeping."""
    return [row.good, row.country, list(row.divisions), *(getattr(row, name) for name in FLAGS)]


def _from_plain(kept: list[Any]) -> GoodRow:
    good, country, divisions, *flags = kept
    return GoodRow(good, country, tuple(divisions), *flags)


@lru_cache(maxsize=4)
def _loaded(edition: str, _digest: str) -> GoodsIndex:
    kept = GoodsList.objects.get(edition=edition)
    rows: Iterable[GoodRow] = map(_from_plain, kept.rows)
    return index_of(kept.edition, kept.published_date, kept.source, kept.licence, rows)


def goods_of(edition: str) -> GoodsIndex:
    """An edition by its name; the one that ships when it is not loaded (any more)."""
    if edition == SHIPPED_EDITION:
        return shipped()
    digest = GoodsList.objects.filter(edition=edition).values_list("digest", flat=True).first()
    return shipped() if digest is None else _loaded(edition, digest)


def current_goods() -> GoodsIndex:
    """The newest edition here, by its date of publication."""
    newest = GoodsList.objects.order_by("-published_date", "-pk").defer("rows").first()
    if newest is None or newest.published_date <= SHIPPED_DATE:
        return shipped()
    return _loaded(newest.edition, newest.digest)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition, as pages and commands list it."""

    edition: str
    published: date
    good_count: int
    country_count: int
    row_count: int
    source: str
    licence: str


def editions() -> list[EditionLine]:
    """Every edition here, the newest first."""
    names = GoodsList.objects.order_by("-published_date", "-pk").values_list("edition", flat=True)
    found = [goods_of(name) for name in names if name != SHIPPED_EDITION] + [shipped()]
    ordered = sorted(found, key=lambda one: one.published, reverse=True)
    return [
        EditionLine(
            one.edition,
            one.published,
            len(one.goods),
            one.country_count,
            len(one.rows),
            one.source,
            one.licence,
        )
        for one in ordered
    ]


def scales_in_use() -> list[CountryScale]:
    """The tables of countries that likelihoods are read from (two queries)."""
    tables = list(
        CountryTable.objects.filter(state=TableState.IN_USE).order_by("-published_date", "-pk")
    )
    values: dict[int, dict[str, float]] = {table.pk: {} for table in tables}
    found = CountryValue.objects.filter(table__in=tables) if tables else CountryValue.objects.none()
    worse = {table.pk: 1 if table.higher_is_worse else -1 for table in tables}
    for table, country, value in found.values_list("table_id", "country", "value"):
        values[table][country] = worse[table] * value
    return [
        CountryScale(
            table.pk,
            table.title,
            table.published_date,
            table.unit,
            values[table.pk],
            sorted(values[table.pk].values()),
        )
        for table in tables
    ]
