"""What fields may hold."""

from typing import Any

import pytest

from fulcrum.apps.parties.values import (
    DEFAULTS,
    InvalidValuesError,
    check_values,
    faults_in,
    tidied,
)

GOOD: dict[str, Any] = DEFAULTS | {"name": "Bank", "sub_sector": "banking", "country": "NO"}


def test_the_least_that_is_needed_passes() -> None:
    check_values(GOOD | {"is_reference": True})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 301),
        ("lei", "529900T8BM49AURSDO56"),
        ("sub_sector", ""),
        ("sub_sector", "shipping"),
        ("country", ""),
        ("country", "ZZ"),
        ("actor_types", ["retail_bank", "wizard"]),
        ("actor_types", ["fiu", "fiu"]),
        ("jurisdictions", ["NO", "XX"]),
        ("languages", ["klingon"]),
        ("aliases", [" "]),
        ("aliases", [str(number) for number in range(101)]),
        ("size_band", "huge"),
        ("sector_code", "ZZZZ"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.org"),
        ("mark", "X"),
        ("notes", "x" * 20_001),
    ],
)
def test_what_cannot_be_kept_is_named(field: str, value: Any) -> None:
    with pytest.raises(InvalidValuesError) as caught:
        check_values(GOOD | {field: value})
    assert caught.value.where == field
    assert [fault.field for fault in caught.value.faults] == [field]
    assert caught.value.faults[0].what


def test_everything_wrong_is_said_at_once() -> None:
    assert [fault.field for fault in faults_in({"name": "", "lei": "x", "country": "?"})] == [
        "name",
        "lei",
        "country",
    ]


def test_a_field_nobody_knows_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="colour"):
        check_values({"colour": "red"})


def test_values_are_tidied() -> None:
    assert tidied(
        {"name": " A\x00B\r\n", "lei": "5299 00t8", "aliases": [" x "], "source_date": None}
    ) == {"name": "AB", "lei": "529900T8", "aliases": ["x"], "source_date": None}
