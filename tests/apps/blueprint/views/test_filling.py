"""Filling an assessment in, as people do it: with and without scripts, alone and together."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Clarification,
    Comment,
    Evidence,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import draft, finished, institution, make_release
from tests.conftest import Canary, ClientMaker, TenantMaker

pytestmark = pytest.mark.django_db
LEAD, COLLEAGUE = Role.INSTITUTION_LEAD, Role.INSTITUTION_COLLEAGUE
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def bank(tenant_of: TenantMaker) -> Organisation:
    """An institution with an account."""
    return institution(tenant_id=tenant_of().pk)


@pytest.fixture
def assessment(bank: Organisation) -> Assessment:
    """Its draft."""
    return draft(bank, make_release(), {})


@pytest.fixture
def lead(bank: Organisation, client_as: ClientMaker) -> Client:
    """The browser of its lead."""
    return client_as(LEAD, tenant=bank.tenant)


@pytest.fixture
def colleague(bank: Organisation, client_as: ClientMaker) -> Client:
    """The browser of a colleague."""
    return client_as(COLLEAGUE, tenant=bank.tenant)


def at(assessment: Assessment, item: str = "G-1", name: str = "question") -> str:
    return reverse(name, args=[assessment.pk, item])


def answer(client: Client, address: str, **fields: Any) -> Any:
    headers = fields.pop("headers", {})
    given = {"choice": "2", "reason": "", "note": "", "version": "0"} | fields
    return client.post(address, given, **headers)


def decide(assessment: Assessment, name: str) -> str:
    return reverse("assessment_decide", args=[assessment.pk, name])


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_explains_what_is_missing(lead: Client, client_as: ClientMaker) -> None:
    without_record = client_as(LEAD).get(reverse("assessments"))
    assert "has no record yet" in text_of(without_record)
    assert "No release of the framework" in text_of(lead.get(reverse("assessments")))


def test_beginning_shows_what_it_takes_and_opens_a_draft(lead: Client) -> None:
    make_release()
    page = text_of(lead.get(reverse("assessments")))
    assert "4 questions in 2 areas" in page
    made = lead.post(reverse("assessment_start"), {"as_of_date": "2026-01-31"})
    found = Assessment.objects.get()
    assert made["Location"] == reverse("assessment", args=[found.pk])
    assert found.as_of_date.isoformat() == "2026-01-31"
    assert "Go on" in text_of(lead.get(reverse("assessments")))


@pytest.mark.parametrize("day", ["", "yesterday", "9999-01-01"])
def test_a_day_that_is_wrong_is_told_and_nothing_starts(lead: Client, day: str) -> None:
    make_release()
    page = lead.post(reverse("assessment_start"), {"as_of_date": day})
    assert page.status_code == 422
    assert "Please check this" in text_of(page)
    assert not Assessment.objects.exists()


def test_without_a_release_starting_says_why(lead: Client) -> None:
    page = lead.post(reverse("assessment_start"), {"as_of_date": timezone.localdate()})
    assert page.status_code in {200, 422}
    assert "No release of the framework is in force" in text_of(page)


def test_nobody_starts_without_a_record(client_as: ClientMaker) -> None:
    make_release()
    page = client_as(LEAD).post(reverse("assessment_start"), {"as_of_date": "2026-01-01"})
    assert page.status_code == 404


def test_a_question_shows_all_it_takes(lead: Client, assessment: Assessment) -> None:
    page = text_of(lead.get(at(assessment)))
    for said in ("Question G-1?", "Because.", "G-1 level 4", "A paper", "Action G1.A1"):
        assert said in page
    assert "Question 1 of 4" in page
    assert "<noscript><p>Save your answer before" in page
    assert 'value="0"' in page


def test_saving_without_scripts_leads_to_the_next(lead: Client, assessment: Assessment) -> None:
    assert answer(lead, at(assessment), go="next").url == at(assessment, "G-2")
    assert Answer.objects.get().level == 2
    assert answer(lead, at(assessment, "T-2"), go="next").url == reverse(
        "assessment_summary", args=[assessment.pk]
    )
    assert answer(lead, at(assessment, "G-2"), go="open").url == at(assessment, "T-1")
    overview = reverse("assessment", args=[assessment.pk])
    assert answer(lead, at(assessment, "T-1"), go="leave").url == overview
    assert "A practical next step" in text_of(lead.get(at(assessment)))
    assert "G-1 step 2" in text_of(lead.get(at(assessment)))


def test_going_back_saves_too_and_is_never_a_trap(lead: Client, assessment: Assessment) -> None:
    back = answer(lead, at(assessment, "G-2"), go="back", note="Kept on the way")
    assert back.url == at(assessment, "G-1")
    assert Answer.objects.get().note == "Kept on the way"
    summary = reverse("assessment_summary", args=[assessment.pk])
    assert answer(lead, at(assessment), go="back").url == summary
    wrong = answer(lead, at(assessment, "T-1"), go="back", choice="na", note="Typed")
    assert wrong.status_code == 422
    assert f'<a href="{at(assessment, "G-2")}">Go back without saving it</a>' in text_of(wrong)
    forward = answer(lead, at(assessment, "T-1"), go="next", choice="na")
    assert "Go back without saving it" not in text_of(forward)


def test_before_there_is_an_answer_no_button_is_pressed(
    lead: Client, assessment: Assessment
) -> None:
    assert " checked" not in text_of(lead.get(at(assessment)))
    answer(lead, at(assessment), choice="0")
    assert 'name="choice" value="0" checked' in text_of(lead.get(at(assessment)))


def test_saving_as_you_go(lead: Client, assessment: Assessment) -> None:
    saved = answer(lead, at(assessment), headers=HTMX, note="So it is")
    assert saved.status_code == 200
    page = text_of(saved)
    assert "Saved at" in page
    assert re.search(r'id="version" value="1" hx-swap-oob="true"', page)
    assert "data-saved" in page
    assert 'id="next-step" hx-swap-oob="true"' in page
    assert "G-1 step 2" in page
    assert "<main" not in page
    assert Answer.objects.get().note == "So it is"


def test_leaving_open_and_setting_aside(lead: Client, assessment: Assessment) -> None:
    answer(lead, at(assessment), choice="na", reason="No branches")
    kept = Answer.objects.get()
    assert (kept.not_applicable, kept.reason, kept.level) == (True, "No branches", None)
    answer(lead, at(assessment), choice="", version="1")
    kept.refresh_from_db()
    assert (kept.not_applicable, kept.reason) == (False, "")


def test_what_was_typed_is_kept_when_something_is_wrong(
    lead: Client, assessment: Assessment
) -> None:
    page = answer(lead, at(assessment), choice="na", note="A long thought")
    assert page.status_code == 422
    assert "say why this does not apply" in text_of(page)
    assert "A long thought" in text_of(page)
    as_you_go = answer(lead, at(assessment), choice="na", headers=HTMX)
    assert "Not saved yet" in text_of(as_you_go)
    assert answer(lead, at(assessment), choice="7").status_code == 422
    assert not Answer.objects.exists()


def test_two_people_see_both_versions_and_choose(
    lead: Client, colleague: Client, assessment: Assessment
) -> None:
    answer(lead, at(assessment), choice="3", note="Seen by the board")
    clash = answer(colleague, at(assessment), choice="1", note="Not so sure")
    assert clash.status_code == 409
    page = text_of(clash)
    for said in ("A colleague changed this", "Seen by the board", "Not so sure", "G-1 level 3"):
        assert said in page
    assert 'name="version" value="1">Save mine instead' in page
    as_you_go = text_of(answer(colleague, at(assessment), choice="1", headers=HTMX))
    assert "Save mine instead" in as_you_go
    assert Answer.objects.get().level == 3
    answer(colleague, at(assessment), choice="1", version="1")
    assert Answer.objects.get().level == 1


def test_the_button_is_no_conflict_with_what_the_own_page_saved_meanwhile(
    lead: Client, colleague: Client, assessment: Assessment
) -> None:
    answer(lead, at(assessment), choice="2", headers=HTMX)
    # The answer to that had not arrived when the button was pressed.
    pressed = answer(lead, at(assessment), choice="2", note="One word more", version="0")
    assert pressed.status_code == 302
    assert Answer.objects.get().note == "One word more"
    # What the page saves by itself never stands above another save, however late it comes.
    late = answer(lead, at(assessment), choice="1", version="1", headers=HTMX)
    assert "Save mine instead" in text_of(late)
    assert answer(colleague, at(assessment), choice="1", version="1").status_code == 409
    Answer.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    assert answer(lead, at(assessment), choice="1", version="1").status_code == 409


def test_signed_off_meanwhile_what_was_typed_is_still_there(
    lead: Client, colleague: Client, assessment: Assessment
) -> None:
    answer(lead, at(assessment))
    lead.post(decide(assessment, "sign-off"))
    page = answer(colleague, at(assessment), choice="3", note="Too late", version="1")
    assert page.status_code == 422
    assert "Too late" in text_of(page)
    assert "signed off" in text_of(page)
    as_you_go = answer(colleague, at(assessment), choice="3", version="1", headers=HTMX)
    assert "Not saved yet" in text_of(as_you_go)
    assert "<main" not in text_of(as_you_go)
    assert Answer.objects.get().level == 2


def test_last_time_is_shown_beside_the_question(lead: Client, bank: Organisation) -> None:
    release = make_release()
    before = finished(bank, release, {"G-1": 3, "G-2": "No branches", "T-1": None})
    Answer.objects.filter(item_id="G-1").update(note="As the board decided")
    now = draft(bank, release, {})
    Assessment.objects.filter(pk=now.pk).update(previous=before)
    page = text_of(lead.get(at(now)))
    assert "Last time, on 1 March 2026" in page
    assert "As the board decided" in page
    assert page.count("last time</span>") == 1
    aside = text_of(lead.get(at(now, "G-2")))
    assert "No branches" in aside
    for never_answered in ("T-1", "T-2"):
        assert "Last time" not in text_of(lead.get(at(now, never_answered)))


def test_remarks_stay_between_colleagues(
    lead: Client, colleague: Client, assessment: Assessment, client_as: ClientMaker
) -> None:
    answer(lead, at(assessment))
    colleague.post(at(assessment, name="comment"), {"comment-text": "Ask the branch in Mombasa"})
    assert "Ask the branch in Mombasa" in text_of(lead.get(at(assessment)))
    empty = lead.post(at(assessment, name="comment"), {"comment-text": " "})
    assert empty.status_code == 422
    assert "Please check this" in text_of(empty)
    Assessment.objects.update(state=AssessmentState.SUBMITTED, finished_at=timezone.now())
    officer = client_as(Role.SECRETARIAT_OFFICER)
    page = text_of(officer.get(reverse("submission", args=[assessment.pk])))
    assert "Mombasa" not in page
    assert Comment.objects.count() == 1


def test_evidence_comes_goes_and_opens(lead: Client, assessment: Assessment) -> None:
    there = at(assessment, name="evidence_add")
    file = SimpleUploadedFile("minutes.txt", b"The minutes", "text/plain")
    done = lead.post(there, {"file-title": "Minutes", "file-file": file}, follow=True)
    assert "The file was added" in text_of(done)
    kept = Evidence.objects.get()
    got = lead.get(reverse("evidence_file", args=[kept.pk]))
    assert got.content == b"The minutes"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    link = {"link-title": "Policy", "link-link": "https://example.org/policy"}
    assert "The link was added" in text_of(
        lead.post(at(assessment, name="evidence_link"), link, follow=True)
    )
    gone = lead.post(reverse("evidence_remove", args=[kept.pk]), follow=True)
    assert "was removed" in text_of(gone)
    assert Evidence.objects.get().title == "Policy"


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("evidence_link", {"link-title": "T", "link-link": "http://example.org"}, "https://"),
        ("evidence_link", {"link-title": "", "link-link": "https://a.org"}, "What it shows"),
        ("evidence_add", {"file-title": "T"}, "File"),
    ],
)
def test_evidence_that_is_wrong_is_told(
    lead: Client, assessment: Assessment, name: str, fields: dict[str, str], said: str
) -> None:
    page = lead.post(at(assessment, name=name), fields)
    assert page.status_code == 422
    assert said in text_of(page)
    assert "<details open>" in text_of(page)
    assert all(f'value="{typed}"' in text_of(page) for typed in fields.values() if typed)
    # The answer's form still leads to its question, not to where the evidence was sent.
    assert f'action="{at(assessment)}" class="wizard-form"' in text_of(page)
    assert not Evidence.objects.exists()


def test_a_file_that_is_not_what_it_says_is_told(lead: Client, assessment: Assessment) -> None:
    file = SimpleUploadedFile("picture.png", b"not a picture", "image/png")
    there = at(assessment, name="evidence_add")
    page = lead.post(there, {"file-title": "Title kept", "file-file": file})
    assert page.status_code == 422
    assert "picture.png" in text_of(page)
    assert 'value="Title kept"' in text_of(page)
    assert not Evidence.objects.exists()


def test_evidence_answers_a_question_of_the_secretariat(
    lead: Client, bank: Organisation, client_as: ClientMaker
) -> None:
    done = finished(bank, make_release(), {"G-1": 2})
    asked = Clarification.objects.create(assessment=done, item_id="G-1")
    thread = reverse("clarification", args=[asked.pk])
    assert "Add a file" in text_of(lead.get(thread))
    assert "Add a file" not in text_of(client_as(Role.SECRETARIAT_OFFICER).get(thread))
    link = {"link-title": "Minutes", "link-link": "https://example.org/minutes"}
    added = lead.post(at(done, name="evidence_link"), link, follow=True)
    assert added.redirect_chain[-1][0] == thread
    assert "The link was added" in text_of(added)
    assert "Minutes" in text_of(added)
    wrong = lead.post(at(done, name="evidence_link"), link | {"link-link": "no"}, follow=True)
    assert wrong.redirect_chain[-1][0] == thread
    assert "Enter a valid URL" in text_of(wrong)
    # What was submitted is not taken back.
    kept = Evidence.objects.get()
    refused = lead.post(reverse("evidence_remove", args=[kept.pk]), follow=True)
    assert "cannot change" in text_of(refused)
    asked.delete()
    settled = lead.post(at(done, name="evidence_link"), link, follow=True)
    assert settled.redirect_chain[-1][0] == reverse("assessment", args=[done.pk])
    assert "finished" in text_of(settled)
    assert Evidence.objects.count() == 1
    remark = lead.post(at(done, name="comment"), {"comment-text": ""}, follow=True)
    assert remark.redirect_chain[-1][0] == reverse("assessment", args=[done.pk])


def test_the_overview_says_what_comes_next(lead: Client, assessment: Assessment) -> None:
    overview = reverse("assessment", args=[assessment.pk])
    assert "0 of 4 questions answered" in text_of(lead.get(overview))
    for item in ("G-1", "G-2", "T-1", "T-2"):
        answer(lead, at(assessment, item))
    page = text_of(lead.get(overview))
    assert "Every question is answered" in page
    assert "answered a question: \u2068Title of T-2\u2069" in page  # the timeline


def test_checked_signed_off_and_submitted(
    lead: Client, colleague: Client, assessment: Assessment
) -> None:
    answer(colleague, at(assessment))
    summary = reverse("assessment_summary", args=[assessment.pk])
    page = text_of(colleague.get(summary))
    assert "3 questions are open" in page
    assert "Tell your lead" in page
    assert colleague.post(decide(assessment, "sign-off")).status_code == 403
    assert "with your name" in text_of(lead.get(decide(assessment, "sign-off")))
    assert lead.post(decide(assessment, "sign-off"))["Location"] == summary
    assert colleague.get(at(assessment)).status_code == 302  # nothing changes any more
    assert "Submit to the Secretariat" in text_of(lead.get(summary))
    assert lead.post(decide(assessment, "return"))["Location"] == summary
    lead.post(decide(assessment, "sign-off"))
    assert "cannot be taken back" in text_of(lead.get(decide(assessment, "submit")))
    assert lead.post(decide(assessment, "submit"))["Location"] == reverse(
        "assessment_result", args=[assessment.pk]
    )
    again = lead.post(decide(assessment, "keep-private"), follow=True)
    assert "so this cannot be done any more" in text_of(again)
    assert lead.get(decide(assessment, "explode")).status_code == 404
    assert "See the result" in text_of(lead.get(reverse("assessment", args=[assessment.pk])))


def test_a_question_of_the_secretariat_comes_first(lead: Client, bank: Organisation) -> None:
    done = finished(bank, make_release(), {"G-1": 2})
    Clarification.objects.create(assessment=done)
    page = text_of(lead.get(reverse("assessment", args=[done.pk])))
    assert "The Secretariat asked 1 question." in page


def test_signed_off_waits_for_the_lead(
    lead: Client, colleague: Client, assessment: Assessment
) -> None:
    answer(lead, at(assessment))
    lead.post(reverse("assessment_decide", args=[assessment.pk, "sign-off"]))
    overview = reverse("assessment", args=[assessment.pk])
    assert ">Decide</a>" in text_of(lead.get(overview))
    assert ">Decide</a>" not in text_of(colleague.get(overview))


def test_others_find_nothing(lead: Client, assessment: Assessment, client_as: ClientMaker) -> None:
    file = SimpleUploadedFile("minutes.txt", b"The minutes", "text/plain")
    lead.post(at(assessment, name="evidence_add"), {"file-title": "M", "file-file": file})
    kept = Evidence.objects.get().pk
    stranger = client_as(LEAD)
    reads = [
        reverse("assessment", args=[assessment.pk]),
        reverse("assessment_summary", args=[assessment.pk]),
        reverse("assessment_decide", args=[assessment.pk, "submit"]),
        at(assessment),
        reverse("evidence_file", args=[kept]),
    ]
    writes = [
        at(assessment), at(assessment, name="comment"), at(assessment, name="evidence_link"),
        at(assessment, name="evidence_add"), reverse("evidence_remove", args=[kept]),
    ]  # fmt: skip
    assert {stranger.get(address).status_code for address in reads} == {404}
    assert {stranger.post(address).status_code for address in writes} == {404}
    officer = client_as(Role.SECRETARIAT_OFFICER)
    assert officer.get(reads[-1]).status_code == 404
    assert {officer.get(address).status_code for address in reads[:-1]} <= {403, 404}
    assert lead.get(at(assessment, "X-1")).status_code == 404


def test_no_text_of_an_answer_is_in_an_address_or_title(
    lead: Client, assessment: Assessment, canary: Canary
) -> None:
    saved = answer(lead, at(assessment), note=f"Told by {canary.name}, {canary.email}")
    canary.check_response(saved)
    for name in ("assessment", "assessment_summary"):
        canary.check_response(lead.get(reverse(name, args=[assessment.pk])))
    canary.check_response(lead.get(at(assessment)))


def test_pages_cost_few_queries_however_much_is_answered(
    lead: Client, assessment: Assessment, django_assert_max_num_queries: Any
) -> None:
    addresses = [
        reverse("assessments"), reverse("assessment", args=[assessment.pk]),
        reverse("assessment_summary", args=[assessment.pk]), at(assessment),
    ]  # fmt: skip
    for item in ("G-1", "G-2", "T-1"):
        answer(lead, at(assessment, item))
        lead.post(at(assessment, name="comment"), {"comment-text": f"About {item}"})
        for address in addresses:
            with django_assert_max_num_queries(12):
                assert lead.get(address).status_code == 200


def test_earlier_assessments_are_listed(lead: Client, bank: Organisation) -> None:
    release = make_release()
    day = timezone.localdate() - timedelta(days=400)
    done = finished(bank, release, {"G-1": 1}, day=day)
    page = text_of(lead.get(reverse("assessments")))
    assert reverse("assessment_result", args=[done.pk]) in page
    assert "Begin a self-assessment" in page
