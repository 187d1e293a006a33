"""The diagnostic for anybody: no account, no cookie, no row, and bounds on how much and how often."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.forms.trying import pack
from fulcrum.apps.blueprint.models import Diagnostic, Exposure, Risk
from fulcrum.apps.blueprint.views import trying

pytestmark = pytest.mark.django_db
STATE = re.compile(r'name="state" value="([^"]+)"')


def send(client: Client, state: str, go: str = "next", **values: str) -> Any:
    return client.post(reverse("try_diagnostic"), {"state": state, "go": go, **values})


def state_of(response: HttpResponse) -> str:
    found = STATE.search(response.content.decode())
    assert found is not None, response.content.decode()[:500]
    return found[1]


ANSWERS = (
    {"area": "clients"},
    {"sector": "01", "country": "CN", "good": "Cotton", "amount": "100"},
    {"choice": "forced_labour"},
    {"choice": "no"},
    {"choice": "no"},
    {"choice": "yes", "reason": "Through a <b>client</b>."},
    {"choice": "5"},
    {"choice": "4"},
    {"choice": "4"},
    {"choice": "5"},
)


def answered(client: Client) -> Any:
    response = send(client, "", "begin")
    for values in ANSWERS:
        response = send(client, state_of(response), **values)
        assert response.status_code == 200, response.content.decode()
    return response


def test_from_the_first_question_to_the_result_without_a_trace() -> None:
    client = Client(enforce_csrf_checks=True)
    start = client.get(reverse("try_diagnostic"))
    assert start.status_code == 200
    result = answered(client)
    html = result.content.decode()
    assert "Your result" in html
    assert "Directly linked" in html
    assert "Through a &lt;b&gt;client&lt;/b&gt;." in html
    assert "Cotton, China" in html
    more = send(client, state_of(result), "add")
    assert b"Which part of your business" in more.content
    assert not client.cookies
    assert not Session.objects.exists()
    for model in (Diagnostic, Exposure, Risk):
        assert not model._default_manager.exists()


def test_back_and_faults_lose_nothing() -> None:
    client = Client()
    first = send(client, "", "begin")
    assert send(client, state_of(first), area="moon").status_code == 422
    second = send(client, state_of(first), area="suppliers")
    assert send(client, state_of(second)).status_code == 422
    back = send(client, state_of(second), "back")
    assert 'value="suppliers"' in back.content.decode()
    assert "checked" in back.content.decode()
    result = answered(client)
    assert send(client, state_of(result), "back").status_code == 200


def test_what_was_changed_on_its_way_is_refused() -> None:
    client = Client()
    state = state_of(send(client, "", "begin"))
    for forged in (state[:-2] + "xx", "", pack(["no", "state"])):  # type: ignore[arg-type] # forged on purpose
        assert send(client, forged).status_code == 400


def test_too_much_and_too_often_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert send(client, "x" * 70_000).status_code == 413
    monkeypatch.setattr(trying, "MOST_A_MINUTE", 3)
    answers = [send(client, "", "begin").status_code for _n in range(5)]
    assert answers[-1] == 429


def test_five_activities_are_the_most() -> None:
    client = Client()
    state = {
        "step": "result",
        "items": [{"area": "clients", "good": "Cotton", "country": "CN"}] * 5,
    }
    response = send(client, pack(state), "add")
    assert "5 activities at most" in response.content.decode()
    assert "What would change its rank" in response.content.decode()
