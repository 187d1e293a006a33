"""The columns of a file of organisations, read and written: what goes out comes back the same."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fulcrum.apps.parties.enums import ActorType, Mark, SizeBand, SubSector
from fulcrum.apps.parties.geography import find_country, find_language
from fulcrum.apps.parties.names import fold
from fulcrum.apps.parties.values import DEFAULTS, Fault, tidy
from fulcrum.apps.ui.tabular import FieldSpec

PARENT = "parent"
_PARTS = re.compile(r"(?:[^;\\\n]|\\.)+")
_ESCAPED = re.compile(r"\\(.)")


def split_list(text: str) -> list[str]:
    """The parts of a cell, parted by semicolons or lines; a backslash takes their meaning away."""
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _PARTS.findall(text))
    return list(dict.fromkeys(part for part in parts if part))


def join_list(parts: list[str]) -> str:
    """The cell that `split_list` reads back."""
    return "; ".join(part.replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def _codes(find: Callable[[str], str]) -> Callable[[str], list[str]]:
    """A cell of codes or names; commas part them too where no semicolon does."""

    def read(text: str) -> list[str]:
        parts = split_list(text)
        if len(parts) == 1 and not find(parts[0]):
            parts = [part.strip() for part in parts[0].split(",") if part.strip()]
        return list(dict.fromkeys(find(part) or part for part in parts))

    return read


@lru_cache(maxsize=32)
def _folded(choices: type[TextChoices], _language: str | None) -> dict[str, str]:
    labels = {fold(str(label)): str(value) for value, label in choices.choices}
    return labels | {fold(value): value for value in choices.values}


def _finder(choices: type[TextChoices]) -> Callable[[str], str]:
    """What finds a choice by its value or by its label in the reader's language."""
    return lambda text: _folded(choices, get_language()).get(fold(text), "")


def _code(find: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: find(text) or text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("This is not a date as year-month-day.")) from None


def _website(text: str) -> str:
    return text if "://" in text else f"https://{text}"


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One field of a file.

    Attributes:
        field: the field it fills.
        label: its heading for people; files are written with the field's name.
        synonyms: other headings people use.
        read: from a cell that is not empty to the field's value; ValueError says what is wrong.
    """

    field: str
    label: str | Promise
    synonyms: tuple[str, ...] = ()
    read: Callable[[str], Any] = str

    def spec(self) -> FieldSpec:
        """As the proposal of a mapping wants it."""
        required = self.field in {"name", "sub_sector", "country"}
        return FieldSpec(self.field, str(self.label), self.synonyms, required)


COLUMNS = (
    FileColumn("external_key", gettext_lazy("Key in your records"), ("id", "key", "reference")),
    FileColumn("lei", gettext_lazy("LEI"), ("legal entity identifier", "lei code")),
    FileColumn(
        "name",
        gettext_lazy("Name"),
        (
            "organisation",
            "organization",
            "institution",
            "company",
            "legal name",
            "organisation name",
        ),
    ),
    FileColumn(
        "aliases",
        gettext_lazy("Other names"),
        ("alias", "also known as", "trading name"),
        split_list,
    ),
    FileColumn(
        "actor_types",
        gettext_lazy("Kinds of actor"),
        ("actor type", "type", "kind"),
        _codes(_finder(ActorType)),
    ),
    FileColumn(
        "sub_sector",
        gettext_lazy("Sub-sector"),
        ("subsector", "part of sector"),
        _code(_finder(SubSector)),
    ),
    FileColumn(
        "country",
        gettext_lazy("Country of seat"),
        ("country code", "headquarters", "domicile", "country of registration"),
        _code(find_country),
    ),
    FileColumn(
        "jurisdictions",
        gettext_lazy("Operates in"),
        ("operating countries", "markets"),
        _codes(find_country),
    ),
    FileColumn("languages", gettext_lazy("Languages"), ("language",), _codes(find_language)),
    FileColumn(
        "size_band",
        gettext_lazy("Size"),
        ("employees", "staff", "size of staff"),
        _code(_finder(SizeBand)),
    ),
    FileColumn("sector_code", gettext_lazy("ISIC sector"), ("isic", "isic code", "industry code")),
    FileColumn("website", gettext_lazy("Website"), ("url", "web", "homepage"), _website),
    FileColumn(PARENT, gettext_lazy("Part of"), ("parent organisation", "group", "parent company")),
    FileColumn("notes", gettext_lazy("Notes"), ("remarks", "comment")),
    FileColumn("source", gettext_lazy("Source"), ("source of data",)),
    FileColumn("source_date", gettext_lazy("Date of source"), ("as of",), _date),
    FileColumn("mark", gettext_lazy("Mark"), ("certainty",), _code(_finder(Mark))),
)
BY_FIELD = {column.field: column for column in COLUMNS}


def read_row(
    cells: Mapping[str, str], *, clear_blanks: bool
) -> tuple[dict[str, Any], str, list[Fault]]:
    """A row's values, what it says about its parent, and what cannot be read.

    Args:
        cells: text by field, for the fields that have a column.
        clear_blanks: whether an empty cell says "nothing" rather than nothing at all.
    """
    values: dict[str, Any] = {}
    faults = []
    for field, text in cells.items():
        if field == PARENT:
            continue
        if not text:
            if clear_blanks:
                values[field] = DEFAULTS[field]
            continue
        try:
            values[field] = tidy(field, BY_FIELD[field].read(text))
        except ValueError as error:
            faults.append(Fault(field, text, str(error)))
    return values, cells.get(PARENT, ""), faults


def write_row(values: Mapping[str, Any], parent: str) -> list[Any]:
    """The cells of an organisation, in the order of `COLUMNS`."""
    cells: list[Any] = []
    for column in COLUMNS:
        value = parent if column.field == PARENT else values[column.field]
        cells.append(join_list(value) if isinstance(value, list) else value)
    return cells
