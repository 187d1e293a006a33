"""A diagnostic from the start to the report, files included; and whom it stays hidden from."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import diagnostics as actions
from fulcrum.apps.blueprint.actions import judgements
from fulcrum.apps.blueprint.actions.judgements import Judgement
from fulcrum.apps.blueprint.actions.sources import Edition, load_goods
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.models import CountryTable, Diagnostic, Exposure, Release, Risk
from fulcrum.apps.blueprint.queries.diagnostics import context_of, map_of, rank_of
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import SYSTEM

ROWS = (
    b"description,industry,country,commodity,exposure,ccy\n"
    b"Mills,13,IN,Textiles,1000000,USD\n"
    b'Traders,01,UZ,Cotton,"2,000,000.50",USD\n'
    b"Traders,01,UZ,Cotton,1,USD\n"
    b"Wrong,ZZ9,Nowhere,,abc,XXX\n"
    b"Empty,,,,5,USD\n"
)


@pytest.fixture
def begun(release: Release, own: Organisation, lead: Actor) -> Diagnostic:
    day = date(2026, 3, 1)
    return actions.start_diagnostic(own, by=lead, title="Book", as_of_date=day, currency="USD")


def test_bubbles_lead_to_the_risks_they_stand_for(
    begun: Diagnostic, browser: Client, lead: Actor
) -> None:
    risk = add(begun, lead)
    shown = text_of(browser, "risk_map", begun.pk)
    drawing = shown[shown.index("<svg xmlns") : shown.index("</figure>")]
    assert f'<a href="{reverse("risk", args=[risk.pk])}"' in drawing
    assert "vega" not in drawing


def add(
    diagnostic: Diagnostic, by: Actor, good: str = "Cotton", country: str = "CN", **more: Any
) -> Risk:
    given = ExposureInput("clients", f"Loans for {good}", "01", country, good, Decimal(100), **more)
    return actions.add_exposure(diagnostic, given, by=by).risk


@pytest.fixture
def browser(client_as: Callable[..., Client], own: Organisation) -> Client:
    assert own.tenant is not None
    return client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)


def text_of(client: Client, name: str, *args: Any, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status, (name, response.status_code)
    return (
        response.getvalue().decode()
        if response.streaming
        else response.content.decode(errors="replace")
    )


def test_from_the_start_to_the_report(release: Release, browser: Client) -> None:
    assert "No diagnostic yet" in text_of(browser, "diagnostics")
    assert "Begin" in text_of(browser, "diagnostic_start")
    wrong = browser.post(
        reverse("diagnostic_start"), {"title": "", "as_of_date": "2999-01-01", "currency": "ZZZ"}
    )
    assert wrong.status_code == 422
    values = {"title": "Book", "as_of_date": "2026-03-01", "currency": "usd"}
    assert browser.post(reverse("diagnostic_start"), values).status_code == 302
    diagnostic = Diagnostic.objects.get()
    page = reverse("diagnostic_area", args=[diagnostic.pk, "clients"])
    assert "Which clients" in browser.get(page).content.decode()
    assert browser.post(page, {"go": "add", "activity": "Nothing said"}).status_code == 422
    sent = {
        "go": "add",
        "activity": "Cotton loans",
        "sector": "01",
        "country": "UZ",
        "good": "cotton",
        "amount": "500",
    }
    assert browser.post(page, sent).status_code == 302
    nothing = reverse("diagnostic_area", args=[diagnostic.pk, "suppliers"])
    assert browser.post(nothing, {"go": "nothing", "no-reason": ""}).status_code == 422
    assert (
        browser.post(nothing, {"go": "nothing", "no-reason": "We buy nothing."}).status_code == 302
    )
    assert browser.get(reverse("diagnostic_area", args=[diagnostic.pk, "moon"])).status_code == 404
    risk = Risk.objects.get()
    assert risk.good == "Cotton"
    answers = (
        ("harm", {"choice": "forced_labour"}),
        ("causes", {"choice": "no", "reason": "We only lend."}),
        ("contributes", {"choice": "no"}),
        ("linked", {"choice": "yes", "reason": "Through a client."}),
        ("scale", {"choice": "5", "reason": "People cannot leave."}),
        ("scope", {"choice": "4"}),
        ("irremediability", {"choice": "3"}),
        ("likelihood", {"choice": str(risk.found_likelihood)}),
        ("known", {"kind": "known", "date": "2026-01-01", "text": "A report."}),
    )
    for name, values in answers:
        address = reverse("risk_question", args=[risk.pk, name])
        assert browser.get(address).status_code == 200
        assert browser.post(address, values).status_code == 302, name
    risk.refresh_from_db()
    assert (risk.involvement, risk.severity, risk.known_date) == ("linked", 5, date(2026, 1, 1))
    shown = text_of(browser, "risk", risk.pk)
    assert "Through a client." in shown
    assert "of 1 risks" in shown
    for name in (
        "diagnostic",
        "diagnostic_check",
        "exposures",
        "risks",
        "risk_map",
        "exposure_files",
    ):
        assert "Book" in text_of(browser, name, diagnostic.pk)
    assert f'href="/blueprint/risks/{risk.pk}"' in text_of(browser, "risk_map", diagnostic.pk)
    assert "Cotton" in text_of(browser, "risk_map_rows", diagnostic.pk)
    for kind in ("html", "pdf", "docx"):
        assert text_of(browser, "diagnostic_report", diagnostic.pk, kind)
    assert text_of(browser, "diagnostic_report", diagnostic.pk, "odt", status=404)
    finish = reverse("diagnostic_decide", args=[diagnostic.pk, "finish"])
    assert b"Finish this diagnostic" in browser.get(finish).content
    assert browser.post(finish)["Location"] == reverse("risk_map", args=[diagnostic.pk])
    assert browser.get(reverse("risk_question", args=[risk.pk, "scale"])).status_code == 302
    assert browser.get(page).status_code == 302
    event = {
        "event-kind": "acted",
        "event-date": "2026-02-01",
        "event-text": "We asked the client.",
    }
    assert browser.post(reverse("risk_record", args=[risk.pk]), event).status_code == 302
    late = event | {"event-date": str(timezone.localdate() + timedelta(days=2))}
    assert browser.post(reverse("risk_record", args=[risk.pk]), late).status_code == 422
    assert (
        browser.post(reverse("diagnostic_decide", args=[diagnostic.pk, "reopen"])).status_code
        == 302
    )
    assert (
        browser.get(reverse("diagnostic_decide", args=[diagnostic.pk, "burn"])).status_code == 404
    )
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"start_diagnostic", "add_exposure", "review_area", "judge_risk", "record_risk_event", "finish_diagnostic", "reopen_diagnostic"} <= verbs  # fmt: skip
    exposure = Exposure.objects.get()
    assert browser.post(reverse("exposure_remove", args=[exposure.pk])).status_code == 302
    assert not Risk.objects.exists()


def test_faulty_answers_are_kept_and_explained(
    begun: Diagnostic, lead: Actor, browser: Client
) -> None:
    risk = add(begun, lead)
    address = reverse("risk_question", args=[risk.pk, "likelihood"])
    response = browser.post(address, {"choice": "1", "reason": ""})
    assert response.status_code == 422
    assert b"better than the sources" in response.content
    assert (
        browser.post(reverse("risk_question", args=[risk.pk, "scale"]), {"choice": "9"}).status_code
        == 422
    )
    assert browser.get(reverse("risk_question", args=[risk.pk, "mood"])).status_code == 404
    leave = browser.post(
        reverse("risk_question", args=[risk.pk, "causes"]), {"choice": "yes", "go": "leave"}
    )
    assert leave["Location"] == reverse("diagnostic", args=[begun.pk])
    skipped = browser.get(reverse("risk_question", args=[risk.pk, "linked"]))
    assert skipped["Location"].endswith("/scale")
    acted = browser.post(
        reverse("risk_question", args=[risk.pk, "known"]),
        {"kind": "acted", "date": "2026-01-01", "text": "x"},
    )
    assert acted.status_code == 422


def test_other_institutions_and_the_secretariat_see_nothing(
    begun: Diagnostic, lead: Actor, client_as: Callable[..., Client]
) -> None:
    risk = add(begun, lead)
    exposure = Exposure.objects.get()
    other = client_as(Role.INSTITUTION_LEAD)
    for name, pk in (
        ("diagnostic", begun.pk),
        ("risk_map", begun.pk),
        ("risks", begun.pk),
        ("risk", risk.pk),
    ):
        assert other.get(reverse(name, args=[pk])).status_code == 404
        assert client_as(Role.SECRETARIAT_OFFICER).get(reverse(name, args=[pk])).status_code == 403
    assert other.post(reverse("exposure_remove", args=[exposure.pk])).status_code == 404
    assert other.post(reverse("risk_record", args=[risk.pk])).status_code == 404


def test_actions_refuse_what_is_not_allowed(begun: Diagnostic, lead: Actor, officer: Actor, actor_as: Callable[..., Actor]) -> None:  # fmt: skip
    risk = add(begun, lead)
    stranger = actor_as(Role.INSTITUTION_LEAD)
    with pytest.raises(RefusedError):
        add(begun, stranger)
    with pytest.raises(RefusedError):
        judgements.judge_risk(risk, Judgement("scale", 3), by=officer)
    with pytest.raises(RefusedError):
        actions.start_diagnostic(
            begun.organisation, by=stranger, title="x", as_of_date=begun.as_of_date, currency="USD"
        )
    with pytest.raises(FulcrumError):
        judgements.judge_risk(risk, Judgement("scale", 9), by=lead)
    with pytest.raises(FulcrumError):
        actions.add_exposure(begun, ExposureInput("clients", "x"), by=lead)
    with pytest.raises(ConflictError):
        actions.review_area(begun, "clients", "Nothing", by=lead)
    with pytest.raises(ConflictError):
        actions.reopen_diagnostic(begun, by=lead)
    actions.finish_diagnostic(begun, by=lead)
    with pytest.raises(ConflictError):
        add(begun, lead)


def test_a_rank_follows_its_judgements_and_says_what_would_change_it(
    begun: Diagnostic, lead: Actor
) -> None:
    first, second = add(begun, lead), add(begun, lead, "Rice", "NO")
    assert rank_of(first) is not None
    before = rank_of(second)
    assert before is not None
    assert (before.number, before.total) == (2, 2)
    raised = judgements.judge_risk(second, Judgement("scope", 5), by=lead, version=second.version)
    after = rank_of(raised)
    assert after is not None
    assert after.number <= before.number
    context = context_of(first)
    assert (context.area, context.good, context.involvement) == ("clients", "Cotton", "linked")
    assert map_of(begun, {"country": "NO"}).count == 1
    judgements.judge_risk(raised, Judgement("scope", 2), by=lead)
    with pytest.raises(ConflictError):
        judgements.judge_risk(raised, Judgement("scope", 3), by=lead, version=1)


def run_at(location: str) -> None:
    assert run_job(Job.objects.get(pk=location.rsplit("/", 1)[-1])).state == "done"


def send(client: Client, diagnostic: Diagnostic, content: bytes = ROWS) -> Import:
    values = {
        "file": SimpleUploadedFile("book.csv", content),
        "area": "clients",
        "rates": "EUR 1.1",
    }
    response = client.post(reverse("exposure_file_new", args=[diagnostic.pk]), values)
    assert response.status_code == 302, response.content.decode()
    run = Import.objects.latest("pk")
    assert "Match the columns" in text_of(client, "exposure_file", run.pk)
    mapping = {f"column_{field}": heading for field, heading in run.mapping.items()}
    run_at(client.post(reverse("exposure_file_check", args=[run.pk]), mapping)["Location"])
    return run


def test_a_file_is_checked_taken_in_and_changes_nothing_the_second_time(
    begun: Diagnostic, browser: Client
) -> None:
    run = send(browser, begun)
    run.refresh_from_db()
    assert run.counts == {"created": 3, "changed": 0, "unchanged": 0, "faulty": 2}
    assert not Exposure.objects.exists()
    shown = text_of(browser, "exposure_file", run.pk)
    assert "No such country" in shown
    assert "ZZ9" in text_of(browser, "exposure_file_faults", run.pk)
    run_at(browser.post(reverse("exposure_file_start", args=[run.pk]))["Location"])
    assert Exposure.objects.count() == 3
    cotton = Risk.objects.get(good="Cotton")
    assert (cotton.exposure_count, cotton.amount) == (2, Decimal("2000001.50"))
    again = send(browser, begun)
    again.refresh_from_db()
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 3, "faulty": 2}
    assert browser.post(reverse("exposure_file_start", args=[run.pk])).status_code == 302
    assert text_of(browser, "exposure_layout").startswith("\ufeff") or "activity" in text_of(
        browser, "exposure_layout"
    )
    bad = {"file": SimpleUploadedFile("x.csv", b"a\n1\n"), "area": "clients", "rates": "lots"}
    assert browser.post(reverse("exposure_file_new", args=[begun.pk]), bad).status_code == 422


def test_references_correct_rows_and_rates_convert_them(begun: Diagnostic, browser: Client) -> None:
    rows = b"sector,country,good,amount,currency,reference\nC13,India,Textiles,100,EUR,a1\n"
    for content in (rows, rows.replace(b"100", b"300")):
        run = send(browser, begun, content)
        run_at(browser.post(reverse("exposure_file_start", args=[run.pk]))["Location"])
    exposure = Exposure.objects.get()
    assert (exposure.amount, exposure.value) == (Decimal("300.00"), Decimal("330.00"))
    assert Risk.objects.get().amount == Decimal("330.00")


def test_a_table_of_countries_needs_a_licence_and_moves_likelihoods(
    begun: Diagnostic, lead: Actor, browser: Client, client_as: Callable[..., Client]
) -> None:
    risk = add(begun, lead, "", "QA")
    Risk.objects.filter(pk=risk.pk).update(sector="41")
    officer = client_as(Role.SECRETARIAT_OFFICER)
    values = {
        "title": "Index",
        "kind": "vulnerability",
        "unit": "points",
        "source": "Institute",
        "licence": "",
        "published_date": "2024-01-01",
        "higher_is_worse": "on",
    }
    content = b"iso,score\nQA,90\nNO,10\nSE,11\nDK,12\nFI,13\nQA,4\nNowhere,x\n"

    def file() -> dict[str, Any]:
        return {"file": SimpleUploadedFile("index.csv", content)}

    assert officer.post(reverse("country_file_new"), values | file()).status_code == 422
    assert (
        officer.post(
            reverse("country_file_new"), values | file() | {"licence": "CC BY 4.0"}
        ).status_code
        == 302
    )
    run = Import.objects.latest("pk")
    mapping = {"column_country": "iso", "column_value": "score"}
    run_at(officer.post(reverse("country_file_check", args=[run.pk]), mapping)["Location"])
    assert "Nowhere" in text_of(officer, "country_file_faults", run.pk)
    run_at(officer.post(reverse("country_file_start", args=[run.pk]))["Location"])
    table = CountryTable.objects.get()
    assert (table.state, table.values.count()) == ("in_use", 5)
    assert "CC BY 4.0" in text_of(browser, "country_table", table.pk)
    assert "Index" in text_of(browser, "risk_sources")
    assert (
        browser.post(reverse("diagnostic_decide", args=[begun.pk, "read-again"])).status_code == 302
    )
    risk.refresh_from_db()
    assert risk.found_likelihood == 4
    assert browser.post(reverse("country_table_withdraw", args=[table.pk])).status_code == 403
    assert officer.get(reverse("country_table_withdraw", args=[table.pk])).status_code == 200
    assert officer.post(reverse("country_table_withdraw", args=[table.pk])).status_code == 302
    table.refresh_from_db()
    assert table.state == "withdrawn"


def test_a_newer_list_is_loaded_once_and_old_diagnostics_keep_theirs(
    begun: Diagnostic, browser: Client, lead: Actor
) -> None:
    content = (
        b"good,sector,country,child_labour,forced_labour\nSprockets,Manufacturing,Norway,No,Yes\n"
    )
    edition = Edition("2024", date(2024, 9, 5))
    kept = load_goods(content, edition, by=SYSTEM)
    assert load_goods(content, edition, by=SYSTEM).pk == kept.pk
    with pytest.raises(ConflictError):
        load_goods(content + b"Bolts,Manufacturing,Norway,No,Yes\n", edition, by=SYSTEM)
    with pytest.raises(RefusedError):
        load_goods(content, edition, by=lead)
    with pytest.raises(FulcrumError):
        load_goods(content, Edition("3000", date(3000, 1, 1)), by=SYSTEM)
    assert begun.goods_edition == "2022"
    assert "Edition 2024 is here" in text_of(browser, "diagnostic", begun.pk)
    assert "2024" in text_of(browser, "risk_sources")
    risk = add(begun, lead, "Sprockets", "NO")
    assert risk.found_likelihood is not None
    assert actions.read_sources_again(begun, by=lead) == 1
    risk.refresh_from_db()
    assert risk.found_likelihood == 5


@pytest.mark.parametrize("name", ["diagnostic", "risk_map", "risks", "exposures", "diagnostics"])
def test_pages_ask_a_fixed_number_of_queries(
    begun: Diagnostic, lead: Actor, browser: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    for country in ("CN", "UZ", "TM", "NO", "SE", "DE", "IN"):
        add(begun, lead, "Cotton", country)
    address = reverse(name, args=[] if name == "diagnostics" else [begun.pk])
    browser.get(address)
    with django_assert_max_num_queries(17):
        browser.get(address)
