"""The Word document: real headings, lists and tables, pictures described, words whole."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.ui.reports import (
    Facts,
    FigureBlock,
    Note,
    Prose,
    Report,
    Table,
    report_docx,
)
from tests.apps.ui.figures import samples
from tests.apps.ui.reports.samples import COLUMNS, HOSTILE, STEPS, a_report


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


def parts_of(document: object) -> list[object]:
    return list(document.element.body.iter(qn("w:pPr")))  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_properties_of_paragraphs_stand_in_the_order_of_the_schema(language: str) -> None:
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"]
    order += ["numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind", "jc", "rPr", "sectPr"]
    for part in parts_of(opened(a_report(language))):
        names = [child.tag.rpartition("}")[2] for child in part]  # type: ignore[attr-defined]
        assert names == sorted(names, key=order.index)


def test_it_is_a4_and_numbers_its_pages() -> None:
    section = opened(a_report()).sections[0]  # type: ignore[attr-defined]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    foot = section.footer.paragraphs[0]
    fields = [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert foot.text.startswith("Self-assessment of Savannah Bank · Page")


def test_fonts_and_sizes_hold_for_arabic_letters_too() -> None:
    styles = opened(a_report("ar")).styles  # type: ignore[attr-defined]
    for name in ("Normal", "Title", "Heading 1", "Small print", "Caption"):
        letters = styles[name].element.rPr
        fonts = letters.rFonts
        assert fonts.get(qn("w:ascii")) == "Noto Sans"
        assert fonts.get(qn("w:cs")) == "Noto Naskh Arabic"
        assert not [key for key in fonts.attrib if key.endswith(("Theme", "theme"))]
        size = letters.find(qn("w:sz")).get(qn("w:val"))
        assert letters.find(qn("w:szCs")).get(qn("w:val")) == size


def test_the_language_of_the_text_is_set() -> None:
    for language, attribute in (("en", "w:val"), ("ar", "w:bidi")):
        styles = opened(a_report(language)).styles.element  # type: ignore[attr-defined]
        (found,) = styles.find(qn("w:docDefaults")).iter(qn("w:lang"))
        assert found.get(qn(attribute)) == language


@pytest.mark.parametrize(("tone", "ground"), [("danger", "FBE3E1"), ("other", "E0ECF6")])
def test_notes_have_the_ground_of_their_tone(tone: str, ground: str) -> None:
    document = opened(a_report(blocks=(Note("Mind this", tone),)))
    (note,) = (p for p in document.paragraphs if p.text == "Mind this")  # type: ignore[attr-defined]
    assert note._p.pPr.find(qn("w:shd")).get(qn("w:fill")) == ground


def test_columns_of_names_have_more_room_than_numbers() -> None:
    (table,) = opened(a_report()).tables  # type: ignore[attr-defined]
    names, numbers = (column.width for column in table.columns)
    assert names == pytest.approx(24 / 14 * numbers, rel=0.01)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Ranked steps"
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_table_and_a_figure_without_rows_say_so() -> None:
    empty = replace(samples.bars(), rows=())
    document = opened(a_report(blocks=(Table("None", COLUMNS, ()), FigureBlock(empty))))
    texts = [p.text for p in document.paragraphs]  # type: ignore[attr-defined]
    assert texts.count("There is no data yet.") == 2
    assert document.tables == []  # type: ignore[attr-defined]


def test_figures_tell_source_and_method() -> None:
    texts = [p.text for p in opened(a_report()).paragraphs]  # type: ignore[attr-defined]
    assert samples.ranges().credit in texts
    assert str(samples.ranges().method) in texts


def test_texts_longer_than_a_property_holds_are_cut_there_alone() -> None:
    document = opened(a_report(title="long " * 80, source="s" * 300))
    assert len(document.core_properties.title) == 255  # type: ignore[attr-defined]
    assert document.paragraphs[0].text == "long " * 80  # type: ignore[attr-defined]


def test_a_block_nobody_knows_is_an_error() -> None:
    with pytest.raises(TypeError, match="no str"):
        report_docx(a_report(blocks=("text",)))


@settings(max_examples=30)
@given(text=st.text(max_size=80))
def test_any_text_opens_again(text: str) -> None:
    rows = ({"step": text, "priority": 1},)
    blocks = (Prose(text), Facts(((text, text),)), Table(text, COLUMNS, rows))
    document = opened(a_report(title=text, subtitle=text, source=text, blocks=blocks))
    kept = "".join(c for c in text if c.isprintable() and c != "\r")
    shown = "".join(p.text for p in document.paragraphs)  # type: ignore[attr-defined]
    assert all(c in shown for c in kept)


def test_control_characters_do_not_break_it() -> None:
    document = opened(a_report(blocks=(Prose("a\x00b\x0bc\ud800d"),)))
    assert "abcd" in [p.text for p in document.paragraphs]  # type: ignore[attr-defined]
