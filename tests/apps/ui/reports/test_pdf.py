"""The PDF: tagged, titled, of a language, and with the model's own words and numbers."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader

from fulcrum.apps.ui.figures import FigureColumn, looks
from fulcrum.apps.ui.reports import FigureBlock, Heading, Report, Table, pdf, report_pdf
from fulcrum.kernel.errors import FulcrumError
from tests.apps.ui.figures import samples
from tests.apps.ui.reports.samples import COLUMNS, STEPS, a_report


def read(report: Report) -> PdfReader:
    return PdfReader(BytesIO(report_pdf(report)))


def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def words(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_it_declares_the_standard_and_is_tagged() -> None:
    reader = read(a_report())
    metadata = root(reader)["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", metadata)
    assert root(reader)["/MarkInfo"]["/Marked"]
    assert root(reader)["/Lang"] == "en"
    assert root(reader)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Self-assessment of Savannah Bank"


def test_headings_tables_and_pictures_are_structure() -> None:
    content = report_pdf(a_report())
    names = set(
        re.findall(rb"/S\s*/(H1|H2|Table|TH|TD|Figure|L|LI|P|Caption|Title)\b", _plain(content))
    )
    assert {b"H1", b"H2", b"Table", b"TH", b"TD", b"Figure", b"L", b"LI", b"P"} <= names


def _plain(content: bytes) -> bytes:
    """The objects of a PDF, compressed or not, as text to look through."""
    reader = PdfReader(BytesIO(content))
    found = [
        repr(reader.get_object(n))
        for n in range(1, len(reader.xref_objStm) + 2000)
        if _has(reader, n)
    ]
    return " ".join(found).replace("'", "").replace("/S: /", "/S /").encode()


def _has(reader: PdfReader, number: int) -> bool:
    return number in reader.xref_objStm or any(number in table for table in reader.xref.values())


def test_every_word_and_number_is_there() -> None:
    text = words(read(a_report()))
    for said in ("State of play on 31 March 2026", "Institution", "#panic", "<script>", "$math$"):
        assert said in text
    for row in STEPS:
        assert str(row["step"]) in text
    assert "gap × weight ÷ effort" in text
    assert "Source: self-assessments" in text


def test_invented_data_says_so_on_every_page() -> None:
    reader = read(a_report())
    assert len(reader.pages) > 1
    assert all("Invented data" in page.extract_text() for page in reader.pages)
    real = read(a_report(is_invented=False))
    assert "Invented" not in words(real)


def test_what_cannot_be_shown_is_told() -> None:
    text = words(read(a_report(subtitle="世界")))
    assert "stands for characters" in text
    assert "stands for characters" not in words(read(a_report()))


def test_arabic_reads_from_right_to_left() -> None:
    with translation.override("ar"):
        reader = read(a_report("ar", title="التقييم الذاتي"))
    assert root(reader)["/Lang"] == "ar"
    assert root(reader)["/ViewerPreferences"]["/Direction"] == "/R2L"


@pytest.mark.parametrize("make", [samples.ranges, samples.change])
def test_figures_are_drawn_with_their_words(make: object) -> None:
    figure = make()  # type: ignore[operator]
    text = words(read(a_report(blocks=(Heading(1, "H"), FigureBlock(figure)))))
    assert figure.title in text
    assert figure.credit in text


def test_a_figure_without_data_says_so() -> None:
    empty = replace(samples.ranges(), rows=())
    assert "There is no data yet" in words(read(a_report(blocks=(FigureBlock(empty),))))


def test_an_empty_table_says_so() -> None:
    text = words(read(a_report(blocks=(Table("Steps left", COLUMNS, (), "note"),))))
    assert "Steps left There is no data yet. note" in text


def test_what_has_no_place_to_break_stays_in_its_cell() -> None:
    long = "x" * 90
    rows = ({"step": long, "priority": 1},)
    columns = tuple(FigureColumn(f"c{n}", f"C{n}") for n in range(4))
    report = a_report(blocks=(Table("T", (*COLUMNS, *columns), rows),))
    (page,) = read(report).pages
    lines = page.extract_text().split("\n")
    assert "".join(line for line in lines if set(line) == {"x"}) == long
    assert max(len(line) for line in lines if set(line) == {"x"}) < 60


def test_a_long_title_is_whole_once_and_short_on_every_page() -> None:
    reader = read(a_report(title="very long " * 30))
    assert words(reader).count("very") == 30 + 9 * len(reader.pages)


def test_what_typst_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "printable_data", lambda data: data)
    with pytest.raises(FulcrumError, match="Take the DOCX"):
        report_pdf(a_report(subtitle="世界"))


def test_the_same_report_is_the_same_file() -> None:
    assert report_pdf(a_report()) == report_pdf(a_report())


def test_without_fonts_the_operator_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(pdf, "FONT_FOLDER", tmp_path)
    with pytest.raises(FulcrumError, match="fulcrum assets"):
        report_pdf(a_report())
    assert looks.FONT_FOLDER.exists()


def test_a_block_nobody_knows_is_an_error() -> None:
    with pytest.raises(TypeError, match="no str"):
        report_pdf(a_report(blocks=("text",)))
