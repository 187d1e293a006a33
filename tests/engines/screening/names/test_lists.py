"""Reading a list: good rows kept, wrong ones said with their row, and nothing read that must not be."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.names.entries import Entry, NameList
from fulcrum.engines.screening.names.lists import read_list
from fulcrum.kernel.errors import FulcrumError


def written(folder: Path, text: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding)
    return path


def findings(made: NameList) -> list[str]:
    return [str(one) for one in made.findings]


def test_a_csv_with_everything(tmp_path: Path) -> None:
    made = read_list(
        written(
            tmp_path,
            "ID;Name;Aliases;Kind;Country;Source;Date;Birth year;Sex;Nationality\n"
            "7;Ana Lind;A. Lind|Lind Ana; person;SE;Own list;2026-01-02;1980;f;SE\n"
            ";Blue Sky Ltd;;company;GB;;;;;\n",
        )
    )
    assert made.entries == (
        Entry("7", ("Ana Lind", "A. Lind", "Lind Ana"), "person", "", "Own list", "2026-01-02"),
        Entry("row 3", ("Blue Sky Ltd",), "organisation", "GB", "own", ""),
    )
    assert (made.set_aside, made.other, made.findings) == (0, 0, ())
    assert "2 entries with 4 names" in made.summary()
    assert len(made.to_dict()["digest"]) == 64


def test_nothing_of_a_person_but_names_is_kept(tmp_path: Path) -> None:
    assert {one.name for one in fields(Entry)} == {
        "id", "names", "kind", "country", "source", "date",
    }  # fmt: skip
    row = {
        "id": "X", "schema": "Person",
        "properties": {
            "name": ["Ana Lind"], "gender": ["female"], "nationality": ["se"],
            "country": ["se"], "birthDate": ["1980-01-01"], "ethnicity": ["any"],
        },
    }  # fmt: skip
    made = read_list(written(tmp_path, json.dumps(row) + "\n", "list.jsonl"))
    assert made.entries == (Entry("X", ("Ana Lind",), "person", "", "list", ""),)


def test_wrong_rows_are_set_aside_with_their_number(tmp_path: Path) -> None:
    made = read_list(
        written(
            tmp_path,
            "id,name,aliases,kind\n"
            "1,Ana Lind,,person\n"
            "2,,,person\n"
            "3,---,,\n"
            "4,Eva Berg\n"
            "1,Ana Lind again,,\n"
            "\n"
            '6,"Ina "Quoted" Lind",,\n'
            "7,Bo Ek,...;B. Ek,robot\n"
            f"8,{'x' * 501},,\n",
        )
    )
    assert [one.id for one in made.entries] == ["1", "7"]
    assert made.entries[1].names == ("Bo Ek", "B. Ek")
    assert made.set_aside == 6
    assert findings(made) == [
        "row 3, name: is empty",
        "row 4, name: holds no word to compare: '---'",
        "row 5: has 2 cells, the heading 4",
        "row 6, id: is the id of row 2 already: '1'",
        "row 8: cannot be split into cells: ',' expected after '\"'",
        "row 9, aliases: holds no word to compare: '...'",
        "row 9, kind: is not known and was left out: 'robot'",
        "row 10, name: is longer than 500 characters",
    ]
    assert "6 rows were set aside" in made.summary()


def test_entities_of_followthemoney(tmp_path: Path) -> None:
    rows = [
        {"id": "Q1", "schema": "Person", "caption": "Ana Lind", "datasets": ["xx_list", "yy_list"],
         "properties": {"name": ["Lind Ana", "Ana Lind"], "alias": ["Anna L."]},
         "last_change": "2026-02-03T00:00:00"},
        {"id": "Q2", "schema": "Vessel",
         "properties": {"name": ["Sea Star"], "flag": ["pa"], "previousName": ["Sea Moon"]}},
        {"id": "Q3", "schema": "Company", "properties": {"name": ["Blue Sky"], "jurisdiction": ["gb"]}},
        {"id": "Q4", "schema": "Address", "properties": {"full": ["1 Road"]}},
        {"id": "Q5", "schema": "Person", "properties": {}},
    ]  # fmt: skip
    made = read_list(written(tmp_path, "\n".join(json.dumps(one) for one in rows), "t.ftm.json"))
    assert made.entries == (
        Entry("Q1", ("Ana Lind", "Lind Ana", "Anna L."), "person", "", "xx_list, yy_list",
              "2026-02-03T00:00:00"),
        Entry("Q2", ("Sea Star", "Sea Moon"), "vessel", "pa", "t.ftm", ""),
        Entry("Q3", ("Blue Sky",), "organisation", "gb", "t.ftm", ""),
    )  # fmt: skip
    assert (made.other, findings(made)) == (1, ["row 5, name: is empty"])
    assert "1 rows are of other kinds" in made.summary()


def test_json_lines_of_an_own_list(tmp_path: Path) -> None:
    text = '{"name": "Ana Lind", "aliases": ["A. Lind"]}\n[1]\n{oops\n\n{"name": null}\n'
    made = read_list(written(tmp_path, text, "own.ndjson"), source="Our list")
    assert made.entries == (Entry("row 1", ("Ana Lind", "A. Lind"), "", "", "Our list", ""),)
    assert findings(made) == [
        "row 2: is not an object with keys",
        "row 3: is not JSON",
        "row 5, name: is empty",
    ]


def test_marks_that_act_on_a_page_are_taken_out(tmp_path: Path) -> None:
    made = read_list(written(tmp_path, "name\nAna\u202e\x1b[31m Lind\n"))
    assert made.entries[0].names == ("Ana [31m Lind",)


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("who\nAna\n", "utf-8", "no column `name`"),
        ("name\n\n", "utf-8", "no name that could be read"),
        ("name\n---\n", "utf-8", "row 2, name: holds no word"),
        ("", "utf-8", "no column `name`"),
        ("name\nJürgen\n", "latin-1", "not written in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, text: str, encoding: str, said: str
) -> None:
    with pytest.raises(FulcrumError, match=said) as caught:
        read_list(written(tmp_path, text, encoding=encoding))
    assert caught.value.where == "own.csv"
    assert caught.value.mend


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="no such file"):
        read_list(tmp_path / "none.csv")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_any_text_is_kept_or_said(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("list")
    lines = [json.dumps({"name": one}) for one in ["Ana Lind", *cells]]
    made = read_list(written(folder, "\n".join(lines), "own.jsonl"))
    assert len(made.entries) + made.set_aside == len(lines)
    assert len({one.id for one in made.entries}) == len(made.entries)
