"""Figures in a PDF: drawn where Typst can map their letters, photographed where it cannot."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fulcrum.apps.ui.figures import Figure
from fulcrum.apps.ui.reports import FigureBlock, report_pdf
from fulcrum.apps.ui.reports.pictures import picture_of
from tests.apps.ui.figures import samples
from tests.apps.ui.reports.samples import a_report


def named(label: str) -> Figure:
    """Bars of which one has this name."""
    return replace(samples.bars(), rows=({"place": label, "count": 3},))


@pytest.mark.parametrize("label", ["Élan", "Приднепровье", "Αθήνα", "1–2 × 3%"])
def test_letters_that_are_glyphs_stay_letters(tmp_path: Path, label: str) -> None:
    assert picture_of(named(label), tmp_path, "a", rtl=False) == "a.svg"
    assert label in (tmp_path / "a.svg").read_text("utf-8")


@pytest.mark.parametrize("label", ["النضج", "हिन्दी", "e\u0301", "世界", "🎉", "*\ufe0e"])
def test_letters_that_join_become_a_picture(tmp_path: Path, label: str) -> None:
    assert picture_of(named(label), tmp_path, "a", rtl=False) == "a.png"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_what_is_only_described_decides_nothing(tmp_path: Path) -> None:
    figure = replace(samples.bars(), title="النضج")
    assert picture_of(figure, tmp_path, "a", rtl=True) == "a.svg"


@pytest.mark.parametrize("make", samples.ALL)
def test_every_chart_goes_into_an_arabic_report(make: object) -> None:
    with translation.override("ar"):
        figure = replace(make(), axis_title="نسبة من أعلى مستوى")  # type: ignore[operator]
        content = report_pdf(a_report("ar", blocks=(FigureBlock(figure),)))
    (page,) = PdfReader(BytesIO(content)).pages
    assert page.extract_text()


@settings(max_examples=20)
@given(label=st.text(max_size=15))
def test_any_name_can_be_drawn(label: str) -> None:
    report = a_report(blocks=(FigureBlock(named(label)),))
    assert report_pdf(report).startswith(b"%PDF")
