"""Parties, notes, tasks and files of a case, page by page."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fulcrum.apps.screening.actions import case_files, case_parts
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parts import TaskInput
from fulcrum.apps.screening.enums import DecisionKind
from fulcrum.apps.screening.models import Case, CaseParty
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import (
    VICTIM,
    begin,
    decided,
    in_days,
    make_report,
    name_party,
)
from tests.conftest import actor_of_membership

PARTY = {"name": "Ada North", "kind": "person", "role": "controller", "basis": "Holds the cards."}


@pytest.fixture
def client(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.CRIME_ANALYST)


@pytest.fixture
def analyst(client: Client) -> Actor:
    return actor_of_membership(client.membership)  # type: ignore[attr-defined] # client_as sets it


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def test_a_party_is_named_and_changed(client: Client, case: Case) -> None:
    place = reverse("case_party_new", args=[case.pk])
    assert "Never known for certain" in shown(client.get(place))
    page = shown(client.post(place, PARTY | {"basis": ""}), 422)
    assert 'value="Ada North"' in page
    page = shown(client.post(place, PARTY | {"is_subject": "on"}, follow=True))
    assert "The party is named." in page
    assert "subject of the report" in page
    party = case.parties.get()
    edit = reverse("case_party_edit", args=[party.pk])
    assert "Holds the cards." in shown(client.get(edit))
    page = shown(client.post(edit, PARTY | {"role": "facilitator"}), 422)
    assert "Say why you see another role now." in page
    again = PARTY | {"role": "facilitator", "basis": "Lets the rooms."}
    page = shown(client.post(edit, again, follow=True))
    assert "Possible facilitator instead of Possible controller" in page
    assert "changed a party: Possible controller → Possible facilitator" in page


def test_a_possible_victim_cannot_be_marked(client: Client, case: Case, analyst: Actor) -> None:
    sent = PARTY | {"role": VICTIM, "is_subject": "on"}
    page = shown(client.post(reverse("case_party_new", args=[case.pk]), sent), 422)
    assert "never the subject of a report" in page
    party = name_party(case, analyst, VICTIM)
    page = shown(client.post(reverse("case_party_edit", args=[party.pk]), sent), 422)
    assert "never the subject of a report" in page
    assert not CaseParty.objects.filter(is_subject=True).exists()


def test_a_subject_is_taken_off_and_the_page_says_so(
    client: Client, case: Case, analyst: Actor
) -> None:
    party = name_party(case, analyst, is_subject=True)
    decided(case, analyst, DecisionKind.EXIT, party)
    make_report(case)
    sent = PARTY | {"role": VICTIM, "is_subject": "on", "basis": "Keeps nothing of her wages."}
    page = shown(client.post(reverse("case_party_edit", args=[party.pk]), sent, follow=True))
    assert "They are no longer the subject of the report" in page
    assert "1 report that is not filed may still name them" in page
    assert "There is a decision to restrict or to exit about them." in page
    assert "look at it again" in page
    party.refresh_from_db()
    assert (party.role, party.is_subject) == (VICTIM, False)


def test_notes_and_tasks(client: Client, case: Case, analyst: Actor) -> None:
    notes = reverse("case_note_new", args=[case.pk])
    assert client.post(notes, {"text": ""}).status_code == 422
    assert "Six rents." in shown(client.post(notes, {"text": "Six rents."}, follow=True))
    tasks = reverse("case_task_new", args=[case.pk])
    sent = {"title": "Ask the branch", "due_on": in_days(2).isoformat()}
    page = shown(client.post(tasks, sent | {"due_on": "2020-01-01"}), 422)
    assert "This day has passed." in page
    assert client.post(tasks, sent | {"assignee": "999999"}).status_code == 422
    sent |= {"assignee": str(analyst.user_id)}
    page = shown(client.post(tasks, sent, follow=True))
    assert "Ask the branch" in page
    task = case.tasks.get()
    assert task.assignee_id == analyst.user_id
    done = reverse("case_task_done", args=[task.pk])
    assert client.get(done).status_code == 405
    assert "The task is done." in shown(client.post(done, follow=True))
    assert "done already" in shown(client.post(done, follow=True))
    undo = reverse("case_task_undo", args=[task.pk])
    assert "The task is open again." in shown(client.post(undo, follow=True))
    case.tasks.update(due_on=in_days(-1))
    assert "late" in shown(client.get(reverse("case", args=[case.pk])))


def test_a_file_is_attached_and_downloaded(client: Client, case: Case) -> None:
    place = reverse("case_file_new", args=[case.pk])
    assert "multipart/form-data" in shown(client.get(place))
    wrong = SimpleUploadedFile("a.exe", b"MZ")
    page = shown(client.post(place, {"title": "Kept", "file": wrong}), 422)
    assert "not taken" in page
    assert 'value="Kept"' in page
    file = SimpleUploadedFile("talk.txt", b"Only after six.", "text/plain")
    shown(client.post(place, {"title": "A talk", "file": file}, follow=True))
    answer = client.get(reverse("case_file", args=[case.files.get().pk]))
    assert answer.content == b"Only after six."
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_closed_case_says_so_and_keeps_what_was_typed(
    client: Client, case: Case, analyst: Actor
) -> None:
    party = name_party(case, analyst)
    task = case_parts.add_task(case, TaskInput("T", in_days(1)), by=analyst)
    close_case(case, "Nothing.", by=analyst)
    file = SimpleUploadedFile("talk.txt", b"Text.", "text/plain")
    day = in_days(1).isoformat()
    for name, pk, sent in (
        ("case_party_new", case.pk, PARTY),
        ("case_party_edit", party.pk, PARTY),
        ("case_note_new", case.pk, {"text": "Typed"}),
        ("case_task_new", case.pk, {"title": "Typed", "due_on": day}),
        ("case_file_new", case.pk, {"title": "Typed", "file": file}),
        ("case_decide", case.pk, {"kind": "monitor", "reason": "Typed"}),
    ):
        answer = client.post(reverse(name, args=[pk]), sent)
        assert "This case is closed" in shown(answer, 422), name
    answer = client.post(reverse("case_task_done", args=[task.pk]), follow=True)
    assert "This case is closed" in shown(answer)


def test_parts_of_other_organisations_do_not_exist(
    client_as: Callable[..., Client], case: Case, analyst: Actor
) -> None:
    stranger = client_as(Role.CRIME_ANALYST)
    party = name_party(case, analyst)
    task = case_parts.add_task(case, TaskInput("T", in_days(1)), by=analyst)
    content = SimpleUploadedFile("talk.txt", b"Text.", "text/plain")
    file = case_files.add_file(case, "F", content, by=analyst)
    for name, pk in (("case_party_edit", party.pk), ("case_party_decide", party.pk)):
        assert stranger.get(reverse(name, args=[pk])).status_code == 404
        assert stranger.post(reverse(name, args=[pk]), PARTY).status_code == 404
    for name in ("case_task_done", "case_task_undo"):
        assert stranger.post(reverse(name, args=[task.pk])).status_code == 404
    assert stranger.get(reverse("case_file", args=[file.pk])).status_code == 404
    lead = client_as(Role.INSTITUTION_LEAD, tenant=case.tenant)
    assert lead.get(reverse("case_file", args=[file.pk])).status_code == 403
    assert lead.post(reverse("case_task_done", args=[task.pk])).status_code == 403
    assert lead.post(reverse("case_party_edit", args=[party.pk]), PARTY).status_code == 403
