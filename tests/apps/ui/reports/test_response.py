"""Reports as answers: pages, downloads, and nothing a script could ride on."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from fulcrum.apps.ui.reports import report_html, report_response
from tests.apps.ui.reports.samples import STEPS, a_report


def test_the_fragment_escapes_and_holds_everything() -> None:
    html = report_html(a_report())
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<h2>Where it stands</h2>" in html
    assert "<h3>What comes next</h3>" in html
    assert all(str(row["step"]) in html for row in STEPS)
    assert "Invented data" in html
    assert 'data-label="Priority" class="num"' in html


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_files_are_attachments_that_nobody_keeps(kind: str, begins: bytes) -> None:
    answer = report_response(RequestFactory().get("/"), a_report(), kind, "report")
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="report.{kind}"'
    assert answer["Cache-Control"] == "no-store"


def test_another_kind_is_not_found() -> None:
    with pytest.raises(Http404):
        report_response(RequestFactory().get("/"), a_report(), "exe", "report")
