"""The pages of commitments, from proposal to a decided dispute, as both sides use them."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.blueprint.actions.codings import CodingInput, code_evidence
from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitment_log import make_spans
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    pledge_commitment,
    propose_commitment,
)
from fulcrum.apps.blueprint.actions.disputes import open_dispute, reply_to_dispute, resolve_dispute
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvent,
    CommitmentEvidence,
    Dispute,
    Release,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import institution

SAID = {
    "title": "Train every analyst",
    "actions": ["G1.A1", "G2.A1"],
    "by_when": "2027-12-31",
    "indicator": "Certificates",
    "audience": "secretariat",
}
PAPER = {
    "title": "Board policy",
    "publisher": "Own Bank",
    "dated": "2026-01-15",
    "kind": "policy",
    "link": "https://bank.example/policy",
}
POLICY = EvidenceInput("Board policy", "Own Bank", date(2026, 1, 15), Kind.POLICY, PAPER["link"])


@pytest.fixture
def insider(client_as: Callable[..., Client], own: Organisation, release: Release) -> Client:
    return client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def pledged(own: Organisation, release: Release, lead: Actor) -> Commitment:
    given = CommitmentInput("Train analysts", ["G1.A1"], date(2026, 1, 1), "Certificates")
    return pledge_commitment(propose_commitment(own, given, by=lead), by=lead)


@pytest.fixture
def evidence(pledged: Commitment, lead: Actor) -> CommitmentEvidence:
    return add_evidence_link(pledged, POLICY, by=lead)


@pytest.fixture
def coded(evidence: CommitmentEvidence, actor_as: Callable[..., Actor]) -> CommitmentEvidence:
    for _ in range(2):
        coder = actor_as(Role.SECRETARIAT_OFFICER)
        code_evidence(evidence, CodingInput(Kind.POLICY, Strength.FAIR), by=coder)
    evidence.refresh_from_db()
    return evidence


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_commitment_is_proposed_changed_and_pledged(insider: Client) -> None:
    assert "No commitment yet" in page(insider, "commitments")
    assert "G2.A1" in page(insider, "commitment_new")
    response = insider.post(reverse("commitment_new"), SAID)
    made = Commitment.objects.get()
    assert response["Location"] == reverse("commitment", args=[made.pk])
    assert sorted(made.actions.values_list("action_id", flat=True)) == ["G1.A1", "G2.A1"]
    assert "nobody has pledged it" in page(insider, "commitment", made.pk)
    changed = {**SAID, "title": "Train everybody", "actions": ["G1.A1"]}
    assert "Train every analyst" in page(insider, "commitment_edit", made.pk)
    insider.post(reverse("commitment_edit", args=[made.pk]), changed)
    assert made.actions.count() == 1
    assert "stands by it" in page(insider, "commitment_decide", made.pk, "pledge")
    insider.post(reverse("commitment_decide", args=[made.pk, "pledge"]))
    shown = page(insider, "commitment", made.pk)
    assert "no reviewed evidence carries it further" in shown
    assert "changed its wording" in shown


def test_what_was_typed_stays_when_something_is_missing(insider: Client) -> None:
    response = insider.post(reverse("commitment_new"), {**SAID, "by_when": "soon"})
    assert response.status_code == 422
    assert "Train every analyst" in response.content.decode()
    twelve = insider.post(reverse("commitment_new"), {**SAID, "indicator": " "})
    assert twelve.status_code == 422


def test_without_a_record_or_a_release_the_page_says_so(
    client_as: Callable[..., Client], secretariat: Client, release: Release
) -> None:
    assert "no record yet" in page(secretariat, "commitment_new")
    unlinked = institution("No Account Bank")
    shown = secretariat.get(reverse("commitment_new"), {"organisation": unlinked.pk})
    assert "No Account Bank" in shown.content.decode()
    address = f"{reverse('commitment_new')}?organisation={unlinked.pk}"
    secretariat.post(address, SAID)
    assert Commitment.objects.get().organisation == unlinked
    Release.objects.update(state="retired")
    assert "No release" in secretariat.get(address).content.decode()


def test_a_withdrawal_gives_a_reason(insider: Client, pledged: Commitment) -> None:
    address = reverse("commitment_decide", args=[pledged.pk, "withdraw"])
    assert insider.post(address, {"reason": ""}).status_code == 422
    insider.post(address, {"reason": "The business was sold."})
    assert "The business was sold." in page(insider, "commitment", pledged.pk)
    again = insider.post(address, {"reason": "Once more."})
    assert (again.status_code, b"withdrawn already" in again.content) == (422, True)
    wrong = insider.get(reverse("commitment_decide", args=[pledged.pk, "sing"]))
    assert wrong.status_code == 404


def test_evidence_comes_as_link_or_file_and_replaces_older(
    insider: Client, evidence: CommitmentEvidence, pledged: Commitment
) -> None:
    address = reverse("commitment_evidence_new", args=[pledged.pk])
    for faulty, said in (
        ({**PAPER, "link": ""}, "one of the two"),
        ({**PAPER, "link": "http://bank.example/"}, "begins with https"),
        ({**PAPER, "dated": "2999-01-01"}, "not come yet"),
        (PAPER, "added before"),
    ):
        response = insider.post(address, faulty)
        assert (response.status_code, said in response.content.decode()) == (422, True), said
    file = SimpleUploadedFile("minutes.txt", b"The board met.", "text/plain")
    sent = {**PAPER, "title": "Minutes", "link": "", "file": file, "replaces": evidence.pk}
    assert insider.post(address, sent).status_code == 302
    newer = pledged.evidence.get(title="Minutes")
    evidence.refresh_from_db()
    assert evidence.newer == newer
    opened = insider.get(reverse("commitment_evidence_file", args=[newer.pk]))
    assert opened.content == b"The board met."
    assert opened["Content-Disposition"].startswith("attachment")
    link = insider.get(reverse("commitment_evidence_file", args=[evidence.pk]))
    assert link.status_code == 302


def test_the_secretariat_opens_the_files_of_what_is_shared(
    insider: Client, secretariat: Client, pledged: Commitment
) -> None:
    file = SimpleUploadedFile("minutes.txt", b"The board met.", "text/plain")
    address = reverse("commitment_evidence_new", args=[pledged.pk])
    insider.post(address, {**PAPER, "link": "", "file": file})
    opened = secretariat.get(reverse("commitment_evidence_file", args=[pledged.evidence.get().pk]))
    assert opened.content == b"The board met."


def test_files_go_with_a_commitment_that_is_shared_later(
    insider: Client, secretariat: Client
) -> None:
    insider.post(reverse("commitment_new"), {**SAID, "audience": "own"})
    made = Commitment.objects.get()
    file = SimpleUploadedFile("minutes.txt", b"The board met.", "text/plain")
    address = reverse("commitment_evidence_new", args=[made.pk])
    insider.post(address, {**PAPER, "link": "", "file": file})
    file_address = reverse("commitment_evidence_file", args=[made.evidence.get().pk])
    assert secretariat.get(file_address).status_code == 404
    insider.post(reverse("commitment_edit", args=[made.pk]), {**SAID, "title": "Train all"})
    assert secretariat.get(file_address).content == b"The board met."
    shown = page(insider, "commitment", made.pk)
    assert "<del><bdi>Train every analyst</bdi></del> → <ins><bdi>Train all</bdi></ins>" in shown


def test_rejected_evidence_is_not_said_to_count(
    insider: Client, coded: CommitmentEvidence, officer: Actor, lead: Actor
) -> None:
    dispute = open_dispute(coded.commitment, "It lapsed.", by=officer, evidence=coded)
    reply_to_dispute(dispute, "So it did.", by=lead)
    resolve_dispute(dispute, "upheld", "Both say so.", by=officer)
    assert "rejected in a dispute" in page(insider, "commitment", coded.commitment_id)


def test_the_status_is_explained_with_its_evidence(
    insider: Client, coded: CommitmentEvidence
) -> None:
    shown = page(insider, "commitment", coded.commitment_id)
    assert "In policy since 15 January 2026: " in shown
    assert ", dated 15 January 2026, by Own Bank, coded by two reviewers;" in shown
    assert "goes stale on 15 January 2029." in shown
    assert "carries the status" in shown
    assert "overdue" in shown


def test_a_past_day_shows_what_was_known_then(
    insider: Client, coded: CommitmentEvidence, pledged: Commitment
) -> None:
    events = CommitmentEvent.objects.filter(commitment=pledged).order_by("pk")
    for place, event in enumerate(events):
        CommitmentEvent.objects.filter(pk=event.pk).update(
            recorded_at=datetime(2026, 2, 1 + place, 12, tzinfo=UTC)
        )
    make_spans(pledged)
    assert "In policy" in page(insider, "commitment", pledged.pk)
    then = page(insider, "commitment", pledged.pk, as_of="2026-02-02")
    assert "This is what was known at the end of 2 February 2026" in then
    assert "Pledged since 2 February 2026" in then
    assert "Board policy" not in then
    assert "commitment_edit" not in then
    waiting = page(insider, "commitment", pledged.pk, as_of="2026-02-03")
    assert "waits for review" in waiting
    assert "carries the status" not in waiting
    before = insider.get(reverse("commitment", args=[pledged.pk]), {"as_of": "2026-01-01"})
    assert before.status_code == 404
    for nonsense in ("2026-02-31", "x", (timezone.localdate() + timedelta(9)).isoformat()):
        assert "In policy" in page(insider, "commitment", pledged.pk, as_of=nonsense)


def test_two_reviewers_code_blind_and_a_third_settles(
    client_as: Callable[..., Client], evidence: CommitmentEvidence
) -> None:
    first, second, third = (client_as(Role.SECRETARIAT_OFFICER) for _ in range(3))
    address = reverse("commitment_review", args=[evidence.pk])
    assert "waits for the first coder" in page(first, "commitment_reviews")
    assert first.post(address, {"kind": "policy"}).status_code == 422
    first.post(address, {"kind": "policy", "strength": "2", "note": "A rule."})
    assert "coded by you" in page(first, "commitment_reviews")
    assert "A rule." not in page(second, "commitment_review", evidence.pk)
    assert "shows once two have" in page(first, "commitment_review", evidence.pk)
    second.post(address, {"kind": "strategy", "strength": "2", "note": "Aims only."})
    assert "two differ" in page(third, "commitment_reviews")
    assert "A rule." in page(third, "commitment_review", evidence.pk)
    assert third.post(address, {"kind": "policy", "strength": "2"}).status_code == 422
    third.post(address, {"kind": "policy", "strength": "2", "note": "It binds."})
    evidence.refresh_from_db()
    assert evidence.coded_kind == "policy"
    shown = page(third, "commitment_reviews")
    assert "Nothing waits for review" in shown
    assert "Cohen" in shown
    assert "settled it" in page(first, "commitment_review", evidence.pk)


def test_withdrawn_evidence_stays_in_the_record(
    insider: Client, evidence: CommitmentEvidence
) -> None:
    address = reverse("commitment_evidence_withdraw", args=[evidence.pk])
    assert "cannot be undone" in page(insider, "commitment_evidence_withdraw", evidence.pk)
    assert insider.post(address, {"reason": " "}).status_code == 422
    insider.post(address, {"reason": "It was a draft."})
    assert insider.post(address, {"reason": "Again."}).status_code == 422
    shown = page(insider, "commitment", evidence.commitment_id)
    assert "It was a draft." in shown


def test_a_dispute_goes_from_opening_to_decision(
    insider: Client, secretariat: Client, coded: CommitmentEvidence
) -> None:
    address = reverse("dispute_new", args=[coded.commitment_id])
    offered = secretariat.get(address, {"evidence": coded.pk}).content.decode()
    assert f'<option value="{coded.pk}" selected>' in offered
    assert secretariat.post(address, {"text": ""}).status_code == 422
    secretariat.post(address, {"evidence": coded.pk, "text": "The board never met."})
    found = Dispute.objects.get()
    assert secretariat.post(address, {"evidence": coded.pk, "text": "Again"}).status_code == 422
    shown = page(insider, "commitment", coded.commitment_id)
    assert "Pledged since" in shown
    decide = reverse("dispute_decide", args=[found.pk])
    too_soon = {"decision-state": "upheld", "decision-reasons": "No minutes."}
    assert secretariat.post(decide, too_soon).status_code == 422
    assert insider.post(reverse("dispute", args=[found.pk]), {"text": " "}).status_code == 422
    insider.post(reverse("dispute", args=[found.pk]), {"text": "Here are the minutes."})
    assert "Here are the minutes." in page(secretariat, "dispute", found.pk)
    secretariat.post(decide, {"decision-state": "dismissed", "decision-reasons": "Seen."})
    assert "In policy since" in page(insider, "commitment", coded.commitment_id)
    closed = insider.post(reverse("dispute", args=[found.pk]), {"text": "Thanks."})
    assert closed.status_code == 422


def test_the_list_filters_searches_and_exports(
    secretariat: Client,
    insider: Client,
    coded: CommitmentEvidence,
    lead: Actor,
    officer: Actor,
) -> None:
    own = coded.commitment.organisation
    given = CommitmentInput("Keep quiet", ["G2.A1"], date(2027, 1, 1), "Count", audience="own")
    propose_commitment(own, given, by=lead)
    open_dispute(coded.commitment, "Why?", by=officer)
    for client, query, names in (
        (insider, {}, {"Train analysts", "Keep quiet"}),
        (secretariat, {}, {"Train analysts"}),
        (insider, {"status": "0"}, {"Keep quiet"}),
        (insider, {"status": "withdrawn"}, set()),
        (insider, {"action": "G2.A1"}, {"Keep quiet"}),
        (insider, {"disputed": "yes"}, {"Train analysts"}),
        (insider, {"q": "quiet"}, {"Keep quiet"}),
    ):
        shown = page(client, "commitments", **query)
        assert {name for name in ("Train analysts", "Keep quiet") if f">{name}<" in shown} == names
    response = secretariat.get(reverse("commitments"), {"format": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["Commitment"], row["Status"], row["Dispute"]) == (
        "Train analysts",
        "Pledged",
        "disputed",
    )


def test_pages_take_as_many_queries_however_much_there_is(
    insider: Client,
    pledged: Commitment,
    lead: Actor,
    officer: Actor,
    django_assert_num_queries: Any,
) -> None:
    insider.get(reverse("commitments"))
    for place in range(4):
        said = EvidenceInput(f"P{place}", "B", date(2026, 1, 1), Kind.POLICY, PAPER["link"])
        piece = add_evidence_link(pledged, said, by=lead)
        reply_to_dispute(open_dispute(pledged, "Why?", by=officer, evidence=piece), "So.", by=lead)
        with django_assert_num_queries(5):
            insider.get(reverse("commitments"))
        with django_assert_num_queries(8):
            insider.get(reverse("commitment", args=[pledged.pk]))


def test_the_codebook_prints_the_table(insider: Client) -> None:
    shown = page(insider, "codebook")
    assert "Achieved, verified" in shown
    assert "48 months" in shown


def test_another_organisations_commitment_is_hidden(
    client_as: Callable[..., Client], pledged: Commitment, evidence: CommitmentEvidence
) -> None:
    stranger = client_as(Role.INSTITUTION_LEAD)
    for name, key in (
        ("commitment", pledged.pk),
        ("commitment_edit", pledged.pk),
        ("commitment_evidence_new", pledged.pk),
        ("commitment_evidence_file", evidence.pk),
    ):
        assert stranger.get(reverse(name, args=[key])).status_code == 404
