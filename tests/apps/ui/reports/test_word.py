"""The Word document: real headings, lists and tables, pictures described, words whole."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from fulcrum.apps.ui.reports import Prose, Report, report_docx
from tests.apps.ui.reports.samples import HOSTILE, STEPS, a_report


def opened(report: Report) -> object:
    return Document(BytesIO(report_docx(report)))


def test_structure_and_words() -> None:
    document = opened(a_report())
    styles = {p.text: p.style.name for p in document.paragraphs}  # type: ignore[attr-defined]
    assert styles["Where it stands"] == "Heading 1"
    assert styles["What comes next"] == "Heading 2"
    assert styles["Self-assessment of Savannah Bank"] == "Title"
    assert styles["First"] == "List Bullet"
    assert styles[HOSTILE] == "Normal"
    assert "Institution: Savannah Bank" in styles


def test_the_table_is_whole_and_repeats_its_head() -> None:
    (table,) = opened(a_report()).tables  # type: ignore[attr-defined]
    assert [cell.text for cell in table.rows[0].cells] == ["Step", "Priority"]
    assert [row.cells[0].text for row in table.rows[1:]] == [row["step"] for row in STEPS]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_pictures_are_described() -> None:
    document = opened(a_report())
    (shape,) = document.inline_shapes  # type: ignore[attr-defined]
    assert "Training and awareness: At least 55%" in shape._inline.docPr.get("descr")


def test_properties_and_marks() -> None:
    document = opened(a_report())
    properties = document.core_properties  # type: ignore[attr-defined]
    assert (properties.title, properties.language) == ("Self-assessment of Savannah Bank", "en")
    assert "Invented" in document.sections[0].header.paragraphs[0].text  # type: ignore[attr-defined]
    real = opened(a_report(is_invented=False))
    assert real.sections[0].header.paragraphs[0].text == ""  # type: ignore[attr-defined]


def test_arabic_paragraphs_are_turned() -> None:
    document = opened(a_report("ar"))
    first = document.paragraphs[1]._p.pPr  # type: ignore[attr-defined]
    assert first.find(qn("w:bidi")) is not None
    assert document.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None  # type: ignore[attr-defined]


def test_control_characters_do_not_break_it() -> None:
    document = opened(a_report(blocks=(Prose("a\x00b\x0bc\ud800d"),)))
    assert "abcd" in [p.text for p in document.paragraphs]  # type: ignore[attr-defined]
