"""States frozen under numbers, published and withdrawn; and who agreed to be named."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import snapshots as actions
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    pledge_commitment,
    propose_commitment,
)
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Audience, Commitment, NamingConsent, Release, Snapshot
from fulcrum.apps.blueprint.queries import snapshots as queries
from fulcrum.apps.blueprint.queries.implementation import behind
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


def commit(own: Organisation, by: Actor, audience: str, *actions_: str) -> Commitment:
    """A pledge of an institution."""
    given = CommitmentInput("Train", actions_, date(2027, 1, 1), "Certificates", audience=audience)
    return pledge_commitment(propose_commitment(own, given, by=by), by=by)


@pytest.fixture
def pledged(own: Organisation, release: Release, lead: Actor) -> tuple[Commitment, Commitment]:
    """One everybody may read, one the Secretariat may."""
    return (
        commit(own, lead, Audience.PUBLIC, "G1.A1"),
        commit(own, lead, Audience.SECRETARIAT, "G2.A1"),
    )


Pledged = tuple[Commitment, Commitment]


def freeze(by: Actor, scope: str = "public", **more: date) -> Snapshot:
    return actions.freeze_state("A state", timezone.localdate(), by=by, scope=scope, **more)


def test_snapshots_are_numbered_and_logged(pledged: Pledged, officer: Actor) -> None:
    made = [freeze(officer) for _ in range(2)]
    assert [one.number for one in made] == [1, 2]
    assert Entry.objects.filter(verb="freeze_state").count() == 2
    assert all(queries.is_intact(Snapshot.objects.get(pk=one.pk)) for one in made)


def test_a_public_snapshot_counts_what_everybody_may_read(pledged: Pledged, officer: Actor) -> None:
    public, shared = (queries.state_of(freeze(officer, scope)) for scope in ("public", "shared"))
    assert {part for part, _group in public.cube.reached} == {"", "G1", "G1.A1"}
    assert {part for part, _group in shared.cube.reached} == {"", "G1", "G1.A1", "G2", "G2.A1"}
    assert [one["commitment"] for one in public.commitments] == [pledged[0].pk]
    assert len(shared.commitments) == 2
    assert public.parts["goal"] == ("G1", "G2")


def test_a_snapshot_says_what_was_true_then(pledged: Pledged, officer: Actor) -> None:
    before = timezone.localdate() - timedelta(days=1)
    state = queries.state_of(freeze(officer, before=before))
    assert state.before == before
    assert state.cube_before is not None
    assert state.cube_before.reached == {}
    assert state.cube_before.known == state.cube.known


def test_what_is_behind_a_number(pledged: Pledged) -> None:
    today = timezone.localdate()
    assert behind(today, "", "public", Rung.PLEDGED) == [pledged[0].pk]
    assert behind(today, "G2", "shared", Rung.PLEDGED) == [pledged[1].pk]
    assert behind(today, "", "shared", Rung.IN_FORCE) == []


def test_a_frozen_row_is_what_it_was(pledged: Pledged, officer: Actor) -> None:
    made = freeze(officer)
    made.title = "Another"
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    ("title", "day", "before", "scope"),
    [
        (" ", 0, None, "public"),
        ("T", 1, None, "public"),
        ("T", 0, 0, "public"),
        ("T", 0, None, "everything"),
    ],
)
def test_what_cannot_be_frozen(
    officer: Actor, title: str, day: int, before: int | None, scope: str
) -> None:
    today = timezone.localdate()
    earlier = None if before is None else today + timedelta(days=before)
    with pytest.raises(FulcrumError):
        actions.freeze_state(
            title, today + timedelta(days=day), by=officer, before=earlier, scope=scope
        )
    assert not Snapshot.objects.exists()


def test_two_at_the_same_moment_do_not_share_a_number(
    db: None, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(**_fields: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Snapshot.objects, "create", taken)
    with pytest.raises(ConflictError, match="same moment"):
        freeze(officer)


def test_published_then_withdrawn_with_a_reason(pledged: Pledged, officer: Actor) -> None:
    made = freeze(officer)
    assert queries.published_snapshot(made.number) is None
    actions.publish_snapshot(made, by=officer)
    assert [one.number for one in queries.published_snapshots()] == [1]
    assert queries.published_snapshot(1) == made
    with pytest.raises(ConflictError, match="public already"):
        actions.publish_snapshot(made, by=officer)
    with pytest.raises(FulcrumError, match="why"):
        actions.withdraw_snapshot(made, " ", by=officer)
    standing = actions.withdraw_snapshot(made, "A wrong list.", by=officer)
    assert (standing.reason, standing.withdrawn_by) == ("A wrong list.", officer.label)
    assert not queries.published_snapshots().exists()
    assert queries.published_snapshot(1) is None
    with pytest.raises(ConflictError, match="not public"):
        actions.withdraw_snapshot(made, "Again", by=officer)
    actions.publish_snapshot(made, by=officer)
    assert queries.published_snapshot(1) == made


def test_what_is_not_for_everybody_is_not_published(pledged: Pledged, officer: Actor) -> None:
    with pytest.raises(ConflictError, match="not for everybody"):
        actions.publish_snapshot(freeze(officer, "shared"), by=officer)


def test_only_officers_freeze_and_publish(pledged: Pledged, officer: Actor, lead: Actor) -> None:
    made = freeze(officer)
    for refused in (
        lambda: freeze(lead),
        lambda: actions.publish_snapshot(made, by=lead),
        lambda: actions.withdraw_snapshot(made, "R", by=lead),
        lambda: actions.agree_to_be_named(by=officer),
    ):
        with pytest.raises(RefusedError):
            refused()


def test_only_who_agreed_is_named(pledged: Pledged, officer: Actor, lead: Actor) -> None:
    assert queries.state_of(freeze(officer)).named == ()
    actions.agree_to_be_named(by=lead)
    with pytest.raises(ConflictError, match="agreed already"):
        actions.agree_to_be_named(by=lead)
    made = freeze(officer)
    (record,) = queries.state_of(made).named
    assert (record.name, record.commitments) == ("Own Bank", 1)
    actions.no_longer_be_named(by=lead)
    assert queries.state_of(made).named == ()
    with pytest.raises(ConflictError, match="not named"):
        actions.no_longer_be_named(by=lead)
    actions.agree_to_be_named(by=lead)
    assert len(queries.namings_of(lead)) == NamingConsent.objects.count() == 2


def test_an_organisation_that_is_not_registered_cannot_agree(
    db: None, actor_as: Callable[..., Actor]
) -> None:
    with pytest.raises(FulcrumError, match="register"):
        actions.agree_to_be_named(by=actor_as(Role.INSTITUTION_LEAD))
