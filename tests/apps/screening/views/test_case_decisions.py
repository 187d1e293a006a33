"""Decisions on pages: what is offered, to whom, and the second person."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.screening.enums import HARMFUL, DecisionKind
from fulcrum.apps.screening.models import Case, CaseDecision
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import VICTIM, begin, decided, name_party
from tests.conftest import actor_of_membership


@pytest.fixture
def client(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.CRIME_ANALYST)


@pytest.fixture
def analyst(client: Client) -> Actor:
    return actor_of_membership(client.membership)  # type: ignore[attr-defined] # client_as sets it


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


@pytest.fixture
def second(client_as: Callable[..., Client], case: Case) -> Client:
    return client_as(Role.CRIME_ANALYST, tenant=case.tenant)


def shown(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def offered(page: str) -> set[str]:
    return set(re.findall(r'name="kind" value="([a-z_]+)"', page))


def test_what_is_offered_depends_on_who_it_is_about(
    client: Client, analyst: Actor, case: Case
) -> None:
    whole = reverse("case_decide", args=[case.pk])
    everything = set(DecisionKind.values)
    assert offered(shown(client.get(whole))) == everything
    victim = name_party(case, analyst, VICTIM, "Cleo East")
    page = shown(client.get(whole))
    assert offered(page) == everything - set(HARMFUL)
    assert "Restrictions and exits are not offered" in page
    other = name_party(case, analyst)
    page = shown(client.get(whole))
    assert offered(page) == everything - set(HARMFUL)
    page = shown(client.get(reverse("case_party_decide", args=[victim.pk])))
    assert offered(page) == everything - set(HARMFUL) - {DecisionKind.REPORT}
    assert "Cleo East" in page
    page = shown(client.get(reverse("case_party_decide", args=[other.pk])))
    assert offered(page) == everything


@pytest.mark.parametrize("kind", [*HARMFUL, DecisionKind.REPORT])
def test_what_is_not_offered_is_not_taken(
    client: Client, analyst: Actor, case: Case, kind: str
) -> None:
    victim = name_party(case, analyst, VICTIM, "Cleo East")
    sent = {"kind": kind, "reason": "Kept as typed."}
    place = reverse("case_party_decide", args=[victim.pk])
    page = shown(client.post(place, sent), 422)
    assert "This decision is not offered here." in page
    assert "Kept as typed." in page
    assert not CaseDecision.objects.exists()


def test_a_decision_is_taken_and_checked(
    client: Client, second: Client, analyst: Actor, case: Case
) -> None:
    place = reverse("case_decide", args=[case.pk])
    assert client.post(place, {"kind": "report", "reason": ""}).status_code == 422
    page = shown(client.post(place, {"kind": "monitor", "reason": "Wages."}, follow=True))
    assert "The decision is in force." in page
    page = shown(client.post(place, {"kind": "report", "reason": "Six rents."}, follow=True))
    assert "in force once a colleague agrees" in page
    assert "waits for a second person" in page
    made = case.decisions.get(kind="report")
    check = reverse("case_decision_check", args=[made.pk])
    assert check not in page
    page = shown(client.post(check, {"agrees": "yes"}), 422)
    assert "not the one who decided" in page
    assert check in shown(second.get(reverse("case", args=[case.pk])))
    assert "Six rents." in shown(second.get(check))
    assert second.post(check, {}).status_code == 422
    assert "differently" in shown(second.post(check, {"agrees": "no", "remark": ""}), 422)
    page = shown(second.post(check, {"agrees": "yes", "remark": "Seen."}, follow=True))
    assert "What you said is kept with the decision." in page
    assert "On “Report”: Seen." in page
    assert "does not wait" in shown(second.post(check, {"agrees": "yes"}), 422)


def test_a_decision_not_agreed_with_is_not_in_force(
    second: Client, analyst: Actor, case: Case
) -> None:
    made = decided(case, analyst, DecisionKind.EXIT, name_party(case, analyst))
    check = reverse("case_decision_check", args=[made.pk])
    sent = {"agrees": "no", "remark": "Ask first."}
    page = shown(second.post(check, sent, follow=True))
    assert "not agreed" in page
    assert "checked a decision: End the relationship (not agreed)" in page


def test_a_whole_decision_beside_a_possible_victim_says_whom_it_spares(
    client: Client, analyst: Actor, case: Case
) -> None:
    name_party(case, analyst)
    decided(case, analyst, DecisionKind.RESTRICT)
    said = "It does not touch the accounts of somebody who may be a victim."
    assert said not in shown(client.get(reverse("case", args=[case.pk])))
    name_party(case, analyst, VICTIM, "Cleo East")
    assert said in shown(client.get(reverse("case", args=[case.pk])))


def test_others_decide_nothing(
    client_as: Callable[..., Client], analyst: Actor, case: Case
) -> None:
    made = decided(case, analyst, DecisionKind.EXIT)
    check = reverse("case_decision_check", args=[made.pk])
    whole = reverse("case_decide", args=[case.pk])
    stranger = client_as(Role.CRIME_ANALYST)
    lead = client_as(Role.INSTITUTION_LEAD, tenant=case.tenant)
    for place in (check, whole):
        assert stranger.get(place).status_code == 404
        assert stranger.post(place, {"agrees": "yes"}).status_code == 404
        assert lead.post(place, {"agrees": "yes"}).status_code == 403
