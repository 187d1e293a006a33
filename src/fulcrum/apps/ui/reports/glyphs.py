"""Which characters the reports' fonts can show. PDF/UA forbids a text whose glyphs are missing."""

from functools import cache
from typing import Any
from unicodedata import category

from fulcrum.apps.ui.figures.looks import FONT_FOLDER

STAND_IN = "\N{WHITE SQUARE}"
REGULAR = ("NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
# In the fonts that Typst carries itself, beside ours (a test sets each of them).
CARRIED = frozenset("→←↑↓↔▲▼■□●○✓≤≥≠≈∞√∑₿")
# Steer joining, direction and breaking; need no glyph.
INVISIBLE = frozenset("\n\t\u200c\u200d\u200e\u200f\u2028\u2029\u2066\u2067\u2068\u2069")


@cache
def covered() -> frozenset[int]:
    """The code points that some font of the reports holds."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only those who want a PDF pay for it

    found: set[int] = set()
    for name in REGULAR:
        with TTFont(FONT_FOLDER / name, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def _is_mark(character: str) -> bool:
    return category(character)[0] == "M"


def _showable(character: str) -> bool:
    if character in INVISIBLE or character in CARRIED:
        return True
    return character.isprintable() and ord(character) in covered()


def _without_stray_marks(text: str) -> str:
    """The text without accents and vowel signs that stand on no letter: no font can place them."""
    kept: list[str] = []
    for character in text:
        if not _is_mark(character) or (kept and (kept[-1].isalpha() or _is_mark(kept[-1]))):
            kept.append(character)
    return "".join(kept)


def printable(text: str) -> str:
    """A text with a stand-in for what no font holds; runs of such characters give one."""
    shown: list[str] = []
    for character in _without_stray_marks(text):
        if _showable(character):
            shown.append(character)
        elif character.isprintable() and shown[-1:] != [STAND_IN]:
            shown.append(STAND_IN)
    return _without_stray_marks("".join(shown))


def printable_data(value: Any) -> Any:
    """The same for every text in lists and mappings."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_data(inner) for key, inner in value.items()}
    return [printable_data(inner) for inner in value] if isinstance(value, list) else value
