"""Figures as SVG and PNG, drawn once for each data and look.

What is drawn is kept in the process's memory alone: a figure may show what belongs to one
organisation, and a folder of drawings would be one more place to guard and to back up.
"""

import json
import math
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from django.core.cache import cache as kept
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from fulcrum.apps.ui.characters import writable
from fulcrum.apps.ui.figures.looks import config, look_of, register_fonts
from fulcrum.apps.ui.figures.model import Figure, Frame
from fulcrum.apps.ui.figures.sanitising import clean_svg

RECIPE = 3  # raise it when the same data is to look different
KEPT_SECONDS = 24 * 3600
PNG_SCALE = 3.0


def _plain(value: Any) -> Any:
    """A value as a chart takes it: the renderer aborts the process over some characters."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (float, Decimal)):
        return float(value) if math.isfinite(value) else None
    return value.isoformat() if hasattr(value, "isoformat") else writable(value)


def _held(part: Any) -> Any:
    """The same for every value of a specification."""
    if isinstance(part, dict):
        return {_plain(key): _held(value) for key, value in part.items()}
    return [_held(value) for value in part] if isinstance(part, (list, tuple)) else _plain(part)


def _rows(figure: Figure) -> list[dict[str, Any]]:
    keys = [column.key for column in figure.columns] + [figure.link_key] * bool(figure.link_key)
    return [{key: _plain(row.get(key)) for key in keys} for row in figure.rows]


@cache
def _renderer() -> str:
    return version("vl-convert-python")


def _fingerprint(figure: Figure, *, dark: bool, rtl: bool) -> str:
    parts = [
        RECIPE,
        _renderer(),
        register_fonts(),
        get_language(),
        dark,
        rtl,
        str(figure.title),
        [(column.key, str(column.label), column.kind) for column in figure.columns],
        str(figure.axis_title),
        repr(figure.chart),
        _rows(figure),
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _spec(figure: Figure, *, dark: bool, rtl: bool) -> tuple[dict[str, Any], str]:
    import altair as alt  # noqa: PLC0415 - only those who draw pay for it

    frame = Frame(look_of(dark=dark), rtl, str(figure.axis_title))
    chart = figure.chart.draw(_rows(figure), frame)
    spec: dict[str, Any] = _held(chart.to_dict(context={"pre_transform": False}))
    spec["config"] = config(frame.look)
    return spec, ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _draw(figure: Figure, prefix: str, *, dark: bool, rtl: bool) -> str:
    import vl_convert  # noqa: PLC0415 - only those who draw pay for it

    spec, language_version = _spec(figure, dark=dark, rtl=rtl)
    svg = vl_convert.vegalite_to_svg(spec, vl_version=language_version, allowed_base_urls=[])
    title, description = writable(figure.title), writable(figure.description)
    return clean_svg(
        svg, title=title, description=description, prefix=f"f{prefix[:10]}", links=figure.links
    )


def figure_svg(figure: Figure, *, dark: bool = False, rtl: bool | None = None) -> SafeString:
    """The figure as SVG that a strict content security policy lets pass; kept for a day.

    Args:
        figure: what to draw.
        dark: for a dark page.
        rtl: reading from right to left; as the active language reads when None.
    """
    turned = get_language_bidi() if rtl is None else rtl
    fingerprint = _fingerprint(figure, dark=dark, rtl=turned)
    key = f"figure:{fingerprint}"
    svg = kept.get(key)
    if svg is None:
        svg = _draw(figure, fingerprint, dark=dark, rtl=turned)
        kept.set(key, svg, KEPT_SECONDS)
    return SafeString(svg)


def figure_png(figure: Figure, *, scale: float = PNG_SCALE, rtl: bool | None = None) -> bytes:
    """The figure, light, as PNG on white ground: for documents that take no SVG."""
    import vl_convert  # noqa: PLC0415 - only those who draw pay for it

    opening, end, drawing = str(figure_svg(figure, rtl=rtl)).partition(">")
    # A transparent ground would give every thin line a dark fringe when it is scaled.
    ground = f'<rect width="100%" height="100%" fill="{look_of(dark=False).surface}" />'
    png: bytes = vl_convert.svg_to_png(f"{opening}{end}{ground}{drawing}", scale=scale)
    return png
