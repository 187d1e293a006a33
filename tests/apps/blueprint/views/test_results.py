"""The result of an assessment, for those who may see it."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.actions.submissions import ask_clarification
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.queries.outcomes import RELATED, outcome_of
from fulcrum.apps.blueprint.result_figures import figures_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import draft, finished, institution

WHOLE = {"G-1": 2, "G-2": 2, "T-1": 4, "T-2": 0}
SOME: dict[str, Any] = {"G-1": 3, "T-1": 4, "T-2": "we do not lend"}


def as_filed(value: Any) -> str:
    """A value as a file holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    before = finished(own, release, WHOLE)
    return finished(own, release, SOME, previous=before)


@pytest.fixture
def insider(client_as: Callable[..., Client], own: Organisation) -> Client:
    return client_as(Role.INSTITUTION_COLLEAGUE, tenant=own.tenant)


def page(
    client: Client, assessment: Assessment, name: str = "assessment_result", *rest: str
) -> str:
    """A page of an assessment."""
    response = client.get(reverse(name, args=[assessment.pk, *rest]))
    assert response.status_code == 200
    return str(response.content.decode())


def peers(release: Release, count: int) -> None:
    """Other institutions of the same sub-sector."""
    for number in range(count):
        finished(institution(f"Peer {number}"), release, dict.fromkeys(WHOLE, number % 5))


def test_the_page_says_ranges_and_what_is_open(mine: Assessment, insider: Client) -> None:
    shown = page(insider, mine)
    # 17 to 21 of 24, and from 16/24 to that since last time.
    assert "71–88%" in shown
    assert "+4 to +21" in shown
    assert "2 of 4" in shown
    assert "1 open, 1 do not apply" in shown
    assert "we do not lend" in shown
    assert "Title of G-2" in shown
    assert "3 × " not in shown.partition("What to do next")[0]
    assert "1 × 3 ÷ 1" in shown
    assert reverse("release_action", args=["r1", "G1.A1"]) in shown


def test_with_four_peers_it_says_why_not(
    mine: Assessment, insider: Client, release: Release
) -> None:
    peers(release, 4)
    shown = page(insider, mine)
    assert "4 other institutions of this sub-sector (Banking) have submitted" in shown
    assert "Median of peers</p><div" in shown
    assert "figure-peers" not in shown


def test_with_five_peers_it_compares(mine: Assessment, insider: Client, release: Release) -> None:
    peers(release, 5)
    shown = page(insider, mine)
    assert "figure-peers" in shown
    assert "50%" in shown
    assert "Peer 0" not in shown


def test_a_preview_while_drafting(own: Organisation, release: Release, insider: Client) -> None:
    one = draft(own, release, {"G-1": 1})
    shown = page(insider, one)
    assert "Preview" in shown
    assert "this is the first assessment" in shown
    assert reverse("question", args=[one.pk, "T-1"]) in shown
    nothing = draft(institution("Empty"), release, {})
    Assessment.objects.filter(pk=nothing.pk).update(tenant=own.tenant)
    assert "Steps are proposed once" in page(insider, nothing)


def test_the_top_level_leaves_no_step(own: Organisation, release: Release, insider: Client) -> None:
    top = finished(own, release, dict.fromkeys(WHOLE, 4))
    assert "no step left" in page(insider, top)


def test_a_question_of_the_secretariat_is_told(
    mine: Assessment, insider: Client, officer: Actor
) -> None:
    ask_clarification(mine, "Which?", by=officer, item_id="G-1")
    assert "has 1 question about" in page(insider, mine)
    asked = page(insider, mine, "assessment_questions")
    assert "Title of G-1" in asked
    assert "Waiting for your answer" in asked


@pytest.mark.parametrize("key", ["areas", "goals", "actions", "change", "peers", "steps"])
def test_files_hold_the_rows_of_the_figures(
    mine: Assessment, insider: Client, release: Release, key: str
) -> None:
    peers(release, 5)
    response = insider.get(reverse("result_figure", args=[mine.pk, key]))
    lines = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    whole = outcome_of(Assessment.objects.select_related(*RELATED).get(pk=mine.pk))
    figure = figures_of(whole)[key]
    assert lines[0] == [str(column.label) for column in figure.columns]
    assert len(lines) - 1 == len(figure.rows)
    for line, row in zip(lines[1:], figure.rows, strict=True):
        wanted = [row.get(column.key) for column in figure.columns]
        assert line == [as_filed(value) for value in wanted]


def test_a_number_leads_to_the_questions_behind(mine: Assessment, insider: Client) -> None:
    shown = page(insider, mine, "result_rows", "area", "gov")
    assert "At least 9 of 16, at most 13 of 16." in shown
    assert "G-1 level 3" in shown
    assert "not answered" in shown
    assert "None of these questions applies" in page(
        insider, mine, "result_rows", "action", "G2.I1"
    )
    assert "At least 17 of 24" in page(insider, mine, "result_rows", "overall", "all")
    address = reverse("result_rows", args=[mine.pk, "goal", "G2"])
    lines = insider.get(address, {"format": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Question", "G-2", "T-1", "T-2"]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("result_rows", ("area", "nowhere")),
        ("result_rows", ("colour", "gov")),
        ("result_figure", ("peers",)),
        ("result_figure", ("nothing",)),
    ],
)
def test_what_there_is_not(
    mine: Assessment, insider: Client, name: str, rest: tuple[str, ...]
) -> None:
    assert insider.get(reverse(name, args=[mine.pk, *rest])).status_code == 404


ADDRESSES: list[tuple[str, tuple[str, ...]]] = [
    ("assessment_result", ()),
    ("result_figure", ("areas",)),
    ("result_rows", ("overall", "all")),
    ("assessment_questions", ()),
]


@pytest.mark.parametrize(("name", "rest"), ADDRESSES)
def test_others_do_not_learn_that_it_exists(
    mine: Assessment, client_as: Callable[..., Client], name: str, rest: tuple[str, ...]
) -> None:
    address = reverse(name, args=[mine.pk, *rest])
    stranger, analyst = client_as(Role.INSTITUTION_LEAD), client_as(Role.CRIME_ANALYST)
    assert stranger.get(address).status_code == 404
    assert analyst.get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("state", [AssessmentState.SUBMITTED, AssessmentState.PRIVATE])
def test_the_secretariat_sees_what_was_submitted(
    own: Organisation, release: Release, client_as: Callable[..., Client], state: AssessmentState
) -> None:
    one = finished(own, release, SOME, state=state)
    wanted = 200 if state == AssessmentState.SUBMITTED else 404
    officer = client_as(Role.SECRETARIAT_OFFICER)
    for name, rest in ADDRESSES[:3]:
        assert officer.get(reverse(name, args=[one.pk, *rest])).status_code == wanted


def test_the_number_of_queries_is_small(
    mine: Assessment, insider: Client, release: Release, django_assert_max_num_queries: Any
) -> None:
    peers(release, 6)
    page(insider, mine)
    with django_assert_max_num_queries(12):
        page(insider, mine)
