import json
from dataclasses import replace

from fulcrum.engines.screening.reporting.blocks import Facts, Heading, Note, Prose, Table
from fulcrum.engines.screening.reporting.document import CAUTION, NOT_SENT, report_document
from fulcrum.engines.screening.reporting.goaml import write_goaml
from fulcrum.engines.screening.reporting.movements import Side
from tests.engines.screening.reporting.made import CASH, report_of

REPORT = report_of()
MADE = report_document(REPORT, write_goaml(REPORT).names)


def everything(made: object) -> str:
    return json.dumps(made, ensure_ascii=False)


def test_it_has_every_part_in_order() -> None:
    assert MADE.title == "STR REF/2026/1"
    assert MADE.subtitle == "Invented Bank, 1 April 2026"
    assert [one.text for one in MADE.blocks if isinstance(one, Heading)] == [
        "Subjects", "Indicators", "Narrative", "Transactions", "What was done",
        "How names are written",
    ]  # fmt: skip
    notes = [one.text for one in MADE.blocks if isinstance(one, Note)]
    assert notes[0] == CAUTION
    assert "not confirmed" in notes[1]
    assert notes[-1] == NOT_SENT


def test_tables_have_as_many_cells_as_headings() -> None:
    tables = [one for one in MADE.blocks if isinstance(one, Table)]
    assert len(tables) == 5
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
    (indicators,) = (one for one in tables if one.columns[0] == "Indicator")
    assert indicators.rows[0][:3] == ("Night cash (I01)", "7 movements", "5 movements")
    (rows,) = (one for one in tables if one.columns[0] == "When")
    assert rows.rows[1][3] == "possible victim A"


def test_it_names_no_possible_victim() -> None:
    text = everything(MADE.to_dict())
    for secret in ("Maria", "Testova", "A-200", "C-88", "Quiet"):
        assert secret not in text
    assert "2 people in this case may be victims" in text


def test_it_is_plain_values_with_kinds() -> None:
    plain = json.loads(everything(MADE.to_dict()))
    kinds = {one["kind"] for one in plain["blocks"]}
    assert kinds == {Heading.__name__, Note.__name__, Facts.__name__, Table.__name__,
                     Prose.__name__}  # fmt: skip


def test_texts_turn_no_page_around() -> None:
    row = replace(CASH, place="Bristol\u202e\x00", source=Side(label="x\u202ey"))
    made = report_document(report_of(transactions=(row,), narrative="One.\n\nTwo\u202e."))
    text = everything(made.to_dict())
    assert "\\u202e" not in text
    assert "\u202e" not in text
    assert [one.text for one in made.blocks if isinstance(one, Prose)] == ["One.", "Two."]


def test_what_is_missing_is_told() -> None:
    profile = replace(REPORT.profile, status="confirmed")
    made = report_document(
        report_of(profile=profile, narrative="", steps=(), transactions=(), mentioned=(),
                  accounts=())
    )  # fmt: skip
    notes = [one.text for one in made.blocks if isinstance(one, Note)]
    assert notes == [
        CAUTION, "There is no narrative yet.", "No step has been recorded yet.", NOT_SENT,
    ]  # fmt: skip


def test_one_possible_victim_is_told_as_one() -> None:
    made = report_document(report_of(mentioned=REPORT.mentioned[:1]))
    told = (
        "One person in this case may be a victim, and is described by role only: possible victim A."
    )
    assert told in everything(made.to_dict())
