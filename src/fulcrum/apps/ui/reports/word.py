"""A report as DOCX: real headings, lists and tables, so that it can be edited and listened to."""

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from fulcrum.apps.ui.characters import writable
from fulcrum.apps.ui.figures import Figure, figure_png
from fulcrum.apps.ui.reports.model import (
    Block,
    Bullets,
    Facts,
    FigureBlock,
    Heading,
    Note,
    Prose,
    Report,
    Table,
)
from fulcrum.apps.ui.reports.word_styles import (
    GROUND,
    LINE,
    element,
    new_document,
    shade,
    turn,
)

FIGURE_WIDTH = Cm(13)
TEXT_WIDTH = 17.0  # of a line, in centimetres


class _Writer:
    """Writes blocks into a document, in one direction."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = new_document(report)

    def turned(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph in the report's direction."""
        if self.report.is_rtl:
            turn(paragraph)
        return paragraph

    def paragraph(self, text: object, style: str | None = None) -> Paragraph:
        """A paragraph of text."""
        return self.turned(self.document.add_paragraph(writable(text), style))

    def head(self) -> None:
        """Title and subtitle."""
        self.turned(self.document.add_heading(writable(self.report.title), 0))
        if self.report.subtitle:
            self.paragraph(self.report.subtitle, "Subtitle")

    def write(self, block: Block) -> None:
        """One block."""
        match block:
            case Heading(level, text):
                self.turned(self.document.add_heading(writable(text), level))
            case Prose(text):
                self.paragraph(text)
            case Note(text, tone):
                shade(self.paragraph(text, "Note"), tone)
            case Bullets(items):
                for item in items:
                    self.paragraph(item, "List Bullet")
            case Facts(rows):
                for label, text in rows:
                    self._fact(label, text)
            case Table():
                self._table(block)
            case FigureBlock(figure):
                self._figure(figure)
            case _:
                raise TypeError(f"A report has no {type(block).__name__}")

    def _fact(self, label: object, text: object) -> None:
        paragraph = self.document.add_paragraph(style="Fact")
        name = paragraph.add_run(f"{writable(label)}: ")
        name.bold = name.font.cs_bold = True
        paragraph.add_run(writable(text))
        self.turned(paragraph)

    def _caption(self, text: object) -> None:
        self.paragraph(text, "Caption").paragraph_format.keep_with_next = True

    def _notes(self, notes: Iterable[object]) -> None:
        for note in notes:
            if note:
                self.paragraph(note, "Small print")

    def _figure(self, figure: Figure) -> None:
        self._caption(figure.title)
        if figure.rows:
            picture = BytesIO(figure_png(figure, rtl=self.report.is_rtl))
            paragraph = self.document.add_paragraph()
            shape = paragraph.add_run().add_picture(picture, width=FIGURE_WIDTH)
            self.turned(paragraph).paragraph_format.keep_with_next = True
            described = writable(f"{figure.title}. {figure.description}")
            shape._inline.docPr.set("descr", described)  # noqa: SLF001 - python-docx has no name for it
        else:
            self.paragraph(figure.description)
        self._notes((figure.credit, figure.method))

    def _table(self, block: Table) -> None:
        self._caption(block.title)
        if block.rows:
            self._rows(block)
        else:
            self.paragraph(_("There is no data yet."))
        self._notes((block.note,))

    def _rows(self, block: Table) -> None:
        table = self.document.add_table(rows=2, cols=len(block.columns))
        table.autofit = False
        table.table_direction = WD_TABLE_DIRECTION.RTL if self.report.is_rtl else None
        parts = block.parts
        for column, part in zip(table.columns, parts, strict=True):
            column.width = Cm(TEXT_WIDTH * part / sum(parts))
        _describe(table, writable(block.title))
        head, first = table.rows
        for row in (head, first):
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - python-docx has no name for it
        head._tr.trPr.append(element("w:tblHeader"))  # noqa: SLF001 - stands on every page
        self._cells(head, block, [column.label for column in block.columns], bold=True)
        blank = deepcopy(first._tr)  # noqa: SLF001 - copied, for adding rows one by one is slow
        self._cells(first, block, block.lines[0])
        for line in block.lines[1:]:
            table._tbl.append(deepcopy(blank))  # noqa: SLF001 - as above
            self._cells(table.rows[-1], block, line)

    def _cells(self, row: Any, block: Table, texts: list[Any], *, bold: bool = False) -> None:
        for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Cell"
            run = paragraph.add_run(writable(text))
            if bold:
                run.bold = run.font.cs_bold = True
                cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", fill=GROUND))  # noqa: SLF001 - python-docx has no name for it
            if column.is_numeric:  # in a paragraph that is turned, Word puts "right" at the left
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.turned(paragraph)


def _describe(table: Any, title: str) -> None:
    """Lines between rows, and a name for those who are read the table aloud."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for it
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )
    properties.append(element("w:tblCaption", val=title))


def report_docx(report: Report) -> bytes:
    """The report as a Word document."""
    writer = _Writer(report)
    writer.head()
    for block in report.blocks:
        writer.write(block)
    writer.paragraph(report.credit, "Small print")
    target = BytesIO()
    writer.document.save(target)
    return target.getvalue()
