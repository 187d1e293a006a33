"""The report of a result says what the page says."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.queries.outcomes import RELATED, Outcome, outcome_of
from fulcrum.apps.blueprint.reports import result_report
from fulcrum.apps.blueprint.result_figures import figures_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.figures import figure_svg
from fulcrum.apps.ui.reports import Facts, FigureBlock, Note, Report, Table
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import draft, finished, institution

WHOLE = {"G-1": 2, "G-2": 2, "T-1": 4, "T-2": 0}
SOME: dict[str, Any] = {"G-1": 3, "T-1": 4, "T-2": "we do not lend"}


def outcome(assessment: Assessment) -> Outcome:
    """Everything of an assessment."""
    return outcome_of(Assessment.objects.select_related(*RELATED).get(pk=assessment.pk))


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    before = finished(own, release, WHOLE)
    return finished(own, release, SOME, previous=before)


@pytest.fixture
def insider(client_as: Callable[..., Client], own: Organisation) -> Client:
    return client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)


def peers(release: Release) -> None:
    """Enough of them to be compared with."""
    for number in range(5):
        finished(institution(f"Peer {number}"), release, dict.fromkeys(WHOLE, number))


def blocks(report: Report, kind: type[Any]) -> list[Any]:
    """The blocks of one kind."""
    return [block for block in report.blocks if isinstance(block, kind)]


def test_its_figures_are_those_of_the_page(
    mine: Assessment, release: Release, insider: Client
) -> None:
    peers(release)
    whole = outcome(mine)
    figures = figures_of(whole)
    drawn = [block.figure for block in blocks(result_report(whole), FigureBlock)]
    assert drawn == [figures[key] for key in ("areas", "goals", "peers", "change")]
    page = insider.get(reverse("assessment_result", args=[mine.pk])).content.decode()
    report = insider.get(reverse("result_report", args=[mine.pk, "html"])).content.decode()
    for figure in drawn:
        svg = str(figure_svg(figure))
        assert svg in page
        assert svg in report


def test_its_numbers_are_those_of_the_result(mine: Assessment) -> None:
    report = result_report(outcome(mine))
    (facts,) = blocks(report, Facts)
    said = {str(label): str(value) for label, value in facts.rows}
    assert said["Overall evaluation"] == "71–88%"
    assert said["Answered"] == "2 of 4; 1 open, 1 do not apply"
    assert said["Change since 1 March 2026, in percentage points"] == "+4 to +21"
    steps, actions = blocks(report, Table)
    assert steps.rows[0]["sum"] == "1 × 3 ÷ 1"
    assert [row["value"] for row in actions.rows] == ["56–81%", "67–100%", "does not apply"]
    assert "G2.I1*" in actions.rows[2]["name"]
    assert not report.is_invented


def test_what_cannot_be_compared_says_why(own: Organisation, release: Release) -> None:
    report = result_report(outcome(draft(own, release, {"G-1": 1})))
    notes = [str(note.text) for note in blocks(report, Note)]
    assert "This is a preview" in notes[0]
    assert "from 5 on" in notes[1]
    top = result_report(outcome(finished(own, release, dict.fromkeys(WHOLE, 4))))
    assert len(blocks(top, Table)) == 1


def test_invented_data_says_so(release: Release) -> None:
    invented = institution("Invented", is_invented=True)
    assert result_report(outcome(finished(invented, release, SOME))).is_invented


def test_it_is_a_pdf_that_can_be_read_aloud(mine: Assessment, insider: Client) -> None:
    response = insider.get(reverse("result_report", args=[mine.pk, "pdf"]))
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert "Own" not in response["Content-Disposition"]
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "71–88%" in text
    assert "we do not lend" in text
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_it_is_a_document(mine: Assessment, insider: Client) -> None:
    response = insider.get(reverse("result_report", args=[mine.pk, "docx"]))
    document = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    whole = " ".join(paragraph.text for paragraph in document.paragraphs) + " ".join(cells)
    for text in ("71–88%", "G-1 step 3", "we do not lend"):
        assert text in whole
    assert len(document.inline_shapes) >= 3


def test_it_speaks_the_readers_language(mine: Assessment) -> None:
    with translation.override("ar"):
        report = result_report(outcome(mine))
    assert (report.language, report.is_rtl) == ("ar", True)


def test_it_is_for_those_who_may_see_the_result(
    mine: Assessment, own: Organisation, release: Release, client_as: Callable[..., Client]
) -> None:
    address = reverse("result_report", args=[mine.pk, "pdf"])
    assert client_as(Role.INSTITUTION_LEAD).get(address).status_code == 404
    assert client_as(Role.CRIME_ANALYST).get(address).status_code == 403
    officer = client_as(Role.SECRETARIAT_OFFICER)
    assert officer.get(address).status_code == 200
    assert officer.get(reverse("result_report", args=[mine.pk, "odt"])).status_code == 404
    private = finished(own, release, SOME, state=AssessmentState.PRIVATE)
    assert officer.get(reverse("result_report", args=[private.pk, "pdf"])).status_code == 404
