"""Commitments from proposal to dispute: what each step does to status, log and audit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.codings import CodingInput, code_evidence, settle_coding
from fulcrum.apps.blueprint.actions.commitment_evidence import (
    EvidenceInput,
    add_evidence_link,
    supersede_evidence,
    withdraw_evidence,
)
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    change_commitment,
    pledge_commitment,
    propose_commitment,
    withdraw_commitment,
)
from fulcrum.apps.blueprint.actions.disputes import (
    open_dispute,
    reply_to_dispute,
    resolve_dispute,
)
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvidence,
    CommitmentSpan,
    Dispute,
    DisputeState,
    Release,
)
from fulcrum.apps.blueprint.queries.commitment_statuses import statuses_at
from fulcrum.apps.blueprint.queries.commitments import events_of, standing_of
from fulcrum.apps.blueprint.queries.reviews import agreement, to_review
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

TODAY = date(2026, 1, 15)
GIVEN = CommitmentInput(
    title="Train every analyst",
    actions=["G1.A1"],
    by_when=date(2027, 12, 31),
    indicator="Share of analysts with the certificate",
)
POLICY = EvidenceInput(
    "Board policy", "Own Bank", TODAY, Kind.POLICY, "https://bank.example/policy"
)
FAIR_POLICY = CodingInput(Kind.POLICY, Strength.FAIR)


@pytest.fixture
def commitment(own: Organisation, release: Release, lead: Actor) -> Commitment:
    return propose_commitment(own, GIVEN, by=lead)


@pytest.fixture
def pledged(commitment: Commitment, lead: Actor) -> Commitment:
    return pledge_commitment(commitment, by=lead)


@pytest.fixture
def evidence(pledged: Commitment, lead: Actor) -> CommitmentEvidence:
    return add_evidence_link(pledged, POLICY, by=lead)


@pytest.fixture
def second(actor_as: Callable[..., Actor], officer: Actor) -> Actor:
    return actor_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def coded(evidence: CommitmentEvidence, officer: Actor, second: Actor) -> CommitmentEvidence:
    code_evidence(evidence, FAIR_POLICY, by=officer)
    code_evidence(evidence, FAIR_POLICY, by=second)
    evidence.refresh_from_db()
    return evidence


def rung(commitment: Commitment) -> Rung | None:
    """The rung of this moment, as the replay and the spans say it alike."""
    now = timezone.now()
    replayed = standing_of(commitment, now)
    (row,) = statuses_at(now, Commitment.objects.filter(pk=commitment.pk))
    assert (row.rung, row.disputed) == (replayed.rung, replayed.disputed)
    return replayed.rung


def test_a_proposal_is_pledged_then_withdrawn_with_a_reason(
    commitment: Commitment, lead: Actor
) -> None:
    assert rung(commitment) is Rung.PROPOSED
    pledge_commitment(commitment, by=lead)
    assert rung(commitment) is Rung.PLEDGED
    with pytest.raises(ConflictError, match="pledged already"):
        pledge_commitment(commitment, by=lead)
    with pytest.raises(FulcrumError, match="Say why"):
        withdraw_commitment(commitment, " ", by=lead)
    withdraw_commitment(commitment, "The business was sold.", by=lead)
    assert rung(commitment) is None
    with pytest.raises(ConflictError):
        withdraw_commitment(commitment, "Again.", by=lead)
    assert pledge_commitment(commitment, by=lead)
    assert rung(commitment) is Rung.PLEDGED
    assert [event.kind for event in events_of(commitment)] == [
        EventKind.PROPOSED,
        EventKind.PLEDGED,
        EventKind.WITHDRAWN,
        EventKind.PLEDGED,
    ]
    verbs = Entry.objects.filter(target_type="blueprint.commitment").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "propose_commitment",
        "pledge_commitment",
        "withdraw_commitment",
        "pledge_commitment",
    ]


def test_what_is_nobody_elses_to_read_is_no_pledge(
    own: Organisation, release: Release, lead: Actor
) -> None:
    kept = propose_commitment(own, replace(GIVEN, audience="own"), by=lead)
    with pytest.raises(ConflictError, match="promise to somebody"):
        pledge_commitment(kept, by=lead)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"actions": ["G9.A9"]}, "no such Action"),
        ({"actions": []}, "one at least"),
        ({"title": "  "}, "what you commit to"),
        ({"indicator": ""}, "how it will be known"),
    ],
)
def test_a_commitment_says_enough(
    own: Organisation, release: Release, lead: Actor, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(FulcrumError, match=said):
        propose_commitment(own, replace(GIVEN, **changes), by=lead)
    assert not Commitment.objects.exists()


def test_nobody_commits_another_organisation(
    own: Organisation, release: Release, officer: Actor, actor_as: Callable[..., Actor]
) -> None:
    for stranger in (officer, actor_as(Role.INSTITUTION_LEAD)):
        with pytest.raises(RefusedError):
            propose_commitment(own, GIVEN, by=stranger)
    with pytest.raises(RefusedError):
        propose_commitment(own, GIVEN, by=actor_as(Role.RESEARCHER))


def test_a_change_keeps_what_was_said_before(commitment: Commitment, lead: Actor) -> None:
    before = timezone.now()
    new = replace(GIVEN, title="Train all", actions=["G2.A1"], by_when=date(2028, 1, 1))
    change_commitment(commitment, new, by=lead)
    event = commitment.events.latest("pk")
    assert event.note == "title, by_when, actions"
    assert event.change == {
        "title": ["Train every analyst", "Train all"],
        "by_when": ["2027-12-31", "2028-01-01"],
        "actions": [["G1.A1"], ["G2.A1"]],
    }
    change_commitment(commitment, new, by=lead)
    assert commitment.events.latest("pk") == event
    (then,), (now,) = statuses_at(before), statuses_at(timezone.now())
    assert (then.title, then.by_when, then.actions) == (GIVEN.title, GIVEN.by_when, ("G1.A1",))
    assert (now.title, now.by_when, now.actions) == ("Train all", date(2028, 1, 1), ("G2.A1",))
    assert statuses_at(before, Commitment.objects.all()) == [then]


def test_a_pledge_is_not_hidden_from_those_it_was_given_to(
    pledged: Commitment, lead: Actor
) -> None:
    with pytest.raises(ConflictError, match="cannot be hidden"):
        change_commitment(pledged, replace(GIVEN, audience="own"), by=lead)
    assert change_commitment(pledged, replace(GIVEN, audience="public"), by=lead)


def test_two_who_agree_make_evidence_count(
    evidence: CommitmentEvidence, pledged: Commitment, officer: Actor, second: Actor, lead: Actor
) -> None:
    assert rung(pledged) is Rung.PLEDGED
    code_evidence(evidence, FAIR_POLICY, by=officer)
    assert rung(pledged) is Rung.PLEDGED
    with pytest.raises(ConflictError, match="already"):
        code_evidence(evidence, FAIR_POLICY, by=officer)
    with pytest.raises(RefusedError):
        code_evidence(evidence, FAIR_POLICY, by=lead)
    code_evidence(evidence, FAIR_POLICY, by=second)
    assert rung(pledged) is Rung.POLICY
    assert to_review(officer) == []
    assert agreement()["kind"].share == 1


def test_two_who_differ_need_a_third(
    evidence: CommitmentEvidence,
    pledged: Commitment,
    officer: Actor,
    second: Actor,
    actor_as: Callable[..., Actor],
) -> None:
    code_evidence(evidence, FAIR_POLICY, by=officer)
    with pytest.raises(ConflictError, match="no disagreement"):
        settle_coding(evidence, CodingInput(Kind.POLICY, Strength.FAIR, "."), by=second)
    code_evidence(evidence, CodingInput(Kind.STRATEGY, Strength.FAIR), by=second)
    (waiting,) = to_review(officer)
    assert waiting.disagree
    third, decision = actor_as(Role.SECRETARIAT_OFFICER), CodingInput(Kind.STRATEGY, Strength.FAIR)
    with pytest.raises(FulcrumError, match="Say why"):
        settle_coding(evidence, decision, by=third)
    reasoned = CodingInput(Kind.STRATEGY, Strength.FAIR, "It names aims and no rule.")
    with pytest.raises(ConflictError, match="yourself"):
        settle_coding(evidence, reasoned, by=second)
    settle_coding(evidence, reasoned, by=third)
    assert rung(pledged) is Rung.STRATEGY
    assert agreement()["kind"].share == 0


def test_the_same_evidence_is_taken_once(pledged: Commitment, lead: Actor) -> None:
    add_evidence_link(pledged, POLICY, by=lead)
    shouted = EvidenceInput("BOARD POLICY ", "own bank", TODAY, Kind.POLICY, POLICY.link)
    with pytest.raises(ConflictError, match="added before"):
        add_evidence_link(pledged, shouted, by=lead)
    assert pledged.evidence.count() == 1
    later = EvidenceInput("Later", "Own Bank", date(2999, 1, 1), Kind.POLICY, POLICY.link)
    with pytest.raises(FulcrumError, match="still to come"):
        add_evidence_link(pledged, later, by=lead)


def test_withdrawn_evidence_counts_no_more(
    coded: CommitmentEvidence, pledged: Commitment, lead: Actor
) -> None:
    with pytest.raises(FulcrumError, match="Say why"):
        withdraw_evidence(coded, "", by=lead)
    withdraw_evidence(coded, "It was a draft.", by=lead)
    assert rung(pledged) is Rung.PLEDGED
    with pytest.raises(ConflictError, match="was withdrawn"):
        withdraw_evidence(coded, "Again.", by=lead)


def test_newer_evidence_takes_the_place_once_coded(
    coded: CommitmentEvidence, pledged: Commitment, lead: Actor, officer: Actor, second: Actor
) -> None:
    newer = add_evidence_link(
        pledged,
        EvidenceInput("Policy 2", "Own Bank", date(2026, 6, 1), Kind.POLICY, "https://b.example/2"),
        by=lead,
    )
    with pytest.raises(FulcrumError, match="take its place"):
        supersede_evidence(newer, coded, by=lead)
    supersede_evidence(coded, newer, by=lead)
    assert standing_of(pledged).carried_by == coded.pk
    for coder in (officer, second):
        code_evidence(newer, FAIR_POLICY, by=coder)
    assert standing_of(pledged).carried_by == newer.pk


def test_a_dispute_lowers_is_answered_and_decided(
    coded: CommitmentEvidence, pledged: Commitment, lead: Actor, officer: Actor
) -> None:
    dispute = open_dispute(pledged, "The board never met.", by=officer, evidence=coded)
    assert rung(pledged) is Rung.PLEDGED
    with pytest.raises(ConflictError, match="open already"):
        open_dispute(pledged, "Again.", by=officer, evidence=coded)
    with pytest.raises(ConflictError, match="not replied"):
        resolve_dispute(dispute, "upheld", "No minutes.", by=officer)
    with pytest.raises(RefusedError):
        resolve_dispute(dispute, "dismissed", "We did.", by=lead)
    reply_to_dispute(dispute, "Here are the minutes.", by=lead)
    with pytest.raises(FulcrumError, match="upheld or dismissed"):
        resolve_dispute(dispute, "perhaps", "?", by=officer)
    resolve_dispute(dispute, "dismissed", "The minutes are there.", by=officer)
    assert rung(pledged) is Rung.POLICY
    with pytest.raises(ConflictError, match="is decided"):
        reply_to_dispute(dispute, "Thank you.", by=lead)
    assert [message.from_institution for message in dispute.messages.order_by("pk")] == [
        False,
        True,
        False,
    ]


def test_an_upheld_dispute_takes_evidence_away(
    coded: CommitmentEvidence, pledged: Commitment, officer: Actor
) -> None:
    dispute = open_dispute(pledged, "The board never met.", by=officer)
    dispute.messages.update(created_at=timezone.now() - timedelta(days=15))
    decided = resolve_dispute(dispute, "upheld", "It never met.", by=officer)
    assert decided.state == DisputeState.UPHELD
    assert rung(pledged) is Rung.PLEDGED
    assert not Dispute.objects.filter(state=DisputeState.OPEN).exists()


def test_only_invented_histories_lie_in_the_past(commitment: Commitment, lead: Actor) -> None:
    with pytest.raises(ConflictError, match="invented"):
        pledge_commitment(commitment, by=lead, at=datetime(2020, 1, 1, tzinfo=UTC))


def test_spans_are_all_there_is_to_ask(coded: CommitmentEvidence, pledged: Commitment) -> None:
    last = CommitmentSpan.objects.filter(commitment=pledged).order_by("start_at").last()
    assert last is not None
    assert (last.rung, last.end_at) == (Rung.PLEDGED, None)
    assert last.start_at == datetime(2029, 1, 15, tzinfo=UTC)
