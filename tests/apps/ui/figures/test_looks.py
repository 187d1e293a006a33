"""Colours that everybody can tell apart, computed as WCAG 2.2 does."""

import colorsys
from itertools import pairwise
from pathlib import Path

import pytest

from fulcrum.apps.ui.figures import looks
from fulcrum.apps.ui.figures.looks import DARK, LIGHT, Look, look_of

BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
Colour = tuple[float, ...]


def colour(text: str) -> Colour:
    return tuple(int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))


def brightness(of: Colour) -> float:
    """Relative luminance."""
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def on_ramp(look: Look, place: float) -> Colour:
    """The colour at a place of the ramp, 0 to 1."""
    steps = len(look.ramp) - 1
    first = min(int(place * steps), steps - 1)
    ends = colour(look.ramp[first]), colour(look.ramp[first + 1])
    part = place * steps - first
    return tuple(a + (b - a) * part for a, b in zip(*ends, strict=True))


@BOTH
def test_words_stand_out(look: Look) -> None:
    for ink in (look.text, look.quiet):
        assert contrast(colour(ink), colour(look.surface)) >= 4.5


@BOTH
def test_marks_stand_out(look: Look) -> None:
    for mark in (look.primary, look.accent, *look.series):
        assert contrast(colour(mark), colour(look.surface)) >= 3


@BOTH
def test_neighbours_differ_in_more_than_hue(look: Look) -> None:
    for one, other in pairwise(look.series):
        light = [colorsys.rgb_to_hls(*colour(each))[1] for each in (one, other)]
        ratio = contrast(colour(one), colour(other))
        assert ratio >= 1.15 or abs(light[0] - light[1]) >= 0.05


@BOTH
def test_numbers_on_the_ramp_are_legible_everywhere(look: Look) -> None:
    for step in range(1001):
        place = step / 1000
        ink = colour(look.inks[place > look.turn])
        assert contrast(ink, on_ramp(look, place)) >= 4.5


@BOTH
def test_the_ramp_goes_one_way(look: Look) -> None:
    levels = [brightness(colour(step)) for step in look.ramp]
    assert levels in (sorted(levels), sorted(levels, reverse=True))


def test_the_variant_asked_for() -> None:
    assert look_of(dark=True) is DARK
    assert look_of(dark=False) is LIGHT


def test_without_fonts_the_renderer_uses_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(looks, "FONT_FOLDER", tmp_path)
    assert looks.register_fonts.__wrapped__() is False
