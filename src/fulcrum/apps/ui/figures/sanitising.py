"""SVG fit for a page under a strict content security policy: known elements, no style, no script.

The renderer is trusted, the data in it is not; what is not on the lists does not pass.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from fulcrum.apps.ui.figures.looks import ARABIC_FONT

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# The renderer makes addresses absolute with a base of its own; nothing is ever fetched from it.
RENDERERS_BASE = "https://vega.github.io/vega-datasets/"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "a",
        "path",
        "rect",
        "line",
        "circle",
        "ellipse",
        "polygon",
        "polyline",
        "text",
        "defs",
        "clipPath",
    ]
)
ATTRIBUTES = frozenset(
    [
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "transform",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "opacity",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "text-anchor",
        "dx",
        "dy",
        "id",
        "clip-path",
    ]
)
NOTHING_DRAWN = frozenset({"", "M0,0h0v0h0Z"})
_LONG = re.compile(r"-?\d+\.\d{3,}")
_NAME = re.compile(r"[\w-]+")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_POINTS_TO = re.compile(r"url\(#([\w-]+)\)")


def _short(match: "re.Match[str]") -> str:
    return f"{float(match.group()):.2f}".rstrip("0").rstrip(".")


def _is_drawn(element: Element) -> bool:
    if element.get("display") == "none" or element.get("fill") == element.get("stroke") == "none":
        return False
    return not (element.tag.endswith("}path") and element.get("d", "") in NOTHING_DRAWN)


def _value(name: str, value: str, prefix: str) -> str | None:
    if name == "id":
        return f"{prefix}-{value}" if _NAME.fullmatch(value) else None
    if "url(" in value.lower():
        pointer = _POINTS_TO.fullmatch(value)
        return f"url(#{prefix}-{pointer.group(1)})" if pointer else None
    return _LONG.sub(_short, value)


def _attributes(source: Element, prefix: str) -> dict[str, str]:
    found = {
        key: _value(key, source.attrib[key], prefix) for key in ATTRIBUTES & source.attrib.keys()
    }
    kept = {key: value for key, value in sorted(found.items()) if value is not None}
    return kept | ({XLINK: source.attrib[XLINK]} if XLINK in source.attrib else {})


def _number(text: str) -> float:
    """A length; 0 for what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _lines(source: Element) -> Iterator[tuple[str, str, float]]:
    """A text's lines: the words, where they begin, how far below the first."""
    down = 0.0
    yield source.text or "", source.get("x", ""), down
    for part in source:
        down += _number(part.get("dy", "0"))
        yield part.text or "", part.get("x", ""), down


def _copy_text(source: Element, prefix: str, parent: Element) -> None:
    """Each line as a text of its own: in one element, lines from right to left run together."""
    for words, begin, down in _lines(source):
        if not words.strip():
            continue
        line = SubElement(parent, "text", _attributes(source, prefix))
        line.text = words
        if begin:
            line.set("x", begin)
        if down:
            line.set("y", f"{down:g}")
        if _ARABIC.search(words):  # renderers that take another font for a letter take any
            line.set("font-family", ARABIC_FONT)


def _copy(source: Element, prefix: str, parent: Element | None) -> Element | None:
    name = source.tag.rpartition("}")[2]
    if name not in ELEMENTS or not _is_drawn(source):
        return None
    if name == "text" and parent is not None:
        _copy_text(source, prefix, parent)
        return None
    copy = Element(name) if parent is None else SubElement(parent, name)
    copy.attrib.update(_attributes(source, prefix))
    for child in source:
        _copy(child, prefix, copy)
    if parent is not None and name == "g" and not len(copy):
        parent.remove(copy)
    return copy


def _link(element: Element, links: Mapping[str, str]) -> None:
    """Keep an address within this site, and say what it leads to; others are no links any more."""
    address = element.attrib.pop(XLINK, "").removeprefix(RENDERERS_BASE)
    element.attrib.clear()
    if address in links and address.startswith("/") and not address.startswith("//"):
        element.attrib.update({"href": address, "aria-label": links[address]})
    else:
        element.tag = "g"


def clean_svg(
    svg: str, *, title: str, description: str, prefix: str, links: Mapping[str, str] | None = None
) -> str:
    """The drawing alone, named and described, at whatever width it is given.

    Args:
        svg: what the renderer gave.
        title: its accessible name.
        description: its data in words.
        prefix: put before every id, so that two drawings of a page do not share one.
        links: addresses that marks may lead to, and what each is called.

    Raises:
        ValueError: it is not SVG.
    """
    root: Any = fromstring(svg)
    copy = _copy(root, prefix, None)
    for element in () if copy is None else list(copy.iter("a")):
        _link(element, links or {})
    if copy is None or copy.tag != "svg":
        raise ValueError("this is not SVG")
    copy.attrib = {
        "xmlns": SVG,
        "viewBox": copy.get("viewBox", "0 0 480 100"),
        "width": copy.get("width", "480"),
        "height": copy.get("height", "100"),
        "role": "group" if links else "img",  # what stands within an image cannot be reached
        "direction": "ltr",  # anchors are computed for it; letters keep their own direction
        "class": "figure-drawing",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = Element(tag)
        element.text = text
        copy.insert(place, element)
    return tostring(copy, encoding="unicode")
