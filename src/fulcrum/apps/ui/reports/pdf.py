"""A report as PDF/UA-1 (ISO 14289-1): set by Typst, which refuses to write one that is not.

Texts reach Typst as data, never as source, so nothing in them is taken for markup.
"""

import json
import tempfile
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures.looks import FONT_FOLDER
from fulcrum.apps.ui.reports.glyphs import STAND_IN, printable_data
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
from fulcrum.apps.ui.reports.pictures import picture_of
from fulcrum.kernel.errors import FulcrumError

TEMPLATE = "report.typ"
STANDARD: Literal["ua-1"] = "ua-1"


def _figure(block: FigureBlock, folder: Path, number: int, *, rtl: bool) -> dict[str, Any]:
    figure = block.figure
    return {
        "kind": "figure",
        "title": str(figure.title),
        "file": picture_of(figure, folder, f"figure-{number}", rtl=rtl) if figure.rows else "",
        "alt": f"{figure.title}. {figure.description}",
        "notes": [text for text in (figure.credit, str(figure.method)) if text],
    }


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": str(block.title),
        "heads": [str(column.label) for column in block.columns],
        "parts": block.parts,
        "numeric": [column.is_numeric for column in block.columns],
        "lines": block.lines,
        "note": str(block.note),
    }


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": str(text)}
        case Prose(text):
            return {"kind": "prose", "text": str(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [str(item) for item in items]}
        case Facts(rows):
            return {"kind": "facts", "rows": [[str(label), str(text)] for label, text in rows]}
        case Note(text, tone):
            return {"kind": "note", "text": str(text), "tone": tone}
        case Table():
            return _table(block)
    raise TypeError(f"A report has no {type(block).__name__}")


def _blocks(report: Report, folder: Path) -> list[dict[str, Any]]:
    return [
        _figure(block, folder, number, rtl=report.is_rtl)
        if isinstance(block, FigureBlock)
        else _plain(block)
        for number, block in enumerate(report.blocks)
    ]


def _data(report: Report, folder: Path) -> dict[str, Any]:
    made = timezone.localtime(report.made_at)
    return {
        "title": str(report.title),
        "running": report.running_title,
        "subtitle": str(report.subtitle),
        "language": report.language.split("-")[0],
        "rtl": report.is_rtl,
        "credit": report.credit,
        "mark": report.mark,
        "source": str(report.source),
        "day": [made.year, made.month, made.day],
        "page": _("Page"),
        "of": _("of"),
        "empty": _("There is no data yet."),
        "blocks": _blocks(report, folder),
    }


def _with_stand_ins(data: dict[str, Any]) -> dict[str, Any]:
    """The data as the fonts can show it, saying so where something was replaced."""
    shown: dict[str, Any] = printable_data(data)
    if shown != data:
        note = _("%(sign)s stands for characters that this document's fonts do not hold.")
        shown["credit"] += " " + note % {"sign": STAND_IN}
    return shown


def _require_fonts() -> None:
    if not any(FONT_FOLDER.glob("*.ttf")):
        raise FulcrumError(
            _("The fonts of reports are not on this machine."),
            mend=_("The operator fetches them with `fulcrum assets`."),
        )


def _typeset(folder: Path, made_at: datetime) -> bytes:
    """The PDF of a folder's template, data and pictures."""
    import typst  # noqa: PLC0415 - only those who want a PDF pay for it

    try:
        return typst.compile(
            str(folder / TEMPLATE),
            root=str(folder),
            font_paths=[str(FONT_FOLDER)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise FulcrumError(
            _("This report holds signs that an accessible PDF cannot hold."),
            mend=_("Take the DOCX; it holds the same."),
        ) from error


def report_pdf(report: Report) -> bytes:
    """The report as a tagged PDF that readers for blind people can follow.

    Raises:
        FulcrumError: the fonts have not been fetched, or Typst refuses a rare combination of signs.
    """
    _require_fonts()
    with tempfile.TemporaryDirectory(prefix="fulcrum-report-") as made:
        folder = Path(made)
        data = _with_stand_ins(_data(report, folder))
        (folder / "data.json").write_text(json.dumps(data), "utf-8")
        with as_file(files("fulcrum.apps.ui") / "typst" / TEMPLATE) as template:
            (folder / TEMPLATE).write_bytes(template.read_bytes())
        return _typeset(folder, report.made_at)
