"""The queue, the record of a submission, and the questions both sides write on."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.models import (
    Assessment,
    AssessmentState,
    Clarification,
    ClarificationState,
    Comment,
    Evidence,
    Release,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import finished, institution
from tests.conftest import Canary


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    return finished(own, release, {"G-1": 2, "T-1": "we do not lend"})


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def insider(client_as: Callable[..., Client], own: Organisation) -> Client:
    return client_as(Role.INSTITUTION_COLLEAGUE, tenant=own.tenant)


def test_the_queue_lists_filters_and_searches(
    mine: Assessment, release: Release, secretariat: Client
) -> None:
    finished(
        institution("Fjord Insurer", sub_sector="insurance", country="NO"), release, {"G-1": 1}
    )
    finished(institution("Private"), release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    address = reverse("submissions")
    for query, names in (
        ({}, {"Own Bank", "Fjord Insurer"}),
        ({"sub_sector": "insurance"}, {"Fjord Insurer"}),
        ({"continent": "AF"}, {"Own Bank"}),
        ({"q": "own"}, {"Own Bank"}),
        ({"waiting": "new"}, {"Own Bank", "Fjord Insurer"}),
        ({"waiting": "accepted"}, set()),
    ):
        shown = secretariat.get(address, query).content.decode()
        found = {name for name in ("Own Bank", "Fjord Insurer", "Private") if f">{name}<" in shown}
        assert found == names, query


def test_the_files_hold_what_the_queue_shows(mine: Assessment, secretariat: Client) -> None:
    response = secretariat.get(reverse("submissions"), {"format": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["Institution"], row["State"]) == ("Own Bank", "To review")
    book = secretariat.get(reverse("submissions"), {"format": "xlsx"})
    assert book.content.startswith(b"PK")


def test_an_empty_queue_offers_the_first_step(release: Release, secretariat: Client) -> None:
    shown = secretariat.get(reverse("submissions")).content.decode()
    assert "Nothing was submitted yet" in shown
    assert f'href="{reverse("assessment_import_new")}"' in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_as_many_queries_however_long_it_is(
    release: Release, secretariat: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        finished(institution(f"Bank {number}"), release, {"G-1": 1})
    secretariat.get(reverse("submissions"))
    with django_assert_num_queries(4):
        secretariat.get(reverse("submissions"))


def test_the_record_shows_answers_evidence_and_no_remarks(
    mine: Assessment, secretariat: Client
) -> None:
    mine.answers.filter(item_id="G-1").update(note="Since May.")
    link = "https://example.org/minutes"
    Evidence.objects.create(assessment=mine, item_id="G-1", title="Minutes", link=link)
    file = Evidence.objects.create(
        assessment=mine,
        item_id="T-1",
        title="Plan",
        file="evidence/x",
        file_name="plan.pdf",
        size=9,
    )
    Comment.objects.create(assessment=mine, item_id="G-1", text="Between ourselves")
    shown = secretariat.get(reverse("submission", args=[mine.pk])).content.decode()
    for text in ("G-1 level 2", "Since May.", link, "plan.pdf", "we do not lend", "Not answered"):
        assert text in shown
    assert reverse("evidence_file", args=[file.pk]) in shown
    assert "Between ourselves" not in shown
    assert "accept the submission" in shown


def test_a_question_goes_to_and_fro(mine: Assessment, secretariat: Client, insider: Client) -> None:
    record = reverse("submission", args=[mine.pk])
    ask = reverse("submission_ask", args=[mine.pk])
    empty = secretariat.post(ask, {"text": " ", "item": "T-2"})
    assert empty.status_code == 422
    assert '<option value="T-2" selected>' in empty.content.decode()
    wrong = secretariat.post(ask, {"text": "Which?", "item": "X"})
    assert wrong.status_code == 422
    assert "Which?" in wrong.content.decode()
    assert secretariat.post(ask, {"text": "Which decision?", "item": "G-1"})["Location"] == record
    thread = Clarification.objects.get()
    address = reverse("clarification", args=[thread.pk])
    assert "is to answer" in secretariat.get(record).content.decode()

    shown = insider.get(address).content.decode()
    assert "Which decision?" in shown
    assert "Your turn" in shown
    assert "G-1 level 2" in shown
    assert insider.post(address, {"text": ""}).status_code == 422
    assert insider.post(address, {"text": "That of May."})["Location"] == address
    assert "Your turn" not in insider.get(address).content.decode()

    assert "Read what the institution answered" in secretariat.get(record).content.decode()
    assert "That of May." in secretariat.get(address).content.decode()
    accept = reverse("submission_accept", args=[mine.pk])
    assert secretariat.post(accept)["Location"] == record
    assert not Assessment.objects.filter(accepted_at__isnull=False).exists()
    assert "still open" in secretariat.get(record).content.decode()
    close = reverse("clarification_close", args=[thread.pk])
    assert secretariat.post(close)["Location"] == record
    assert secretariat.post(close)["Location"] == record
    assert "settled" in secretariat.get(record).content.decode()
    late = insider.post(address, {"text": "More"})
    assert late.status_code == 422
    assert "This question is settled" in insider.get(address).content.decode()
    secretariat.post(accept)
    assert Assessment.objects.filter(accepted_at__isnull=False).exists()
    assert "Accepted" in secretariat.get(record).content.decode()


def test_a_question_on_the_whole(mine: Assessment, secretariat: Client) -> None:
    secretariat.post(reverse("submission_ask", args=[mine.pk]), {"text": "Who was asked?"})
    thread = Clarification.objects.get()
    shown = secretariat.get(reverse("clarification", args=[thread.pk])).content.decode()
    assert "About the whole assessment" in shown


def test_institutions_see_no_queue(mine: Assessment, insider: Client) -> None:
    thread = Clarification.objects.create(assessment=mine)
    for address in (reverse("submissions"), reverse("submission", args=[mine.pk])):
        assert insider.get(address).status_code == 403
    for name, pk in (
        ("submission_ask", mine.pk),
        ("submission_accept", mine.pk),
        ("clarification_close", thread.pk),
    ):
        assert insider.post(reverse(name, args=[pk]), {"text": "x"}).status_code == 403
    thread.refresh_from_db()
    assert thread.state == ClarificationState.OPEN


def test_another_institution_learns_of_no_question(
    mine: Assessment, client_as: Callable[..., Client]
) -> None:
    thread = Clarification.objects.create(assessment=mine)
    stranger = client_as(Role.INSTITUTION_LEAD)
    address = reverse("clarification", args=[thread.pk])
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"text": "Me"}).status_code == 404
    assert not thread.messages.exists()


def test_what_is_private_stays_so(own: Organisation, release: Release, secretariat: Client) -> None:
    private = finished(own, release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    thread = Clarification.objects.create(assessment=private)
    for name, pk in (("submission", private.pk), ("clarification", thread.pk)):
        assert secretariat.get(reverse(name, args=[pk])).status_code == 404
    assert secretariat.post(reverse("submission_accept", args=[private.pk])).status_code == 404


def test_names_stay_out_of_titles_and_addresses(
    mine: Assessment, secretariat: Client, insider: Client, canary: Canary
) -> None:
    ask = reverse("submission_ask", args=[mine.pk])
    secretariat.post(ask, {"text": f"Is {canary.name} in charge?"})
    thread = Clarification.objects.get()
    for client in (secretariat, insider):
        canary.check_response(client.get(reverse("clarification", args=[thread.pk])))


def test_the_record_takes_few_queries(
    mine: Assessment, release: Release, secretariat: Client, django_assert_max_num_queries: Any
) -> None:
    before = finished(mine.organisation, release, {"G-1": 1}, day=date(2025, 1, 1))
    Assessment.objects.filter(pk=mine.pk).update(previous=before)
    for name in ("G-1", "G-2"):
        Clarification.objects.create(assessment=mine, item_id=name)
    secretariat.get(reverse("submission", args=[mine.pk]))
    with django_assert_max_num_queries(10):
        secretariat.get(reverse("submission", args=[mine.pk]))
