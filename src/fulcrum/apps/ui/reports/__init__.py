"""Reports: one model of headings, prose, figures and tables; rendered as HTML, PDF and DOCX."""

from fulcrum.apps.ui.reports.html import report_html
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
from fulcrum.apps.ui.reports.pdf import report_pdf
from fulcrum.apps.ui.reports.response import FORMATS, report_response
from fulcrum.apps.ui.reports.word import report_docx

__all__ = [
    "FORMATS",
    "Block",
    "Bullets",
    "Facts",
    "FigureBlock",
    "Heading",
    "Note",
    "Prose",
    "Report",
    "Table",
    "report_docx",
    "report_html",
    "report_pdf",
    "report_response",
]
