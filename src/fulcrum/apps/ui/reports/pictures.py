"""Figures as pictures that a PDF/UA may hold."""

from pathlib import Path
from unicodedata import category
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from fulcrum.apps.ui.figures import Figure, figure_png, figure_svg
from fulcrum.apps.ui.reports.glyphs import covered

PRINT_SCALE = 4.0  # 380 dots an inch at the width that reports give a figure
# Scripts in which one letter is one glyph: Latin, Greek, Cyrillic, Armenian, and signs.
LETTER_BY_LETTER = (range(0x20, 0x590), range(0x1E00, 0x2300))
UNDRAWN = frozenset({"title", "desc"})


def _is_plain(character: str) -> bool:
    code = ord(character)
    if not any(code in block for block in LETTER_BY_LETTER):
        return False
    return category(character)[0] not in "MC" and code in covered()


def _drawn(element: Element) -> str:
    if element.tag.rpartition("}")[2] in UNDRAWN:
        return ""
    return (element.text or "") + "".join(_drawn(child) for child in element)


def picture_of(figure: Figure, folder: Path, name: str, *, rtl: bool) -> str:
    """Write a figure into a folder; the file's name.

    An SVG stays sharp and its words can be found. Typst cannot map glyphs inside an SVG back to
    characters where a script joins or decomposes its letters (its issue 7432), which PDF/UA asks
    for; such figures become PNG. Either way the report gives the data in words.
    """
    svg = str(figure_svg(figure, rtl=rtl))
    if all(map(_is_plain, _drawn(fromstring(svg)))):
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        return f"{name}.svg"
    (folder / f"{name}.png").write_bytes(figure_png(figure, scale=PRINT_SCALE, rtl=rtl))
    return f"{name}.png"
