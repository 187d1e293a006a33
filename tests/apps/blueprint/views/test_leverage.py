"""The catalogue, suggestions and plans, as institutions and the Secretariat use them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.blueprint.actions import plans as actions
from fulcrum.apps.blueprint.actions.diagnostics import start_diagnostic
from fulcrum.apps.blueprint.actions.practices import contribute_practice, decide_practice
from fulcrum.apps.blueprint.leverage.terms import PlanState
from fulcrum.apps.blueprint.models import Commitment, Plan, Practice, Release, Risk
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.actions.test_plans import GIVEN as PLAN
from tests.apps.blueprint.actions.test_practices import GIVEN as PRACTICE
from tests.apps.blueprint.making import institution
from tests.apps.blueprint.test_api import Software

SENT = {
    "title": "Fees paid back",
    "who": "A bank",
    "what": "Terms",
    "kind": "commercial",
    "shown": "1",
    "source": "A report",
    "countries": ["KE"],
}


@pytest.fixture
def client(own: Organisation, release: Release, client_as: Callable[..., Client]) -> Client:
    return client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def published(lead: Actor, officer: Actor, own: Organisation) -> Practice:
    made = contribute_practice(PRACTICE, by=lead)
    decide_practice(made, "propose", by=lead)
    return decide_practice(made, "publish", by=officer)


@pytest.fixture
def plan(own: Organisation, release: Release, lead: Actor) -> Plan:
    return actions.start_plan(own, PLAN, by=lead)


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def get(client: Client, name: str, *args: Any, **query: str) -> str:
    return shown(client.get(reverse(name, args=args), query))


def test_contribute_send_publish(client: Client, secretariat: Client) -> None:
    assert "No practice yet" in get(client, "practices")
    refused = client.post(reverse("practice_new"), SENT | {"source_url": "http://a.example"})
    assert "begins with https" in shown(refused, 422)
    made = client.post(reverse("practice_new"), SENT, follow=True)
    assert "written down as a draft" in shown(made)
    pk = Practice.objects.get().pk
    assert secretariat.get(reverse("practice", args=[pk])).status_code == 404
    assert "cannot be changed" in get(client, "practice_decide", pk, "propose")
    shown(client.post(reverse("practice_decide", args=[pk, "propose"]), follow=True))
    assert client.post(reverse("practice_decide", args=[pk, "propose"])).status_code == 409
    assert "1 to moderate" in get(secretariat, "practices")
    place = reverse("practice_decide", args=[pk, "return"])
    assert secretariat.post(place, {"reason": ""}).status_code == 422
    shown(secretariat.post(place, {"reason": "Who was asked?"}, follow=True))
    assert "Who was asked?" in get(client, "practice", pk)
    shown(client.post(reverse("practice_edit", args=[pk]), SENT | {"title": "Better"}, follow=True))
    shown(client.post(reverse("practice_decide", args=[pk, "propose"]), follow=True))
    shown(secretariat.post(reverse("practice_decide", args=[pk, "publish"]), follow=True))
    assert "Better" in get(client, "practices", q="bett", country="KE", goal="", kind="commercial")
    assert client.get(reverse("practice_decide", args=[pk, "burn"])).status_code == 404


def test_a_practice_without_a_source_keeps_what_was_typed(client: Client) -> None:
    page = shown(client.post(reverse("practice_new"), SENT | {"shown": "2"}), 422)
    assert "What is documented has a date." in page
    assert "Fees paid back" in page
    assert not Practice.objects.exists()


def test_the_catalogue_asks_few_queries_however_long_it_is(
    client: Client, lead: Actor, published: Practice, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        contribute_practice(PRACTICE, by=lead)
    get(client, "practices")
    with django_assert_max_num_queries(12):
        get(client, "practices")


def test_a_risk_suggests_why_and_leads_to_a_plan(
    client: Client, published: Practice, risk: Risk
) -> None:
    page = get(client, "risk_leverage", risk.pk)
    assert "Fees paid back" in page
    assert "of the same country" in page
    assert "+2" in page
    place = f"{reverse('plan_new')}?risk={risk.pk}&practice={published.pk}"
    assert "Fees paid back" in shown(client.get(place))
    assert client.post(place, {"title": ""}).status_code == 422
    sent = {"title": "P", "objective": "O", "by_when": "2027-01-01", "actions": ["G1.A1"]}
    made = shown(client.post(place, sent, follow=True))
    assert "Add its milestones next" in made
    plan = Plan.objects.get()
    assert (plan.risk, plan.practices.get().practice) == (risk, published)
    assert "Plans on this risk" in get(client, "risk_leverage", risk.pk)


def test_nothing_that_fits_is_said(client: Client, risk: Risk) -> None:
    assert "holds nothing that fits yet" in get(client, "risk_leverage", risk.pk)


@pytest.fixture
def risk(own: Organisation, release: Release, lead: Actor) -> Risk:
    diagnostic = start_diagnostic(
        own, by=lead, title="D", as_of_date=date(2026, 1, 1), currency="EUR"
    )
    return Risk.objects.create(
        diagnostic=diagnostic, key="k", area="clients", sector="14", country="KE",
        involvement="linked", severity=5,
    )  # fmt: skip


def test_a_plan_is_built_part_by_part(client: Client, plan: Plan, published: Practice) -> None:
    assert "Say what will be reached by when." in get(client, "plan", plan.pk)
    start = reverse("plan_state", args=[plan.pk, "under_way"])
    assert "nothing to work towards" in shown(client.post(start), 422)
    place = reverse("plan_add", args=[plan.pk, "milestone"])
    assert client.post(place, {"title": "M"}).status_code == 422
    shown(client.post(place, {"title": "M", "due": "2026-01-01"}, follow=True))
    steps = reverse("plan_add", args=[plan.pk, "escalation"])
    shown(client.post(steps, {"trigger": "Silence", "step": "Board"}, follow=True))
    follow = reverse("plan_follow", args=[plan.pk, published.pk])
    assert follow in get(client, "practice", published.pk)
    shown(client.post(follow, follow=True))
    assert follow not in get(client, "practice", published.pk)
    again = shown(client.post(reverse("plan_follow", args=[plan.pk, published.pk]), follow=True))
    assert "follows this practice already" in again
    assert "It is under way." in shown(client.post(start, follow=True))
    page = get(client, "plan", plan.pk)
    assert "“M” is late" in page
    milestone = plan.milestones.get()
    done = reverse("plan_done", args=["milestone", milestone.pk])
    assert client.post(done, {"day": "2999-01-01"}).status_code == 422
    assert "reached on" in shown(client.post(done, {"day": "2026-01-02"}, follow=True))
    assert "reached on" not in shown(client.post(done, {"day": ""}, follow=True))
    shown(client.post(done, {"day": "2026-01-02"}, follow=True))
    assert 'value="2026-01-02"' in get(client, "plan_done", "milestone", milestone.pk)
    gone = reverse("plan_remove", args=["escalation", plan.escalations.get().pk])
    assert "Taken out" in shown(client.post(gone, follow=True))
    ends = reverse("plan_state", args=[plan.pk, "ended"])
    assert client.post(ends, {"outcome": ""}).status_code == 422
    assert "The plan has ended." in shown(client.post(ends, {"outcome": "Paid."}, follow=True))
    kept = reverse("plan_remove", args=["milestone", milestone.pk])
    assert "has ended" in shown(client.post(kept, follow=True))
    for odd in (("plan_add", [plan.pk, "wish"]), ("plan_state", [plan.pk, "draft"]),
                ("plan_done", ["practice", 1]), ("plan_done", ["milestone", 999_999])):  # fmt: skip
        assert client.get(reverse(odd[0], args=odd[1])).status_code == 404


def test_the_exit_test_gives_a_verdict(client: Client, plan: Plan) -> None:
    place = reverse("plan_exit", args=[plan.pk])
    assert "Give the reason" in shown(client.post(place, {"has_leverage": "yes"}), 422)
    sent: dict[str, str] = {}
    for name in ("has_leverage", "can_build", "crucial"):
        sent |= {name: "no", f"{name}_reason": "Tried."}
    sent |= {"leaving_harms": "yes", "leaving_harms_reason": "Wages are owed."}
    sent |= {"cared_for": "no", "cared_for_reason": "Nobody asked them."}
    page = shown(client.post(place, sent, follow=True))
    assert "Do not leave yet: prepare what people need" in page
    assert "Wages are owed." in page
    assert 'value="no" ' in get(client, "plan_exit", plan.pk)


def test_the_report_says_the_plan(client: Client, plan: Plan, lead: Actor) -> None:
    actions.add_milestone(plan, "Terms agreed", date(2026, 9, 1), "Lending", by=lead)
    actions.answer_exit_test(plan, {"has_leverage": (True, "Loans renew.")}, by=lead)
    page = shown(client.get(reverse("plan_report", args=[plan.pk, "html"])))
    for said in (
        "Nobody owes a fee.",
        "Terms agreed",
        "Stay, and use your leverage",
        "Loans renew.",
    ):
        assert said in page
    assert client.get(reverse("plan_report", args=[plan.pk, "pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("plan_report", args=[plan.pk, "txt"])).status_code == 404


def test_a_commitment_is_made_of_a_plan_once(client: Client, plan: Plan) -> None:
    place = f"{reverse('commitment_new')}?plan={plan.pk}"
    form = shown(client.get(place))
    assert "Nobody owes a fee." in form
    fields = dict(re.findall(r'name="(title|by_when|owner)"[^>]*value="([^"]*)"', form))
    assert fields == {"title": "Fees back", "by_when": "2027-01-01", "owner": "Head"}
    sent = fields | {"actions": ["G1.A1"], "indicator": "Audits", "audience": "secretariat"}
    shown(client.post(place, sent, follow=True))
    plan.refresh_from_db()
    assert plan.commitment == Commitment.objects.get()
    assert client.get(place).status_code == 404
    assert "Fees back" in get(client, "plan", plan.pk)


def test_another_s_plan_gives_no_commitment(
    plan: Plan, client_as: Callable[..., Client], release: Release
) -> None:
    stranger = client_as(Role.INSTITUTION_LEAD)
    institution("Other Bank", tenant_id=stranger.membership.tenant_id)  # type: ignore[attr-defined] # client_as sets it
    assert stranger.get(f"{reverse('commitment_new')}?plan={plan.pk}").status_code == 404


def test_whoever_has_no_organisation_is_told(
    release: Release, client_as: Callable[..., Client]
) -> None:
    assert client_as(Role.INSTITUTION_LEAD).get(reverse("plan_new")).status_code == 200


def test_the_api_lists_what_is_published(lead: Actor, published: Practice) -> None:
    software = Software(lead)
    contribute_practice(PRACTICE, by=lead)
    for query, found in (({}, [published.pk]), ({"q": "fees"}, [published.pk]), ({"q": "x"}, [])):
        page = software.get("/practices", **query).json()
        assert [one["id"] for one in page["items"]] == found
    one = software.get(f"/practices/{published.pk}").json()
    assert (one["kind"], one["countries"], one["source_date"]) == (
        "commercial",
        ["KE"],
        "2025-03-01",
    )
    assert software.get("/practices/999999").status_code == 404


def test_what_waits_is_on_the_first_page(
    client: Client, secretariat: Client, plan: Plan, lead: Actor, officer: Actor
) -> None:
    made = contribute_practice(PRACTICE, by=lead)
    decide_practice(made, "propose", by=lead)
    assert "1 practice to moderate" in get(secretariat, "today")
    decide_practice(made, "return", by=officer, reason="Who was asked?")
    assert "1 practice was returned to you" in get(client, "today")
    actions.add_milestone(plan, "M", timezone.localdate() - timedelta(days=1), by=lead)
    actions.set_plan_state(plan, PlanState.UNDER_WAY, by=lead)
    assert "1 milestone is late" in get(client, "today")
