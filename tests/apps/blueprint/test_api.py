"""The framework, assessments and submissions for other software."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token
from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Comment,
    Release,
    ReleaseState,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import draft, finished, institution, make_release

URL = "/api/v1/blueprint"


class Software:
    """A caller with a token."""

    def __init__(self, actor: Actor, *, may_write: bool = True, area: str = "blueprint") -> None:
        order = TokenOrder(
            name="test", areas=[area], may_write=may_write, lifetime=timedelta(days=1)
        )
        self.secret = make_token(order, by=actor).secret
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(URL + path, query)

    def send(self, method: str, path: str, sent: Any, **headers: str) -> Any:
        return self.client.generic(
            method, URL + path, json.dumps(sent), "application/json", headers=headers
        )


@pytest.fixture
def secretariat(officer: Actor) -> Software:
    return Software(officer)


@pytest.fixture
def software(lead: Actor, own: Organisation) -> Software:
    return Software(lead)


def test_the_framework_is_told_whole(software: Software, release: Release) -> None:
    told = software.get("/framework").json()
    assert (told["code"], told["title"]) == ("r1", "Release r1")
    assert [goal["id"] for goal in told["goals"]] == ["G1", "G2"]
    assert [action["confirmed"] for action in told["actions"]] == [True, True, False]
    first = told["areas"][0]["items"][0]
    assert (first["id"], first["weight"], len(first["levels"])) == ("G-1", 3, 5)
    assert software.get("/framework/r1").json() == told


def test_drafts_of_the_framework_are_for_the_secretariat(
    software: Software, secretariat: Software
) -> None:
    assert software.get("/framework").status_code == 404
    make_release("r2", state=ReleaseState.DRAFT)
    assert software.get("/framework/r2").status_code == 404
    assert secretariat.get("/framework/r2").status_code == 200


def test_an_assessment_is_started_answered_and_read(
    software: Software, release: Release, own: Organisation
) -> None:
    started = software.send("POST", "/assessments", {"as_of_date": "2026-03-01"})
    assert started.status_code == 201
    told = started.json()
    assert (told["state"], told["release"], told["as_of_date"]) == ("draft", "r1", "2026-03-01")
    assert told["organisation_id"] == own.pk
    assert software.send("POST", "/assessments", {}).json()["id"] == told["id"]
    path = f"/assessments/{told['id']}"
    answer = software.send("PUT", f"{path}/answers/G-1", {"level": 3, "note": "Since May."})
    assert answer.status_code == 200
    assert (answer.json()["level"], answer.json()["version"]) == (3, 1)
    aside = {"not_applicable": True, "reason": "We do not lend."}
    assert software.send("PUT", f"{path}/answers/T-2", aside).json()["not_applicable"]
    whole = software.get(path).json()
    assert [one["item_id"] for one in whole["answers"]] == ["G-1", "T-2"]
    # 3*3 = 9 to 9 + 4 + 8 = 21 of 4*(3 + 1 + 2) = 24.
    assert whole["result"]["overall"]["value"] == {"low": 9 / 24, "high": 21 / 24}
    assert whole["result"]["areas"]["gov"]["open_count"] == 1
    assert whole["result"]["actions"]["G2.I1"]["value"] is None
    assert whole["result"]["steps"][0]["priority"] == 3


def test_a_retry_starts_no_second_one(software: Software, release: Release) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = software.send("POST", "/assessments", {}, **headers)
    again = software.send("POST", "/assessments", {}, **headers)
    assert (first.json(), first.status_code) == (again.json(), 201)
    assert Assessment.objects.count() == 1


def test_an_old_version_overwrites_nothing(
    software: Software, release: Release, own: Organisation
) -> None:
    one = draft(own, release, {"G-1": 1})
    path = f"/assessments/{one.pk}/answers/G-1"
    refused = software.send("PUT", path, {"level": 3, "version": 0})
    assert refused.status_code == 409
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert Answer.objects.get().level == 1
    assert software.send("PUT", path, {"level": 3, "version": 1}).json()["version"] == 2


@pytest.mark.parametrize(
    ("item", "sent"),
    [
        ("G-9", {"level": 1}),
        ("G-1", {"level": 5}),
        ("G-1", {"not_applicable": True}),
        ("G-1", {"level": "x"}),
    ],
)
def test_what_is_wrong_is_a_problem(
    software: Software, release: Release, own: Organisation, item: str, sent: Any
) -> None:
    one = draft(own, release, {})
    response = software.send("PUT", f"/assessments/{one.pk}/answers/{item}", sent)
    assert response.status_code == 422
    assert response.json()["title"]
    assert not Answer.objects.exists()


def test_what_is_finished_does_not_change(
    software: Software, release: Release, own: Organisation
) -> None:
    one = finished(own, release, {"G-1": 1})
    sent = {"level": 2, "version": 1}
    assert software.send("PUT", f"/assessments/{one.pk}/answers/G-1", sent).status_code == 409


def test_finishing_is_a_persons_act(
    software: Software, release: Release, own: Organisation
) -> None:
    one = draft(own, release, {"G-1": 1})
    for act in ("sign_off", "submit", "keep_private"):
        assert software.send("POST", f"/assessments/{one.pk}/{act}", {}).status_code == 404
    one.refresh_from_db()
    assert one.state == AssessmentState.DRAFT


def test_assessments_are_listed_page_by_page(
    software: Software, release: Release, own: Organisation
) -> None:
    made = [finished(own, release, {"G-1": 1}, day=date(2026, n, 1)).pk for n in (1, 2, 3)]
    finished(institution("Other"), release, {"G-1": 1})
    first = software.get("/assessments", limit=2).json()
    assert [one["id"] for one in first["items"]] == made[:0:-1]
    second = software.get("/assessments", limit=2, cursor=first["next_cursor"]).json()
    assert ([one["id"] for one in second["items"]], second["next_cursor"]) == (made[:1], None)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_however_long(
    secretariat: Software, release: Release, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        finished(institution(f"Bank {number}"), release, {"G-1": 1})
    secretariat.get("/submissions")
    with django_assert_num_queries(3):
        assert len(secretariat.get("/submissions").json()["items"]) == count


def test_submissions_are_for_the_secretariat(
    secretariat: Software, software: Software, release: Release, own: Organisation
) -> None:
    one = finished(own, release, {"G-1": 2, "G-2": 2, "T-1": 2, "T-2": 2})
    Comment.objects.create(assessment=one, item_id="G-1", text="Between ourselves")
    private = finished(own, release, {"G-1": 1}, state=AssessmentState.PRIVATE)
    (told,) = secretariat.get("/submissions").json()["items"]
    assert (told["organisation"], told["country"]) == ("Own Bank", "KE")
    assert told["overall"] == {"low": 0.5, "high": 0.5}
    whole = secretariat.get(f"/submissions/{one.pk}")
    assert len(whole.json()["answers"]) == 4
    assert "Between ourselves" not in whole.content.decode()
    assert secretariat.get(f"/submissions/{private.pk}").status_code == 404
    assert software.get("/submissions").status_code == 403
    assert software.get(f"/submissions/{one.pk}").status_code == 403


def test_submissions_come_page_by_page_the_newest_first(
    secretariat: Software, release: Release
) -> None:
    days = (date(2026, 1, 1), date(2026, 3, 1), date(2026, 2, 1))
    for number, day in enumerate(days):
        finished(institution(f"Bank {number}"), release, {"G-1": 1}, day=day)
    first = secretariat.get("/submissions", limit=2).json()
    assert [one["organisation"] for one in first["items"]] == ["Bank 1", "Bank 2"]
    second = secretariat.get("/submissions", limit=2, cursor=first["next_cursor"]).json()
    assert [one["organisation"] for one in second["items"]] == ["Bank 0"]


def test_anothers_assessment_is_not_there(
    software: Software, release: Release, own: Organisation
) -> None:
    other = draft(institution("Other"), release, {"G-1": 1})
    assert software.get(f"/assessments/{other.pk}").status_code == 404
    sent = {"level": 4, "version": 1}
    assert software.send("PUT", f"/assessments/{other.pk}/answers/G-1", sent).status_code == 404
    assert Answer.objects.get().level == 1


def test_who_may_not(release: Release, lead: Actor, own: Organisation, actor_as: Any) -> None:
    reader = Software(lead, may_write=False)
    assert reader.send("POST", "/assessments", {}).status_code == 403
    assert reader.get("/assessments").status_code == 200
    elsewhere = Software(lead, area="parties")
    assert elsewhere.get("/assessments").status_code == 403
    analyst = Software(actor_as(Role.CRIME_ANALYST))
    assert analyst.get("/assessments").status_code == 403
    assert Client().get(f"{URL}/assessments").status_code == 401
    assert not Assessment.objects.exists()


def test_an_account_without_organisation_starts_nothing(release: Release, lead: Actor) -> None:
    response = Software(lead).send("POST", "/assessments", {})
    assert response.status_code == 422
    assert not Assessment.objects.exists()
