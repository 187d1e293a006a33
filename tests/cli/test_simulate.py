import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from fulcrum.cli import simulate
from fulcrum.cli.simulate import FIXED, SHIPPED, read_questions
from fulcrum.engines.simulation.sheets import HEADINGS
from fulcrum.kernel.errors import FulcrumError
from tests.cli.conftest import Fulcrum

SMALL = ("--seed", 7, "--count", 30, "--assessments", 20, "--until", "2026-06-30")
WHOLE = {
    "id": "2020.1",
    "areas": [
        {"order": 2, "items": [{"id": "B-1"}]},
        {"order": 1, "items": [{"id": "A-1"}, {"id": "A-2"}]},
    ],
}


def rows_of(path: Path) -> list[list[Any]]:
    book = load_workbook(path, read_only=True)
    rows = [list(row) for row in book.worksheets[0].values]
    book.close()
    return rows


def test_two_workbooks_as_the_imports_take_them(fulcrum: Fulcrum, tmp_path: Path) -> None:
    done = fulcrum("simulate", "institutions", "--out", tmp_path / "new" / "folder", *SMALL)
    assert done.code == 0
    assert done.out.splitlines()[0].startswith("30 institutions in ")
    assert "Invented by fulcrum simulate, seed 7." in done.out
    organisations = rows_of(tmp_path / "new" / "folder" / "organisations.xlsx")
    assert tuple(organisations[0]) == HEADINGS
    assert len(organisations) == 1 + 30 + 1  # headings, institutions, one of them twice
    sheet = load_workbook(tmp_path / "new" / "folder" / "organisations.xlsx").worksheets[0]
    assert [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []
    assessments = rows_of(tmp_path / "new" / "folder" / "assessments.xlsx")
    items = read_questions(SHIPPED).item_ids
    assert tuple(assessments[0][: 4 + len(items)]) == (*FIXED, *items)
    assert all(heading.endswith(":note") for heading in assessments[0][4 + len(items) :])
    assert len(assessments) == 21
    cells = {cell for row in assessments[1:] for cell in row[4 : 4 + len(items)]}
    said = {cell for cell in cells if cell and cell.startswith("n/a: ")}
    assert cells - said == {None, "0", "1", "2", "3", "4"}
    assert said


def test_the_same_seed_gives_the_same_files(fulcrum: Fulcrum, tmp_path: Path) -> None:
    for name in ("one", "two"):
        fulcrum("simulate", "institutions", "--out", tmp_path / name, *SMALL)
    for file in ("organisations.xlsx", "assessments.xlsx"):
        one, two = (tmp_path / name / file for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_for_machines(fulcrum: Fulcrum, tmp_path: Path) -> None:
    done = fulcrum("simulate", "institutions", "--out", tmp_path, *SMALL, "--json")
    said = json.loads(done.out)
    assert said["files"]["organisations"] == str(tmp_path / "organisations.xlsx")
    counts = (said["institution_count"], said["row_count"], said["assessment_count"])
    assert counts == (30, 31, 20)
    assert said["provenance"]["seed"] == 7


def test_wrong_numbers_are_told_and_nothing_is_written(fulcrum: Fulcrum, tmp_path: Path) -> None:
    done = fulcrum("simulate", "institutions", "--out", tmp_path / "new", "--count", 0)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "fulcrum: count: 0 is not a whole number from 1 to 200,000. Choose another number.\n"
    )
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made(fulcrum: Fulcrum, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = fulcrum("simulate", "institutions", "--out", tmp_path / "file", *SMALL)
    assert done.code == 2
    assert "This folder cannot be made. Choose another with --out." in done.err


def test_a_file_that_cannot_be_written(fulcrum: Fulcrum, tmp_path: Path) -> None:
    (tmp_path / "organisations.xlsx").mkdir()
    done = fulcrum("simulate", "institutions", "--out", tmp_path, *SMALL)
    assert done.code == 2
    assert "This file cannot be written." in done.err


@pytest.mark.parametrize("name", ["release.yaml", "release.json"])
def test_a_release_of_one_s_own_in_one_file(fulcrum: Fulcrum, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(yaml.safe_dump(WHOLE) if name.endswith("yaml") else json.dumps(WHOLE), "utf-8")
    assert read_questions(path) == simulate.Questions("2020.1", ("A-1", "A-2", "B-1"))
    fulcrum("simulate", "institutions", "--out", tmp_path, *SMALL, "--release", path)
    first, second = rows_of(tmp_path / "assessments.xlsx")[:2]
    assert first[4:7] == ["A-1", "A-2", "B-1"]
    assert second[2] == "2020.1"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (None, "cannot be read"),
        ("- a list", "not a release"),
        ("id: x", "not a release"),
        ("id: [", "not a release"),
        ("id: x\nareas: [{order: one, items: []}]", "not a release"),
    ],
)
def test_what_is_no_release(tmp_path: Path, text: str | None, what: str) -> None:
    path = tmp_path / "release.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(FulcrumError, match=what) as told:
        read_questions(path)
    assert told.value.where == str(path)
    assert told.value.mend


def test_the_shipped_release_is_read_whole() -> None:
    questions = read_questions(SHIPPED)
    assert questions.release == "2019.1"
    assert len(set(questions.item_ids)) == 40
