"""Cells and values."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.parties.columns import (
    BY_FIELD,
    COLUMNS,
    join_list,
    read_row,
    split_list,
    write_row,
)
from fulcrum.apps.parties.values import DEFAULTS, tidied

TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1).map(str.strip).filter(bool)


@settings(deadline=None)
@given(st.lists(TEXTS, unique=True))
def test_lists_come_back_as_they_went(parts: list[str]) -> None:
    assert split_list(join_list(parts)) == parts


def test_the_columns_cover_every_field() -> None:
    assert {column.field for column in COLUMNS} == {*DEFAULTS, "parent"}


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("sub_sector", "Public authorities", "public_authority"),
        ("sub_sector", "nonsense", "nonsense"),
        ("country", "Kenya", "KE"),
        ("jurisdictions", "Kenya, Norway", ["KE", "NO"]),
        ("jurisdictions", "KE; NO; KE", ["KE", "NO"]),
        ("jurisdictions", "Bosnia & Herzegovina", ["BA"]),
        ("languages", "English; sw", ["en", "sw"]),
        ("actor_types", "Retail bank;fiu", ["retail_bank", "fiu"]),
        ("size_band", "Under 10 staff", "micro"),
        ("website", "example.org", "https://example.org"),
        ("source_date", "2026-03-01", date(2026, 3, 1)),
        ("aliases", "A, B; C\\;D", ["A, B", "C;D"]),
        ("lei", "5299 00t8bm49aursdo55", "529900T8BM49AURSDO55"),
        ("mark", "unconfirmed", "U"),
    ],
)
def test_cells_are_read(field: str, cell: str, value: Any) -> None:
    values, _parent, faults = read_row({field: cell}, clear_blanks=False)
    assert (values[field], faults) == (value, [])


def test_a_bad_date_is_a_fault() -> None:
    values, _parent, faults = read_row({"source_date": "01.03.2026"}, clear_blanks=False)
    assert values == {}
    assert [(fault.field, fault.value) for fault in faults] == [("source_date", "01.03.2026")]


def test_blanks_say_nothing_or_nothing_at_all() -> None:
    assert read_row({"notes": "", "parent": ""}, clear_blanks=False) == ({}, "", [])
    assert read_row({"notes": "", "aliases": ""}, clear_blanks=True)[0] == {
        "notes": "",
        "aliases": [],
    }


def test_a_row_comes_back_as_it_went() -> None:
    values = DEFAULTS | {
        "name": "=cmd|' /C calc'!A0",
        "aliases": ["One; two", "back\\slash"],
        "languages": ["en", "sw"],
        "sub_sector": "banking",
        "country": "KE",
        "source_date": date(2026, 3, 1),
        "notes": "two\nlines",
    }
    cells = dict(zip(BY_FIELD, map(str, write_row(values, "P (KE)")), strict=True))
    cells = {field: "" if cell == "None" else cell for field, cell in cells.items()}
    again, parent, faults = read_row(cells, clear_blanks=True)
    assert (again, parent, faults) == (tidied(values), "P (KE)", [])
