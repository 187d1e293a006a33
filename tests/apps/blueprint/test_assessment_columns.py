"""The layout of a file of completed assessments."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.assessment_columns import (
    AnswerCell,
    headings,
    map_columns,
    read_answer,
    read_row,
    with_notes,
    write_answer,
)
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.errors import FulcrumError
from tests.apps.blueprint.making import document

SPEC = ReleaseSpec.model_validate(document())
TODAY = date(2026, 6, 1)
CELLS = {"organisation": "K1", "as_of_date": "2026-03-01", "release": "r1"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", None),
        (" ", None),
        ("0", AnswerCell(0)),
        ("4", AnswerCell(4)),
        ("n/a: we do not lend", AnswerCell(None, "we do not lend")),
        ("N/A:we do not lend", AnswerCell(None, "we do not lend")),
        ("na: no", AnswerCell(None, "no")),
    ],
)
def test_answers_are_read(text: str, answer: AnswerCell | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize("text", ["5", "-1", "2.5", "yes", "nation"])
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="from 0 to 4"):
        read_answer(text)


@pytest.mark.parametrize("text", ["n/a", "n/a:", "N/A : "])
def test_setting_aside_needs_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        read_answer(text)


def test_a_note_alone_is_kept() -> None:
    assert read_answer("", "to be discussed") == AnswerCell(note="to be discussed")
    assert read_answer("3", " why ") == AnswerCell(3, "", "why")


@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_says_why_not(text: str) -> None:
    try:
        answer = read_answer(text)
    except ValueError:
        return
    if answer is None:
        assert not text.strip()
    else:
        assert answer.level in {0, 1, 2, 3, 4} or answer.not_applicable


@given(st.one_of(st.integers(0, 4), st.text("abc xyz/:", min_size=1, max_size=30)))
def test_what_goes_out_comes_back(value: int | str) -> None:
    if isinstance(value, str) and not value.strip():
        return
    answer = AnswerCell(value) if isinstance(value, int) else AnswerCell(None, value.strip())
    assert read_answer(str(write_answer(answer))) == answer


def test_an_empty_answer_is_an_empty_cell() -> None:
    assert write_answer(AnswerCell(note="x")) == ""


def test_columns_are_found_however_they_are_spelt() -> None:
    found = map_columns(
        ["Organisation", "AS OF DATE", "release", "g-1", "G-1:note", "error"], SPEC.items
    )
    assert found == {
        "organisation": "Organisation",
        "as_of_date": "AS OF DATE",
        "release": "release",
        "G-1": "g-1",
        "G-1:note": "G-1:note",
    }


def test_the_empty_file_has_every_heading() -> None:
    assert headings(SPEC)[:4] == ["organisation", "as_of_date", "release", "submitted_date"]
    assert headings(SPEC)[4:] == list(SPEC.items)
    assert map_columns(with_notes(SPEC), SPEC.items).keys() == set(with_notes(SPEC))


def test_unknown_columns_are_named() -> None:
    with pytest.raises(FulcrumError, match="G-9, colour"):
        map_columns([*headings(SPEC), "G-9", "colour"], SPEC.items)


def test_missing_columns_are_named() -> None:
    with pytest.raises(FulcrumError, match="as_of_date, release"):
        map_columns(["organisation", "G-1"], SPEC.items)


def test_a_row_is_read() -> None:
    row, faults = read_row(7, CELLS | {"G-1": "2", "G-2": "", "T-1:note": "later"}, today=TODAY)
    assert faults == []
    assert row is not None
    assert (row.number, row.organisation, row.release) == (7, "K1", "r1")
    assert row.as_of_date == row.submitted_date == date(2026, 3, 1)
    assert row.answers == {"G-1": AnswerCell(2), "T-1": AnswerCell(note="later")}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"release": ""}, "release"),
        ({"as_of_date": ""}, "as_of_date"),
        ({"as_of_date": "1.3.2026"}, "as_of_date"),
        ({"submitted_date": "soon"}, "submitted_date"),
        ({"submitted_date": "2026-02-01"}, "submitted_date"),
        ({"submitted_date": "2027-01-01"}, "submitted_date"),
        ({"G-1": "9"}, "G-1"),
        ({"G-1": ""}, "organisation"),
    ],
)
def test_what_is_wrong_is_said_by_column(cells: dict[str, str], field: str) -> None:
    row, faults = read_row(2, CELLS | {"G-1": "1"} | cells, today=TODAY)
    assert row is None
    assert [fault.field for fault in faults] == [field]


def test_everything_wrong_is_said_at_once() -> None:
    _row, faults = read_row(2, CELLS | {"release": "", "as_of_date": "x", "G-1": "9"}, today=TODAY)
    assert [fault.field for fault in faults] == ["release", "as_of_date", "G-1"]
