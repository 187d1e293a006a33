"""PostgreSQL's own wall around commitments, diagnostics and who agreed to be named."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError

from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput, add_evidence_link
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    pledge_commitment,
    propose_commitment,
)
from fulcrum.apps.blueprint.actions.diagnostics import start_diagnostic
from fulcrum.apps.blueprint.actions.snapshots import agree_to_be_named
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models import (
    Audience,
    Commitment,
    CommitmentAction,
    CommitmentEvent,
    CommitmentEvidence,
    CommitmentSpan,
    Diagnostic,
    NamingConsent,
    Release,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import acting_as
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role
from tests.conftest import ActorMaker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="row-level security is of PostgreSQL"
    ),
]
OF_COMMITMENTS: tuple[type[models.Model], ...] = (
    Commitment,
    CommitmentAction,
    CommitmentEvent,
    CommitmentEvidence,
    CommitmentSpan,
)


def commit(own: Organisation, lead: Actor, audience: str) -> Commitment:
    """A commitment with evidence; pledged unless it is one's own."""
    given = CommitmentInput("T", ["G1.A1"], date(2027, 1, 1), "I", audience=audience)
    made = propose_commitment(own, given, by=lead)
    if audience != Audience.OWN:
        pledge_commitment(made, by=lead)
    said = EvidenceInput("P", "B", date(2026, 1, 1), Kind.POLICY, "https://b.example/p")
    add_evidence_link(made, said, by=lead)
    return made


def seen() -> dict[Any, int]:
    """How many rows unfiltered queries find, table by table."""
    return {model: model._default_manager.count() for model in OF_COMMITMENTS}


@pytest.mark.parametrize("audience", [Audience.OWN, Audience.SECRETARIAT])
def test_whose_commitments_are_seen(
    own: Organisation, release: Release, lead: Actor, actor_as: ActorMaker, audience: str
) -> None:
    commit(own, lead, audience)
    with acting_as(lead):
        assert all(seen().values())
    with acting_as(actor_as(Role.SECRETARIAT_OFFICER)):
        assert all(seen().values()) if audience != Audience.OWN else not any(seen().values())
    for stranger in (actor_as(Role.INSTITUTION_LEAD), ANONYMOUS):
        with acting_as(stranger):
            assert not any(seen().values())


def test_nobody_writes_another_s_history(
    own: Organisation, release: Release, lead: Actor, actor_as: ActorMaker
) -> None:
    made = commit(own, lead, Audience.SECRETARIAT)
    with acting_as(actor_as(Role.INSTITUTION_LEAD)):
        assert Commitment.objects.filter(pk=made.pk).update(title="Ours") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            CommitmentAction.objects.create(commitment_id=made.pk, action_id="G2.A1")


def test_a_diagnostic_is_its_institution_s_alone(
    own: Organisation, release: Release, lead: Actor, actor_as: ActorMaker
) -> None:
    made = start_diagnostic(own, by=lead, title="D", as_of_date=date(2026, 1, 1), currency="EUR")
    for stranger in (
        actor_as(Role.INSTITUTION_LEAD),
        actor_as(Role.SECRETARIAT_OFFICER),
        ANONYMOUS,
    ):
        with acting_as(stranger):
            assert not Diagnostic.objects.filter(pk=made.pk).exists()
    with acting_as(lead):
        assert Diagnostic.objects.filter(pk=made.pk).exists()


def test_nobody_agrees_for_another(
    own: Organisation, release: Release, lead: Actor, actor_as: ActorMaker
) -> None:
    agree_to_be_named(by=lead)
    with acting_as(actor_as(Role.INSTITUTION_LEAD)):
        assert not NamingConsent.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            NamingConsent.objects.create(
                tenant_id=lead.tenant_id or 0, organisation=own, given_by="Somebody"
            )
    with acting_as(actor_as(Role.SECRETARIAT_OFFICER)):
        assert NamingConsent.objects.count() == 1
