"""Work on alerts: assignment, verdicts by two people, snoozes that end by themselves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.screening.actions import alerts as actions
from fulcrum.apps.screening.actions.taking_in import is_snoozed, priorities
from fulcrum.apps.screening.enums import AlertState, Priority
from fulcrum.apps.screening.models import Alert, Reading, Snooze
from fulcrum.engines.screening.reading import AlertRow
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.making import make_alert


def test_alerts_change_hands(analyst: Actor, second: Membership, stranger: Actor) -> None:
    alerts = [make_alert(analyst, f"A-{n}") for n in range(3)]
    foreign = make_alert(stranger, "B-1")
    pks = [*[one.pk for one in alerts], foreign.pk]
    assert actions.assign_alerts(pks, second.user, by=analyst) == 3
    assert set(Alert.objects.filter(pk__in=pks[:3]).values_list("state", "assignee_id")) == {
        ("assigned", second.user_id)
    }
    foreign.refresh_from_db()
    assert foreign.assignee_id is None
    assert actions.assign_alerts(pks, None, by=analyst) == 3
    assert Alert.objects.get(pk=pks[0]).state == AlertState.NEW


def test_only_colleagues_are_given_alerts(analyst: Actor, stranger: Actor) -> None:
    alert = make_alert(analyst)
    outsider = Membership.objects.get(user_id=stranger.user_id or 0).user
    with pytest.raises(FulcrumError, match="does not work on alerts"):
        actions.assign_alerts([alert.pk], outsider, by=analyst)
    with pytest.raises(FulcrumError, match="At most"):
        actions.assign_alerts(list(range(501)), None, by=analyst)


def test_two_people_close_an_alert(analyst: Actor, colleague: Actor) -> None:
    alert = make_alert(analyst)
    reading = actions.propose_verdict(alert, "unproductive", "A courier.", by=analyst)
    with pytest.raises(ConflictError):
        actions.propose_verdict(alert, "productive", "No.", by=colleague)
    with pytest.raises(RefusedError, match="second person"):
        actions.check_verdict(reading, agrees=True, remark="", by=analyst)
    actions.check_verdict(reading, agrees=True, remark="", by=colleague)
    alert.refresh_from_db()
    assert (alert.state, alert.verdict) == (AlertState.CLOSED, "unproductive")
    assert alert.closed_at is not None
    with pytest.raises(ConflictError):
        actions.check_verdict(reading, agrees=True, remark="", by=colleague)


def test_who_disagrees_says_why_and_it_goes_back(analyst: Actor, colleague: Actor) -> None:
    alert = make_alert(analyst)
    reading = actions.propose_verdict(alert, "unproductive", "A courier.", by=analyst)
    with pytest.raises(FulcrumError, match="differently"):
        actions.check_verdict(reading, agrees=False, remark=" ", by=colleague)
    actions.check_verdict(reading, agrees=False, remark="See the adverts.", by=colleague)
    alert.refresh_from_db()
    assert (alert.state, alert.verdict, alert.closed_at) == (AlertState.NEW, "", None)
    actions.propose_verdict(alert, "productive", "True.", by=colleague)


def test_the_database_keeps_four_eyes_and_verdicts(analyst: Actor) -> None:
    alert = make_alert(analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(state="closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            alert=alert,
            verdict="productive",
            reason="x",
            by_id=analyst.user_id,
            checked_by_id=analyst.user_id,
        )


def test_a_verdict_needs_a_reason_and_ones_own_alert(analyst: Actor, stranger: Actor) -> None:
    alert = make_alert(analyst)
    with pytest.raises(FulcrumError, match="Say why"):
        actions.propose_verdict(alert, "productive", "  ", by=analyst)
    with pytest.raises(RefusedError):
        actions.propose_verdict(alert, "productive", "Mine now.", by=stranger)
    with pytest.raises(RefusedError):
        actions.snooze_subject(alert, timezone.localdate(), "x", by=stranger)


def test_a_subject_is_left_alone_until_something_new_is_found(analyst: Actor) -> None:
    alert = make_alert(analyst, indicators=["I01", "I15", "I48"])
    until = timezone.localdate() + timedelta(days=30)
    snooze = actions.snooze_subject(alert, until, "Known courier.", by=analyst)
    alert.refresh_from_db()
    assert alert.snoozed_until == until
    same = AlertRow("k", "A-1", 1, 1, 3.0, 3, 1, ("I01", "I48"), (), "")
    assert is_snoozed(snooze, same)
    new = AlertRow("k", "A-1", 1, 1, 3.0, 3, 1, ("I01", "I02", "I48"), (), "")
    assert not is_snoozed(snooze, new)
    network = AlertRow("k", "A-1", 1, 1, 3.0, 3, 4, ("I01",), (), "")
    assert not is_snoozed(snooze, network)
    actions.lift_snooze(snooze, by=analyst)
    assert Alert.objects.get(pk=alert.pk).snoozed_until is None
    assert Snooze.objects.get().lifted_at is not None


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_snooze_ends_within_a_year(analyst: Actor, days: int) -> None:
    alert = make_alert(analyst)
    until = timezone.localdate() + timedelta(days=days)
    with pytest.raises(FulcrumError, match="next year"):
        actions.snooze_subject(alert, until, "x", by=analyst)


def test_a_network_is_never_left_alone(analyst: Actor) -> None:
    alert = make_alert(analyst, member_count=5)
    until = timezone.localdate() + timedelta(days=3)
    with pytest.raises(ConflictError, match="network"):
        actions.snooze_subject(alert, until, "x", by=analyst)
    with pytest.raises(FulcrumError, match="Say why"):
        actions.snooze_subject(make_alert(analyst, "A-2"), until, " ", by=analyst)


def test_the_highest_tenth_is_of_high_priority() -> None:
    ranks = priorities([float(n) for n in range(20)])
    assert [n for n in range(20) if ranks[float(n)] == Priority.HIGH] == [18, 19]
    assert [n for n in range(20) if ranks[float(n)] == Priority.MEDIUM] == list(range(12, 18))
    assert priorities([2.0]) == {2.0: Priority.HIGH}
    assert priorities([]) == {}
