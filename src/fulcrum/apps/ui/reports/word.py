"""A report as DOCX: real headings, lists and tables, so that it can be edited and listened to."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

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

FONT = "Noto Sans"
FIGURE_WIDTH = Cm(13)
ACCENT = RGBColor(0x0F, 0x5C, 0x5C)
QUIET = RGBColor(0x4D, 0x5C, 0x60)
# Characters that XML 1.0 cannot hold; a document with one would not open.
UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | dict.fromkeys(
    (65534, 65535)
)


def _clean(text: object) -> str:
    whole = str(text).translate(UNWRITABLE)
    return whole.encode("utf-8", "ignore").decode("utf-8")


class _Writer:
    """Writes blocks into a document, in one direction."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document: DocumentType = Document()
        self._prepare()

    def _prepare(self) -> None:
        self._set_language()
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
            font = self.document.styles[name].font
            font.name = FONT
            if name != "Normal":
                font.color.rgb = ACCENT
        self.document.styles["Normal"].font.size = Pt(10)
        properties = self.document.core_properties
        properties.title = _clean(self.report.title)
        properties.author = _clean(self.report.source)[:255]
        properties.language = self.report.language
        properties.created = properties.modified = self.report.made_at.replace(tzinfo=None)
        properties.comments = self.report.mark

    def _set_language(self) -> None:
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        language = OxmlElement("w:lang")
        attribute = "w:bidi" if self.report.is_rtl else "w:val"
        language.set(qn(attribute), self.report.language)
        run_defaults = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in run_defaults.findall(qn("w:lang")):
            run_defaults.remove(old)
        run_defaults.append(language)

    def turned(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph in the report's direction."""
        if self.report.is_rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - python-docx has no name for it
            for run in paragraph.runs:
                run.font.rtl = True
        return paragraph

    def paragraph(self, text: object, style: str | None = None) -> Paragraph:
        """A paragraph of text."""
        return self.turned(self.document.add_paragraph(_clean(text), style))

    def small(self, text: object) -> None:
        """A quiet line: a source, a method."""
        run = self.paragraph(text).runs
        for part in run:
            part.font.size, part.font.color.rgb = Pt(8), QUIET

    def head(self) -> None:
        """Title, subtitle, and on every page what must not be overlooked."""
        self.turned(self.document.add_heading(_clean(self.report.title), 0))
        if self.report.subtitle:
            self.paragraph(self.report.subtitle)
        section = self.document.sections[0]
        if self.report.mark:
            section.header.paragraphs[0].text = self.report.mark
            section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _number_pages(section.footer.paragraphs[0])

    def write(self, block: Block) -> None:
        """One block."""
        match block:
            case Heading(level, text):
                self.turned(self.document.add_heading(_clean(text), level))
            case Prose(text) | Note(text):
                self.paragraph(text, "Intense Quote" if isinstance(block, Note) else None)
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

    def _fact(self, label: object, text: object) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{_clean(label)}: ").bold = True
        paragraph.add_run(_clean(text))
        self.turned(paragraph)

    def _caption(self, text: object) -> None:
        self.paragraph(text, "Caption").paragraph_format.keep_with_next = True

    def _figure(self, figure: Figure) -> None:
        self._caption(figure.title)
        if figure.rows:
            picture = BytesIO(figure_png(figure, rtl=self.report.is_rtl))
            shape = self.document.add_picture(picture, width=FIGURE_WIDTH)
            described = _clean(f"{figure.title}. {figure.description}")
            shape._inline.docPr.set("descr", described)  # noqa: SLF001 - python-docx has no name for it
        else:
            self.paragraph(figure.description)
        for note in filter(None, (figure.credit, str(figure.method))):
            self.small(note)

    def _table(self, block: Table) -> None:
        self._caption(block.title)
        table = self.document.add_table(
            rows=1, cols=len(block.columns), style="Light Grid Accent 1"
        )
        table.table_direction = WD_TABLE_DIRECTION.RTL if self.report.is_rtl else None
        heads = [column.label for column in block.columns]
        self._cells(table.rows[0], heads, block)
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no name for it
        for line in block.lines:
            self._cells(table.add_row(), line, block)
        if block.note:
            self.small(block.note)

    def _cells(self, row: Any, texts: list[Any], block: Table) -> None:
        for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(_clean(text))
            if column.is_numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.turned(paragraph)


def _number_pages(paragraph: Paragraph) -> None:
    """Put the page's number, as a field that Word keeps right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for it


def report_docx(report: Report) -> bytes:
    """The report as a Word document."""
    writer = _Writer(report)
    writer.head()
    for block in report.blocks:
        writer.write(block)
    writer.small(report.credit)
    target = BytesIO()
    writer.document.save(target)
    return target.getvalue()
