"""How the Word document looks: the tokens of the pages, on A4, in both directions."""

from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from fulcrum.apps.ui.characters import writable
from fulcrum.apps.ui.reports.model import Report

FONT = "Noto Sans"
ARABIC_FONT = "Noto Naskh Arabic"
INK = RGBColor(0x1D, 0x2B, 0x2E)
ACCENT = RGBColor(0x0F, 0x5C, 0x5C)
QUIET = RGBColor(0x4D, 0x5C, 0x60)
LINE = "D9D8D1"
GROUND = "F1F0EB"
# Ground and ink of a note, as the alerts of pages have them.
TONES = {
    "info": ("E0ECF6", RGBColor(0x17, 0x4A, 0x73)),
    "warning": ("FBECD2", RGBColor(0x6B, 0x3F, 0x04)),
    "success": ("DFF0E4", RGBColor(0x14, 0x53, 0x2D)),
    "danger": ("FBE3E1", RGBColor(0x8A, 0x1C, 0x17)),
}
PROPERTY_LIMIT = 255  # what python-docx lets a property hold
# Name, size, colour, bold, space before and after, in points.
STYLES = (
    ("Normal", 10, INK, False, 0, 6),
    ("Title", 20, ACCENT, True, 0, 4),
    ("Subtitle", 12, QUIET, False, 0, 10),
    ("Heading 1", 14, ACCENT, True, 16, 6),
    ("Heading 2", 12, ACCENT, True, 12, 4),
    ("Heading 3", 10.5, ACCENT, True, 10, 4),
    ("Caption", 10, INK, True, 10, 4),
    ("List Bullet", 10, INK, False, 0, 3),
    ("Fact", 10, INK, False, 0, 2),
    ("Note", 10, INK, False, 6, 8),
    ("Cell", 9, INK, False, 2, 2),
    ("Small print", 8, QUIET, False, 0, 3),
)
# What the schema wants to find after `w:shd`, and after `w:bidi`, within `w:pPr`.
AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
        "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
AFTER_SHADE = (
    *(
        f"w:{name}"
        for name in ("tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct")
    ),
    *(f"w:{name}" for name in ("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi")),
    *AFTER_BIDI,
)


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML: `element("w:shd", fill="F1F0EB")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def turn(paragraph: Paragraph) -> None:
    """Let a paragraph, and the runs it has, read from right to left."""
    place: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no name for it
    place.insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def shade(paragraph: Paragraph, tone: str) -> None:
    """Give a note the ground and the ink of its tone."""
    ground, ink = TONES.get(tone, TONES["info"])
    place: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no name for it
    place.insert_element_before(
        element("w:shd", val="clear", color="auto", fill=ground), *AFTER_SHADE
    )
    for run in paragraph.runs:
        run.font.color.rgb = ink


def _style(document: DocumentType, row: tuple[Any, ...]) -> None:
    name, size, colour, bold, before, after = row
    styles = document.styles
    known = name in styles
    style: Any = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = styles["Normal"]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    font = style.font
    font.name, font.size, font.color.rgb = FONT, Pt(size), colour
    font.bold = font.cs_bold = bold
    font.italic = font.cs_italic = False
    letters = style.element.rPr
    letters.rFonts.attrib.update({qn("w:cs"): ARABIC_FONT, qn("w:eastAsia"): FONT})
    for theme in ("ascii", "hAnsi", "eastAsia", "cs"):  # a theme's font would win
        letters.rFonts.attrib.pop(qn(f"w:{theme}Theme"), None)
        letters.rFonts.attrib.pop(qn(f"w:{theme.lower()}theme"), None)
    for old in ("w:szCs", "w:spacing", "w:kern"):
        for found in letters.findall(qn(old)):
            letters.remove(found)
    letters.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(2 * size))))


def _set_language(document: DocumentType, report: Report) -> None:
    place = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    defaults: Any = document.styles.element.find(place)
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", **{"bidi" if report.is_rtl else "val": report.language}))


def _set_properties(document: DocumentType, report: Report) -> None:
    properties = document.core_properties
    properties.title = writable(report.title)[:PROPERTY_LIMIT]
    properties.author = writable(report.source)[:PROPERTY_LIMIT]
    properties.language = report.language
    properties.created = properties.modified = report.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.comments = report.mark


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word keeps right, such as the page's number."""
    paragraph._p.append(element("w:fldSimple", instr=instruction))  # noqa: SLF001 - python-docx has no name for it


def _surround(document: DocumentType, report: Report) -> None:
    """What every page says: that data is invented, of what report it is, and its number."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = document.styles["Small print"]
    head.text = report.mark
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.text = f"{writable(report.running_title)} · {_('Page')} "
    _field(foot, "PAGE")
    foot.add_run(f" {_('of')} ")
    _field(foot, "NUMPAGES")
    if report.is_rtl:
        turn(head)
        turn(foot)


def new_document(report: Report) -> DocumentType:
    """An empty document in the report's language, with its styles, header and footer."""
    document: DocumentType = Document()
    _set_language(document, report)
    for row in STYLES:
        _style(document, row)
    title: Any = document.styles["Title"].element
    for border in title.pPr.findall(qn("w:pBdr")):
        title.pPr.remove(border)
    _set_properties(document, report)
    _surround(document, report)
    return document
