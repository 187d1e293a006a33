"""Work on alerts: assign, say what one showed, let a second person check, leave a subject alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.audit.actions import Change, record, record_many
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import OPEN_ALERTS, AlertState, Verdict
from fulcrum.apps.screening.models import Alert, Reading, Snooze
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST_AT_ONCE = 500
LONGEST_SNOOZE = 365


def analysts_of(tenant_id: int) -> list[User]:
    """The people of an organisation who work on alerts."""
    rows = Membership.objects.filter(tenant_id=tenant_id, role=Role.CRIME_ANALYST, ended_at=None)
    return [one.user for one in rows.select_related("user").order_by("user__name")]


@transaction.atomic
def assign_alerts(alerts: Sequence[int], to: User | None, *, by: Actor) -> int:
    """Give open alerts of one's own to a colleague, or back to the queue.

    Returns:
        How many changed hands.

    Raises:
        FulcrumError: too many at once, or the person does not work on alerts here.
    """
    check(by, "screening.triage_alert")
    _check_assignment(alerts, to, by)
    mine = Alert.objects.visible_to(by).filter(pk__in=alerts, state__in=OPEN_ALERTS)
    rows = list(mine.exclude(assignee=to).select_for_update())
    record_many(by, [_hand_over(alert, to) for alert in rows])
    Alert.objects.bulk_update(rows, ["assignee", "state"])
    return len(rows)


def _check_assignment(alerts: Sequence[int], to: User | None, by: Actor) -> None:
    if len(alerts) > MOST_AT_ONCE:
        raise FulcrumError(_("At most %(n)d alerts at once.") % {"n": MOST_AT_ONCE})
    if to is not None and to not in analysts_of(by.tenant_id or 0):
        raise FulcrumError(_("This person does not work on alerts here."))


def _hand_over(alert: Alert, to: User | None) -> Change:
    old = {"assignee": alert.assignee_id}
    alert.assignee = to
    if alert.state != AlertState.PROPOSED:
        alert.state = AlertState.ASSIGNED if to else AlertState.NEW
    return Change("assign_alert", alert, old, {"assignee": to.pk if to else None})


@transaction.atomic
def propose_verdict(alert: Alert, verdict: str, reason: str, *, by: Actor) -> Reading:
    """Say what reading an alert showed; a second person has to agree before it is closed.

    Raises:
        ConflictError: it is closed, in a case, or waits for a second person.
        FulcrumError: no reason is given.
    """
    check(by, "screening.read_alert", alert)
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.state not in {AlertState.NEW, AlertState.ASSIGNED}:
        raise ConflictError(_("This alert is not open for reading."))
    _need_reason(reason)
    said = {"verdict": Verdict(verdict), "reason": reason.strip()}
    made = Reading.objects.create(alert=held, by_id=by.user_id, by_name=by.label, **said)
    held.state = AlertState.PROPOSED
    held.save(update_fields=["state"])
    record(by, "propose_verdict", held, new={"verdict": verdict})
    return made


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise FulcrumError(_("Say why."), where="reason")


@transaction.atomic
def check_verdict(reading: Reading, *, agrees: bool, remark: str, by: Actor) -> Reading:
    """Agree with a colleague's reading, which closes the alert, or send it back with a remark.

    Raises:
        RefusedError: it is one's own reading.
        ConflictError: somebody checked it before.
    """
    held = Reading.objects.select_for_update().select_related("alert").get(pk=reading.pk)
    check(by, "screening.read_alert", held.alert)
    _check_second(held, by)
    if not agrees and not remark.strip():
        raise FulcrumError(_("Say what you see differently."), where="remark")
    held.checked_by_id, held.checked_name = by.user_id, by.label
    held.checked_at, held.agreed, held.remark = timezone.now(), agrees, remark.strip()
    held.save()
    _settle(held.alert, held)
    record(by, "check_verdict", held.alert, new={"agreed": agrees, "verdict": held.verdict})
    return held


def _check_second(reading: Reading, by: Actor) -> None:
    if reading.by_id == by.user_id:
        raise RefusedError(_("A second person has to check this: not the one who proposed it."))
    if reading.checked_at is not None:
        raise ConflictError(_("Somebody checked this before."))


def _settle(alert: Alert, reading: Reading) -> None:
    """Close an alert on whose reading two agree; else it is open again."""
    if reading.agreed:
        alert.state, alert.verdict = AlertState.CLOSED, reading.verdict
        alert.closed_at = reading.checked_at
    else:
        alert.state = AlertState.ASSIGNED if alert.assignee_id else AlertState.NEW
    alert.save(update_fields=["state", "verdict", "closed_at"])


@transaction.atomic
def snooze_subject(alert: Alert, until: date, reason: str, *, by: Actor) -> Snooze:
    """Leave an alert's subject alone until a day; a new indicator or family ends that by itself.

    Raises:
        FulcrumError: no reason, a day that has passed, or one more than a year away.
        ConflictError: it is about a network: those are never left alone.
    """
    check(by, "screening.snooze_alert", alert)
    _check_snooze(alert, until, reason)
    pack = load_pack().indicators
    families = sorted({pack[key].family.value for key in alert.indicators if key in pack})
    about = {"tenant_id": alert.tenant_id, "subject": alert.subject, "families": families}
    said = {"reason": reason.strip(), "until": until, "by_id": by.user_id, "by_name": by.label}
    made = Snooze.objects.create(indicators=alert.indicators, **about, **said)
    mine = Alert.objects.visible_to(by).filter(subject=alert.subject, state__in=OPEN_ALERTS)
    mine.update(snoozed_until=until)
    record(by, "snooze_subject", alert, new={"until": until.isoformat()})
    return made


def _check_snooze(alert: Alert, until: date, reason: str) -> None:
    today = timezone.localdate()
    _need_reason(reason)
    if not today < until <= today + timedelta(days=LONGEST_SNOOZE):
        raise FulcrumError(_("Choose a day within the next year."), where="until")
    if alert.member_count > 1:
        raise ConflictError(_("An alert about a network is never left alone."))


@transaction.atomic
def lift_snooze(snooze: Snooze, *, by: Actor) -> None:
    """Look at a subject again."""
    check(by, "screening.snooze_alert", snooze)
    Snooze.objects.filter(pk=snooze.pk, lifted_at=None).update(lifted_at=timezone.now())
    Alert.objects.visible_to(by).filter(subject=snooze.subject).update(snoozed_until=None)
    record(by, "lift_snooze", snooze)
