"""How figures look, light and dark: the page's tokens, and colours that no kind of sight confuses.

The series are ordered so that neighbours differ in lightness as well as in hue; each stands out
from its background by 3 to 1 or more, and numbers from their ground by 4.5 (tests compute it).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FONT = "Noto Sans, Noto Naskh Arabic, system-ui, sans-serif"
ARABIC_FONT = "Noto Naskh Arabic, Noto Sans, system-ui, sans-serif"
FONT_FOLDER = Path(__file__).resolve().parents[1] / "static" / "vendor" / "fonts"
WIDTH = 480
LABEL_SIZE = 13


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one variant.

    Attributes:
        name: light or dark.
        surface: what the figure stands on.
        text: labels and values.
        quiet: axis titles and ticks.
        line: grid.
        track: the bar behind a bar.
        primary: the data that the title speaks of.
        soft: data it is compared with, as an area.
        accent: one's own mark.
        series: categories without order.
        ramp: from little to much.
        inks: of numbers on the ramp: where it shows little, and where it shows much.
        turn: the place on the ramp, 0 to 1, beyond which the second ink is the clearer.
    """

    name: str
    surface: str
    text: str
    quiet: str
    line: str
    track: str
    primary: str
    soft: str
    accent: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]
    inks: tuple[str, str]
    turn: float


LIGHT = Look(
    name="light",
    surface="#ffffff",
    text="#1d2b2e",
    quiet="#4d5c60",
    line="#d9d8d1",
    track="#e9e8e2",
    primary="#0f5c5c",
    soft="#a9c9c4",
    accent="#9a4f12",
    series=("#0f5c5c", "#c77b2b", "#3f4f8c", "#6f9c3c", "#8c2f55", "#6b7678"),
    ramp=("#e6efed", "#b3d2cd", "#72aca5", "#2f7f7b", "#0b4747"),
    inks=("#000000", "#ffffff"),
    turn=0.74,
)
DARK = Look(
    name="dark",
    surface="#172225",
    text="#e6ecec",
    quiet="#adbabd",
    line="#2f3d40",
    track="#263336",
    primary="#4fb3ab",
    soft="#35605f",
    accent="#e3a268",
    series=("#4fb3ab", "#e3a268", "#8fa3e8", "#b5d67f", "#e58bb0", "#adbabd"),
    ramp=("#1d3133", "#275455", "#33807c", "#4fb3ab", "#b9e6e1"),
    inks=("#ffffff", "#000000"),
    turn=0.5,
)


def look_of(*, dark: bool) -> Look:
    """The variant asked for."""
    return DARK if dark else LIGHT


@cache
def register_fonts() -> bool:
    """Give the renderer the fonts fetched by `fulcrum assets`; whether they are there."""
    if not any(FONT_FOLDER.glob("*.ttf")):
        return False
    import vl_convert  # noqa: PLC0415 - only those who draw pay for it

    vl_convert.register_font_directory(str(FONT_FOLDER))
    return True


def config(look: Look) -> dict[str, Any]:
    """Vega-Lite's configuration of one look."""
    label = {"labelColor": look.text, "labelFontSize": LABEL_SIZE, "labelFontWeight": "normal"}
    title = {"titleColor": look.quiet, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        "background": None,
        "font": FONT,
        "aria": False,
        "view": {"stroke": None},
        "padding": 10,
        "axis": {
            **label,
            **title,
            "grid": False,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "labelLimit": 260,
            "titlePadding": 8,
        },
        "axisQuantitative": {"grid": True, "gridColor": look.line, "labelColor": look.quiet},
        "legend": {
            **label,
            "title": None,
            "orient": "top",
            "direction": "horizontal",
            "symbolSize": 110,
            "columnPadding": 12,
            "rowPadding": 4,
            "columns": 3,
            "labelLimit": 220,
            "offset": 8,
        },
    }
