"""Only the drawing passes: no script, no style, no reference beyond the figure itself."""

import re
from typing import Any

import pytest
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.ui.figures.sanitising import ATTRIBUTES, ELEMENTS, SVG, clean_svg

HEAD = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def cleaned(inside: str, **words: str) -> str:
    facts = {"title": "T", "description": "D", "prefix": "f1"} | words
    return clean_svg(f"{HEAD}{inside}</svg>", **facts)  # type: ignore[arg-type] # words alone


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onclick="x()"><rect width="1" height="1" onload="x()"/></g>',
        '<a xlink:href="https://example.org"><text>x</text></a>',
        '<image href="https://example.org/x.png"/>',
        '<use href="#a"/>',
        "<style>*{fill:url(https://example.org)}</style>",
        '<rect style="fill:red" class="x" width="1" height="1"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<animate attributeName="href" to="javascript:x()"/>',
        '<rect fill="url(https://example.org/#a)" width="1" height="1"/>',
        '<rect fill="URL(//example.org#a)" width="1" height="1"/>',
        '<rect clip-path="url(#a) url(https://example.org)" width="1" height="1"/>',
        '<text font-family="x" href="javascript:x()">ok</text>',
    ],
)
def test_what_could_act_or_call_is_left_out(inside: str) -> None:
    svg = cleaned(inside)
    for word in ("script", "style", "on", "href", "example.org", "url(", "class="):
        beyond = svg.replace('class="figure-drawing"', "")
        assert not re.search(rf'[<\s"]{re.escape(word)}', beyond, re.IGNORECASE), svg


def test_the_drawing_itself_passes() -> None:
    svg = cleaned('<g transform="translate(1,2)"><path d="M1 1" fill="#fff"/></g><text>A</text>')
    assert '<g transform="translate(1,2)"><path d="M1 1" fill="#fff" /></g>' in svg
    assert "<text>A</text>" in svg


def test_it_is_named_and_described() -> None:
    svg = cleaned("<g/>", title="More <b> & less", description='"Rows"')
    root: Any = fromstring(svg)
    assert root.get("role") == "img"
    assert [child.text for child in root] == ["More <b> & less", '"Rows"']
    assert "<b>" not in svg


def test_names_within_are_its_own() -> None:
    svg = cleaned(
        '<defs><clipPath id="c0"><rect width="1" height="1"/></clipPath></defs>'
        '<g clip-path="url(#c0)"><rect width="1" height="1"/></g>'
    )
    assert 'id="f1-c0"' in svg
    assert 'clip-path="url(#f1-c0)"' in svg


def test_what_nobody_sees_is_not_sent() -> None:
    svg = cleaned(
        '<path d=""/><path d="M0,0h0v0h0Z"/><rect fill="none" stroke="none"/>'
        '<text display="none">hidden</text><g><g></g></g><line x1="0.123456" x2="-1.5000"/>'
    )
    assert "hidden" not in svg
    assert "<g" not in svg
    assert "<path" not in svg
    assert 'x1="0.12"' in svg
    assert 'x2="-1.5"' in svg


def test_every_line_is_a_text_of_its_own() -> None:
    svg = cleaned(
        '<text transform="translate(8,12)"><tspan>One</tspan>'
        '<tspan dy="16" x="0">Two</tspan><tspan dy="16.5" x="0">Three</tspan></text>'
    )
    place = 'transform="translate(8,12)"'
    assert f"<text {place}>One</text>" in svg
    assert f'<text {place} x="0" y="16">Two</text>' in svg
    assert f'<text {place} x="0" y="32.5">Three</text>' in svg
    assert "tspan" not in svg


def test_arabic_letters_ask_for_their_font() -> None:
    svg = cleaned(
        '<text font-family="Noto Sans">النضج</text><text font-family="Noto Sans">A</text>'
    )
    assert 'font-family="Noto Naskh Arabic, Noto Sans, system-ui, sans-serif">النضج' in svg
    assert 'font-family="Noto Sans">A' in svg


def test_a_text_without_words_is_not_sent() -> None:
    assert "<text" not in cleaned("<text> </text><text><tspan/></text>")


def test_an_outline_without_ground_stays() -> None:
    assert 'stroke="#000"' in cleaned('<path d="M1 1" fill="none" stroke="#000"/>')


@pytest.mark.parametrize("text", ["<p>x</p>", "<html/>"])
def test_what_is_not_a_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not SVG"):
        clean_svg(text, title="T", description="D", prefix="f")


def test_entities_are_refused() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="{SVG}"><text>&a;</text></svg>'
    with pytest.raises(DefusedXmlException):
        clean_svg(bomb, title="T", description="D", prefix="f")


NAMES = st.sampled_from(
    [*sorted(ELEMENTS), "script", "style", "image", "use", "a", "foreignObject", "animate", "set"]
)
KEYS = st.sampled_from(
    [*sorted(ATTRIBUTES), "onload", "style", "href", "class", "requiredFeatures"]
)
VALUES = st.sampled_from(["1", "none", "url(#a)", "url(https://e.org)", "javascript:x()", "M0 0"])


@given(st.lists(st.tuples(NAMES, KEYS, VALUES), max_size=8))
def test_nothing_unknown_ever_passes(parts: list[tuple[str, str, str]]) -> None:
    inside = "".join(f'<{name} {key}="{value}">' for name, key, value in parts)
    inside += "".join(f"</{name}>" for name, _key, _value in reversed(parts))
    root: Any = fromstring(cleaned(inside))
    for element in list(root.iter())[1:]:
        assert element.tag.rpartition("}")[2] in ELEMENTS | {"title", "desc"}
        assert element.attrib.keys() <= ATTRIBUTES
        assert not any("e.org" in value for value in element.attrib.values())
