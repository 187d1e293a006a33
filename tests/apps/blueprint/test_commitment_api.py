"""Commitments for other software."""

from datetime import date
from typing import Any

import pytest

from fulcrum.apps.blueprint.actions.commitments import CommitmentInput, propose_commitment
from fulcrum.apps.blueprint.models import Commitment, Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from tests.apps.blueprint.test_api import Software

SAID: dict[str, Any] = {
    "title": "Train analysts",
    "actions": ["G2.A1", "G1.A1"],
    "by_when": "2027-12-31",
    "indicator": "Certificates",
}
PAPER = {
    "title": "Policy",
    "publisher": "Own Bank",
    "dated": "2026-01-15",
    "kind": "policy",
    "link": "https://bank.example/policy",
}


@pytest.fixture
def software(lead: Actor, own: Organisation, release: Release) -> Software:
    return Software(lead)


def test_a_commitment_is_proposed_once_and_read(software: Software) -> None:
    first = software.send("POST", "/commitments", SAID, **{"Idempotency-Key": "a"})
    again = software.send("POST", "/commitments", SAID, **{"Idempotency-Key": "a"})
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert Commitment.objects.count() == 1
    told = software.get(f"/commitments/{first.json()['id']}").json()
    assert (told["status"], told["actions"]) == ("proposed", ["G1.A1", "G2.A1"])
    assert "nobody has pledged it" in told["explanation"]
    (listed,) = software.get("/commitments").json()["items"]
    assert (listed["title"], listed["disputed"]) == ("Train analysts", False)


def test_evidence_is_added_once(software: Software) -> None:
    made = software.send("POST", "/commitments", SAID).json()["id"]
    path = f"/commitments/{made}/evidence"
    added = software.send("POST", path, PAPER)
    assert (added.status_code, added.json()["coded_kind"]) == (201, "")
    assert software.send("POST", path, PAPER).status_code == 409
    wrong = {**PAPER, "link": "http://bank.example/"}
    assert software.send("POST", path, wrong).status_code == 422
    (piece,) = software.get(f"/commitments/{made}").json()["evidence"]
    assert piece["title"] == "Policy"


def test_what_does_not_fit_is_said(software: Software) -> None:
    answer = software.send("POST", "/commitments", {**SAID, "actions": ["G9.A9"]})
    assert answer.status_code == 422
    assert "no such Action" in str(answer.json())


def test_before_it_existed_there_is_nothing(software: Software) -> None:
    made = software.send("POST", "/commitments", SAID).json()["id"]
    assert software.get(f"/commitments/{made}", as_of="2020-01-01").status_code == 404
    assert software.get(f"/commitments/{made}", as_of="2999-01-01").status_code == 200


def test_what_is_kept_to_oneself_is_hidden_from_the_secretariat(
    software: Software, officer: Actor, own: Organisation, lead: Actor
) -> None:
    given = CommitmentInput("Quiet", ["G1.A1"], date(2027, 1, 1), "Count", audience="own")
    kept = propose_commitment(own, given, by=lead)
    secretariat = Software(officer)
    assert secretariat.get(f"/commitments/{kept.pk}").status_code == 404
    assert secretariat.get("/commitments").json()["items"] == []
    assert secretariat.send("POST", "/commitments", SAID).status_code in {403, 422}
