"""The queue and the page of an alert."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.screening.actions import runs as run_actions
from fulcrum.apps.screening.actions.alerts import propose_verdict, snooze_subject
from fulcrum.apps.screening.actions.runs import RunInput
from fulcrum.apps.screening.folders import data_folder
from fulcrum.apps.screening.models import Alert, Reading
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.actions.test_runs import run_it
from tests.apps.screening.bank import make_data
from tests.apps.screening.making import make_alert


def body(client: Client, name: str, *args: int, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_queue_says_what_it_is_for(page: Client) -> None:
    assert "No alert yet" in body(page, "alerts")


def test_the_queue_shows_ones_own_alerts_alone(
    page: Client, analyst: Actor, stranger: Actor
) -> None:
    mine, theirs = make_alert(analyst, "MINE-1"), make_alert(stranger, "THEIRS-1")
    said = body(page, "alerts")
    assert "MINE-1" in said
    assert "THEIRS-1" not in said
    assert "Night cash" in said
    for name in ("alert", "alert_rows", "alert_verdict", "alert_snooze"):
        body(page, name, theirs.pk, status=404)
    assert "MINE-1" in body(page, "alert", mine.pk)


@pytest.mark.parametrize(
    "role", [Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER, Role.BANK_CONTACT, Role.ADMINISTRATOR]
)
def test_others_see_no_alerts(client_as: Any, analyst: Actor, role: Role) -> None:
    alert = make_alert(analyst)
    client = client_as(role)
    for name, args in (("alerts", ()), ("runs", ()), ("alert", (alert.pk,))):
        assert client.get(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_same_few_questions(
    page: Client,
    analyst: Actor,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(count):
        make_alert(analyst, f"A-{n}")
    page.get(reverse("alerts"))
    with django_assert_num_queries(7):
        page.get(reverse("alerts"))


@pytest.mark.parametrize("count", [1, 3])
def test_an_alert_asks_the_same_few_questions(
    page: Client,
    analyst: Actor,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    alert = make_alert(analyst, indicators=["I01", "I15", "I48"][:count])
    page.get(reverse("alert", args=[alert.pk]))
    with django_assert_num_queries(10):
        page.get(reverse("alert", args=[alert.pk]))


def test_filters_of_the_queue(page: Client, analyst: Actor) -> None:
    today = timezone.localdate()
    make_alert(analyst, "LATE-1", due_on=today - timedelta(days=1))
    make_alert(analyst, "QUIET-1", snoozed_until=today + timedelta(days=9))
    make_alert(analyst, "LABOUR-1", indicators=["I63", "I65", "I70"], scenarios=["S02"])
    assert "LATE-1" in body(page, "alerts", where="late")
    assert "LABOUR-1" not in body(page, "alerts", where="late")
    assert "QUIET-1" not in body(page, "alerts", where="open")
    assert "QUIET-1" in body(page, "alerts", where="snoozed")
    only = body(page, "alerts", scenario="S02")
    assert "LABOUR-1" in only
    assert "LATE-1" not in only
    assert "LABOUR-1" in body(page, "alerts", indicator="I63")
    assert "Nothing matches" in body(page, "alerts", q="NOBODY")


def test_an_alert_says_why_and_what_else_it_may_be(page: Client, analyst: Actor) -> None:
    alert = make_alert(analyst, scenarios=["S01"])
    alert.run.result = {"lacking": {"I58": ["adverts"]}}
    alert.run.save()
    said = body(page, "alert", alert.pk)
    for text in (
        "Controlled sex trade on a circuit",
        "It may also be",
        "FINTRAC",
        "our default, not validated",
        "from the source",
        "the alert needs it",
        "adverts",
        "not the same as",
        "invented",
    ):
        assert text in said, text
    assert "Multi-city cash" in said  # among those not hit


def test_an_alert_with_four_indicators_needs_none_of_them(page: Client, analyst: Actor) -> None:
    alert = make_alert(analyst, indicators=["I01", "I15", "I48", "I30"])
    assert "the alert needs it" not in body(page, "alert", alert.pk)


def test_bulk_triage(page: Client, analyst: Actor, second: Membership) -> None:
    alerts = [make_alert(analyst, f"A-{n}") for n in range(2)]
    chosen = {"alert": [one.pk for one in alerts], "to": second.user_id}
    answer = page.post(reverse("alert_assign"), chosen, follow=True)
    assert "2 alerts changed hands" in answer.content.decode()
    answer = page.post(reverse("alert_assign"), {"to": second.user_id}, follow=True)
    assert "Choose at least one alert" in answer.content.decode()
    answer = page.post(reverse("alert_assign"), {"alert": ["x"], "to": ""}, follow=True)
    assert "Choose at least one alert" in answer.content.decode()
    assert set(Alert.objects.values_list("assignee_id", flat=True)) == {second.user_id}


def test_a_verdict_by_two_people(
    page: Client, client_as: Any, analyst: Actor, second: Membership
) -> None:
    alert = make_alert(analyst)
    wrong = page.post(reverse("alert_verdict", args=[alert.pk]), {"reason": "Kept words"})
    assert wrong.status_code == 422
    assert "Kept words" in wrong.content.decode()
    page.post(
        reverse("alert_verdict", args=[alert.pk]), {"verdict": "productive", "reason": "Adverts."}
    )
    reading = Reading.objects.get()
    assert "a colleague checks what you said" in body(page, "alert", alert.pk)
    refused = page.post(reverse("alert_check", args=[reading.pk]), {"agrees": "yes"})
    assert refused.status_code == 422
    assert "second person" in refused.content.decode()
    other = client_as(second)
    assert "Adverts." in body(other, "alert_check", reading.pk)
    other.post(reverse("alert_check", args=[reading.pk]), {"agrees": "yes"})
    said = body(other, "alert", alert.pk)
    assert "agrees" in said
    assert "Closed" in said
    similar = make_alert(analyst, "A-2")
    assert "3 indicators shared" in body(page, "alert", similar.pk)


def test_a_foreign_reading_or_snooze_is_not_found(
    page: Client, stranger: Actor, analyst: Actor
) -> None:
    alert = make_alert(stranger)
    reading = propose_verdict(alert, "productive", "Theirs.", by=stranger)
    body(page, "alert_check", reading.pk, status=404)
    until = timezone.localdate() + timedelta(days=5)
    snooze = snooze_subject(make_alert(stranger, "B"), until, "x", by=stranger)
    assert page.post(reverse("snooze_lift", args=[snooze.pk])).status_code == 404


def test_snoozing_from_the_page(page: Client, analyst: Actor) -> None:
    alert = make_alert(analyst)
    until = timezone.localdate() + timedelta(days=5)
    wrong = page.post(
        reverse("alert_snooze", args=[alert.pk]), {"until": "2020-01-01", "reason": "x"}
    )
    assert wrong.status_code == 422
    page.post(reverse("alert_snooze", args=[alert.pk]), {"until": until, "reason": "A courier."})
    said = body(page, "alert", alert.pk)
    assert "Left alone" in said
    assert "A courier." in said
    snooze = alert.tenant.snoozes.get()
    page.post(reverse("snooze_lift", args=[snooze.pk]))
    assert "A courier." not in body(page, "alert", alert.pk)


def test_an_export_holds_what_is_shown(page: Client, analyst: Actor) -> None:
    make_alert(analyst, "=A-1")
    answer = page.get(reverse("alerts"), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined] # it streams
    assert "'=A-1" in text
    assert "I01, I15, I48" in text


HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202egnp.exe"


def test_hostile_text_harms_neither_page_nor_file(
    page: Client, analyst: Actor, tmp_path: Any, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    make_data(data_folder(analyst.tenant_id or 0, "march"), memo=HOSTILE)
    dataset = run_actions.register_dataset("march", "March", by=analyst)
    run_it(dataset, analyst)
    alert = Alert.objects.get()
    said = body(page, "alert_rows", alert.pk)
    assert "<script>alert(1)" not in said
    assert "&lt;script&gt;alert(1)" in said
    assert "<bdi>=cmd" in said
    assert "movements came in" in said
    answer = page.get(reverse("alert_rows", args=[alert.pk]), {"figure": "movements"})
    rows = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined] # it streams
    assert rows[0].startswith("\ufeff") or rows[0].startswith("When")
    run = run_actions.start_run(dataset, RunInput("Later"), by=analyst, queue=False)
    Alert.objects.update(run=run)
    assert "not here any more" in body(page, "alert_rows", alert.pk)
