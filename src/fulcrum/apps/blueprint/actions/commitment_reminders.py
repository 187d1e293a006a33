"""Remind institutions of their commitments by mail: one letter a person, each reminder once.

Letters name commitments by number and link, never by their words: mail is read by others on its
way, and a commitment may be meant for its institution alone.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.letters import site_address
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.queries import secretariat
from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.commitment_words import reminder_words
from fulcrum.apps.blueprint.ladder.reminders import Reminder, reminders_of
from fulcrum.apps.blueprint.ladder.standing import day_of, standing_at
from fulcrum.apps.blueprint.models import Commitment, CommitmentReminder
from fulcrum.apps.blueprint.queries.commitments import logs_of
from fulcrum.kernel.actors import Actor, Role

logger = logging.getLogger("fulcrum.blueprint")

BATCH = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that was not sent yet."""

    commitment: Commitment
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did.

    Attributes:
        reminders: how many went out.
        letters: in how many letters.
        unreached: how many have nobody to be sent to, or could not be sent; tried again next time.
    """

    reminders: int = 0
    letters: int = 0
    unreached: int = 0


def _due_of(commitments: list[Commitment]) -> list[Due]:
    now, logs = timezone.now(), logs_of([row.pk for row in commitments])
    rows = CommitmentReminder.objects.filter(commitment__in=commitments)
    sent = set(rows.values_list("commitment_id", "kind", "about"))
    return [
        Due(row, one)
        for row in commitments
        for one in reminders_of(standing_at(logs.get(row.pk, []), now), row.by_when, day_of(now))
        if (row.pk, one.kind.value, one.about) not in sent
    ]


def due_reminders() -> list[Due]:
    """Every reminder that is due and was not sent."""
    found: list[Due] = []
    batch: list[Commitment] = []
    for row in Commitment.objects.order_by("pk").iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            found += _due_of(batch)
            batch = []
    return found + _due_of(batch)


def _addresses(tenant_id: int) -> list[str]:
    """The leads of an organisation, else its colleagues; of the Secretariat, its officers."""
    rows = Membership.objects.live().filter(tenant_id=tenant_id)
    for role in (Role.INSTITUTION_LEAD, Role.INSTITUTION_COLLEAGUE, Role.SECRETARIAT_OFFICER):
        found = rows.filter(role=role).order_by("user__email").values_list("user__email", flat=True)
        if found:
            return list(found.distinct())
    return []


def _letter(due: Iterable[Due]) -> str:
    lines = [
        {
            "number": one.commitment.pk,
            "text": reminder_words(one.reminder),
            "link": site_address() + reverse("commitment", args=[one.commitment.pk]),
        }
        for one in due
    ]
    return render_to_string("blueprint/mail/reminders.txt", {"lines": lines})


def _send(due: list[Due], addresses: list[str]) -> bool:
    """One letter to each address; whether all were handed over."""
    subject = _("Commitments that need a look")
    text = _letter(due)
    try:
        for address in addresses:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
    except OSError:
        logger.exception("letters about %d reminders could not be sent", len(due))
        return False
    return True


def _note(due: list[Due]) -> list[CommitmentReminder]:
    return CommitmentReminder.objects.bulk_create(
        CommitmentReminder(
            commitment=one.commitment, kind=one.reminder.kind.value, about=one.reminder.about
        )
        for one in due
    )


@transaction.atomic
def _log(due: list[Due], *, by: Actor) -> None:
    for one in due:
        new = {"kind": one.reminder.kind.value, "about": one.reminder.about.isoformat()}
        record(by, "remind_of_commitment", one.commitment, new=new)


def _remind(due: list[Due], addresses: list[str], *, by: Actor) -> bool:
    """Note what is sent before it is, so that nothing goes out twice; a failure takes it back.

    No transaction is open while the mail server is spoken to.
    """
    notes = _note(due)
    if _send(due, addresses):
        _log(due, by=by)
        return True
    CommitmentReminder.objects.filter(pk__in=[note.pk for note in notes]).delete()
    return False


def send_reminders(*, by: Actor) -> Sent:
    """Send what is due; running it again sends nothing twice."""
    keeper = secretariat()
    groups: dict[int | None, list[Due]] = {}
    for one in due_reminders():
        groups.setdefault(one.commitment.tenant_id or (keeper.pk if keeper else None), []).append(
            one
        )
    reminders = letters = unreached = 0
    for tenant_id, due in groups.items():
        addresses = _addresses(tenant_id) if tenant_id else []
        if addresses and _remind(due, addresses, by=by):
            reminders, letters = reminders + len(due), letters + len(addresses)
        else:
            unreached += len(due)
    return Sent(reminders, letters, unreached)
