"""Reports as analysts use them: from the case to the filed report, and what others are refused."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import report_files, report_filing
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parties import PartyInput, change_party
from fulcrum.apps.screening.enums import ReportState
from fulcrum.apps.screening.models import Case, Report, SchemaFile
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import VICTIM, begin, name_party
from tests.apps.screening.report_making import drafted, evidence, sent, suspicion
from tests.conftest import Canary
from tests.engines.screening.reporting.schema import SCHEMA

__all__ = ["evidence"]
pytestmark = pytest.mark.usefixtures("evidence")


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def at(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def test_from_a_case_to_the_filed_report(
    page: Client, client_as: Callable[..., Client], second: Membership, analyst: Actor
) -> None:
    case, controller, victim = suspicion(analyst)
    offered = shown(page.get(at("report_new", case.pk)))
    assert "Антон" in offered
    assert "Cleo East" not in offered
    answer = page.post(at("report_new", case.pk), sent([controller, victim]))
    assert answer.status_code == 422
    told = shown(page.post(at("report_new", case.pk), sent([controller]), follow=True))
    report = Report.objects.get()
    for said in ("Report C1-R1", "Draft", "invented", "Night cash", "It is not built yet",
                 "Read the narrative, then build the file", "1 person in this case may be a victim",
                 "Fulcrum never sends a report", "No schema is supplied"):  # fmt: skip
        assert said in told
    file = SimpleUploadedFile("unit.xsd", SCHEMA)
    schemas = shown(page.post(at("schema_new"), {"file": file}, follow=True))
    assert "unit.xsd" in schemas
    schema = SchemaFile.objects.get()
    built = shown(page.post(at("report_build", report.pk), {"schema": schema.pk}, follow=True))
    for said in ("finds nothing wrong", "Chekhov", "How names are written", "goAML XML",
                 "A colleague who did not write it"):  # fmt: skip
        assert said in built
    refused = shown(page.post(at("report_approve", report.pk), follow=True))
    assert "Somebody who did not write the report" in refused
    other = client_as(second)
    assert "Read it as a whole and approve it" in shown(other.get(at("report", report.pk)))
    assert "Record it" in shown(other.post(at("report_approve", report.pk), follow=True))
    place, today = at("report_file", report.pk), timezone.localdate().isoformat()
    assert page.get(place).status_code == 200
    wrong = page.post(place, {"filed_on": "2999-01-01", "reference": "FIU 7"})
    assert "has not come yet" in shown(wrong, 422)
    assert "FIU 7" in wrong.content.decode()
    done = shown(page.post(place, {"filed_on": today, "reference": "FIU 7"}, follow=True))
    assert "FIU 7" in done
    assert Case.objects.get().state == "reported"
    assert page.get(place).status_code == 302
    assert page.get(at("report_edit", report.pk)).status_code == 302


def test_what_was_typed_is_kept(page: Client, analyst: Actor) -> None:
    report = drafted(analyst)
    subjects = list(report.case.parties.filter(is_subject=True))
    place = at("report_edit", report.pk)
    assert "Night cash" in shown(page.get(place))
    said = shown(page.post(place, sent(subjects, narrative="Cleo East paid.")), 422)
    assert "names a possible victim" in said
    assert "Cleo East paid." in said
    assert "Say what happened" in shown(page.post(place, sent(subjects, narrative=" ")), 422)
    long = "x" * 30_001
    assert page.post(place, sent(subjects, narrative=long)).status_code == 422
    wrong = sent(subjects, narrative="She paid.", currency="pounds", country="Britain")
    assert page.post(place, wrong).status_code == 422
    good = sent(subjects, narrative="<b>She</b> paid.", entity_id="")
    told = page.post(place, good, follow=True).content.decode()
    assert "&lt;b&gt;She&lt;/b&gt; paid." in told
    assert "id is missing" in told
    assert "Build the file" not in told
    assert "not complete" in shown(page.post(at("report_build", report.pk), follow=True))
    anew = shown(page.post(place, sent(subjects, redraft="on"), follow=True))
    assert "Night cash" in anew


def test_a_report_about_nobody(page: Client, analyst: Actor) -> None:
    case = begin(analyst)
    name_party(case, analyst, VICTIM)
    assert "names nobody a report could be about" in shown(page.get(at("report_new", case.pk)))
    assert page.post(at("report_new", case.pk), sent([])).status_code == 422
    close_case(case, "Nothing.", by=analyst)
    assert page.get(at("report_new", case.pk)).status_code == 302


def test_the_next_report_knows_who_reports(page: Client, analyst: Actor) -> None:
    report = drafted(analyst)
    assert "3 Harbour Road" in shown(page.get(at("report_new", report.case_id)))


def test_findings_are_told_in_words(page: Client, analyst: Actor) -> None:
    text = SCHEMA.decode().replace("submission_date", "report_date").encode()
    schema = report_files.supply_schema("wrong.xsd", text, by=analyst)
    report = drafted(analyst)
    told = shown(page.post(at("report_build", report.pk), {"schema": schema.pk}, follow=True))
    assert "thing wrong" in told or "things wrong" in told
    assert "Line " in told
    assert "Choose a schema" in shown(
        page.post(at("report_build", report.pk), {"schema": "99999"}, follow=True)
    )
    built = shown(page.post(at("report_build", report.pk), {"schema": ""}, follow=True))
    assert "checked against no schema" in built


def test_taken_out_and_in_the_log(page: Client, analyst: Actor, canary: Canary) -> None:
    case, controller, _victim = suspicion(analyst)
    change_party(controller, PartyInput(canary.name, "controller", controller.basis), by=analyst)
    page.post(at("report_new", case.pk), sent([controller]))
    report = Report.objects.get()
    assert page.get(at("report_document", report.pk, "xml")).status_code == 404
    page.post(at("report_build", report.pk))
    for kind, begins in (("xml", b"<?xml"), ("pdf", b"%PDF"), ("docx", b"PK")):
        answer = page.get(at("report_document", report.pk, kind))
        assert answer.content.startswith(begins)
        canary.check_response(answer)
    assert canary.name in page.get(at("report_document", report.pk, "html")).content.decode()
    assert Entry.objects.filter(verb="export_report").count() == 4
    for kind in ("json", "txt", "zip"):
        assert page.get(at("report_document", report.pk, kind)).status_code == 404
    canary.check_response(page.get(at("report", report.pk)))
    canary.check_rows(Entry, "old", "new")


def test_the_form_of_the_united_states(page: Client, analyst: Actor) -> None:
    report = drafted(analyst, profile="usa", currency="USD")
    told = shown(page.post(at("report_build", report.pk), follow=True))
    assert "JSON" in told
    assert b"FIN-2020-A008" in page.get(at("report_document", report.pk, "json")).content
    assert b"Narrative" in page.get(at("report_document", report.pk, "txt")).content
    assert page.get(at("report_document", report.pk, "xml")).status_code == 404


def test_a_subject_who_turns_out_to_be_a_possible_victim(
    page: Client, analyst: Actor, colleague: Actor
) -> None:
    report = drafted(analyst)
    report_files.build_report(report, None, by=analyst)
    report_filing.approve_report(report, by=colleague)
    party = report.case.parties.get(is_subject=True)
    change_party(party, PartyInput(party.name, VICTIM, "Somebody else has the card."), by=analyst)
    told = shown(page.get(at("report", report.pk)))
    assert "Do not file it" in told
    taken = shown(page.get(at("report_document", report.pk, "pdf"), follow=True))
    assert "now seen as a possible victim" in taken
    Report.objects.update(state=ReportState.FILED)
    assert "Tell the authority" in shown(page.get(at("report", report.pk)))
    Report.objects.update(state=ReportState.DRAFT)
    assert "Save the report anew" in shown(page.get(at("report", report.pk)))


def test_withdrawn(page: Client, analyst: Actor) -> None:
    report = drafted(analyst)
    told = shown(page.post(at("report_withdraw", report.pk), follow=True))
    assert "Withdrawn" in told
    assert "Build the file" not in told
    again = shown(page.post(at("report_withdraw", report.pk), follow=True))
    assert "filed or withdrawn" in again


def test_one_that_cannot_be_read_is_still_a_page(page: Client, analyst: Actor) -> None:
    report = drafted(analyst)
    Report.objects.update(content={"given": report.content["given"]})
    assert "cannot be shown" in shown(page.get(at("report", report.pk)))


def test_schemas_empty_and_wrong(page: Client) -> None:
    assert "No schema yet" in shown(page.get(at("schemas")))
    assert page.get(at("schema_new")).status_code == 200
    assert page.post(at("schema_new")).status_code == 422
    wrong = SimpleUploadedFile("a.xsd", b"<a/>")
    assert "no XML schema" in shown(page.post(at("schema_new"), {"file": wrong}), 422)


@pytest.mark.parametrize("count", [1, 3])
def test_few_queries(
    page: Client, analyst: Actor, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        report = drafted(analyst)
        for extra in range(number):
            name_party(report.case, analyst, name=f"Ada {extra}")
        report_files.supply_schema(f"{number}.xsd", SCHEMA + b" " * number, by=analyst)
    page.get(at("report", report.pk))
    for name, pk, queries in (
        ("report", report.pk, 9),
        ("report_edit", report.pk, 5),
        ("report_new", report.case_id, 7),
        ("schemas", None, 3),
    ):
        with django_assert_num_queries(queries):
            page.get(at(name, *([pk] if pk else [])))


def test_others_see_and_do_nothing(analyst: Actor, client_as: Callable[..., Client]) -> None:
    report = drafted(analyst)
    gets = ("report", "report_edit", "report_file")
    posts = ("report_build", "report_approve", "report_file", "report_withdraw", "report_edit")
    for role, status in ((Role.CRIME_ANALYST, 404), (Role.SECRETARIAT_OFFICER, 403)):
        other = client_as(role)
        for name in gets:
            assert other.get(at(name, report.pk)).status_code == status, name
        for name in posts:
            assert other.post(at(name, report.pk)).status_code == status, name
        assert other.get(at("report_document", report.pk, "pdf")).status_code == status
        assert other.get(at("report_new", report.case_id)).status_code == status
        assert other.post(at("report_new", report.case_id)).status_code == status
    for name in ("schemas", "schema_new"):
        assert other.get(at(name)).status_code == 403
