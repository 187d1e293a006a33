"""Reminders as they go out: once, to those who can act, without a word of the commitment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.commitment_reminders import Sent, due_reminders, send_reminders
from fulcrum.apps.blueprint.actions.commitments import (
    CommitmentInput,
    pledge_commitment,
    propose_commitment,
)
from fulcrum.apps.blueprint.models import Commitment, CommitmentReminder, Release
from fulcrum.apps.jobs.actions import run_job, start_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.worker import start_daily_jobs
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role, system_actor
from tests.apps.blueprint.making import institution

BY = system_actor("test")


@pytest.fixture
def overdue(own: Organisation, release: Release, lead: Actor) -> Commitment:
    given = CommitmentInput(
        "Train every analyst",
        ["G1.A1"],
        timezone.localdate() - timedelta(days=2),
        "Share of analysts",
    )
    return pledge_commitment(propose_commitment(own, given, by=lead), by=lead)


def test_a_reminder_goes_out_once_and_says_nothing_of_the_commitment(
    overdue: Commitment, lead: Actor
) -> None:
    assert [one.commitment for one in due_reminders()] == [overdue]
    assert send_reminders(by=BY) == Sent(reminders=1, letters=1)
    (letter,) = mail.outbox
    member = Membership.objects.get(user=lead.user_id or 0)
    assert letter.to == [member.user.email]
    assert f"/commitments/{overdue.pk}" in letter.body
    assert "was to be achieved by" in letter.body
    assert overdue.title not in letter.body
    assert overdue.organisation.name not in letter.body
    assert Entry.objects.filter(verb="remind_of_commitment").count() == 1
    assert send_reminders(by=BY) == Sent()
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_tried_again(
    overdue: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("fulcrum.apps.blueprint.actions.commitment_reminders.send_mail", away)
        assert send_reminders(by=BY) == Sent(unreached=1)
    assert not CommitmentReminder.objects.exists()
    assert not Entry.objects.filter(verb="remind_of_commitment").exists()
    assert send_reminders(by=BY).reminders == 1


def test_what_the_secretariat_keeps_is_its_officers_to_hear_of(
    officer: Actor, release: Release, actor_as: Callable[..., Actor]
) -> None:
    given = CommitmentInput("T", ["G1.A1"], timezone.localdate(), "I")
    kept = propose_commitment(institution("No account"), given, by=officer)
    pledge_commitment(kept, by=officer)
    second = actor_as(Role.SECRETARIAT_OFFICER)
    assert send_reminders(by=BY) == Sent(reminders=1, letters=2)
    emails = Membership.objects.filter(user__in=[one.user_id or 0 for one in (officer, second)])
    assert {letter.to[0] for letter in mail.outbox} == set(
        emails.values_list("user__email", flat=True)
    )


def test_nobody_to_write_to_is_counted(overdue: Commitment, lead: Actor) -> None:
    Membership.objects.filter(user_id=lead.user_id or 0).update(ended_at=timezone.now())
    assert send_reminders(by=BY) == Sent(unreached=1)


def test_the_worker_starts_them_once_a_day(overdue: Commitment) -> None:
    assert start_daily_jobs() == start_daily_jobs() >= 1
    (job,) = Job.objects.filter(task="blueprint.remind_of_commitments")
    run_job(job)
    job.refresh_from_db()
    assert job.result == {"reminders": 1, "letters": 1, "unreached": 0}
    again = start_job(
        job.task, by=BY, title=job.title, arguments={}, key="asked by hand", queue=False
    )
    assert run_job(again).result == {"reminders": 0, "letters": 0, "unreached": 0}
