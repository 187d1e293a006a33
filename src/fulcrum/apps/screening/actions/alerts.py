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
    if len(alerts) > MOST_AT_ONCE:
        raise FulcrumError(_("At most %(n)d alerts at once.") % {"n": MOST_AT_ONCE})
    if to is not None and to not in analysts_of(by.tenant_id or 0):
        raise FulcrumError(_("This person does not work on alerts here."))
    rows = list(
        Alert.objects.visible_to(by)
        .filter(pk__in=alerts, state__in=OPEN_ALERTS)
        .exclude(assignee=to)
        .select_for_update()
    )
    changes = []
    for alert in rows:
        old = {"assignee": alert.assignee_id}
        alert.assignee = to
        if alert.state != AlertState.PROPOSED:
            alert.state = AlertState.ASSIGNED if to else AlertState.NEW
        changes.append(Change("assign_alert", alert, old, {"assignee": to.pk if to else None}))
    Alert.objects.bulk_update(rows, ["assignee", "state"])
    record_many(by, changes)
    return len(rows)


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
    if not reason.strip():
        raise FulcrumError(_("Say why."), where="reason")
    made = Reading.objects.create(
        alert=held,
        verdict=Verdict(verdict),
        reason=reason.strip(),
        by_id=by.user_id,
        by_name=by.label,
    )
    held.state = AlertState.PROPOSED
    held.save(update_fields=["state"])
    record(by, "propose_verdict", held, new={"verdict": verdict})
    return made


@transaction.atomic
def check_verdict(reading: Reading, *, agrees: bool, remark: str, by: Actor) -> Reading:
    """Agree with a colleague's reading, which closes the alert, or send it back with a remark.

    Raises:
        RefusedError: it is one's own reading.
        ConflictError: somebody checked it before.
    """
    held = Reading.objects.select_for_update().select_related("alert").get(pk=reading.pk)
    check(by, "screening.read_alert", held.alert)
    if held.by_id == by.user_id:
        raise RefusedError(_("A second person has to check this: not the one who proposed it."))
    if held.checked_at is not None:
        raise ConflictError(_("Somebody checked this before."))
    if not agrees and not remark.strip():
        raise FulcrumError(_("Say what you see differently."), where="remark")
    now = timezone.now()
    held.checked_by_id, held.checked_name, held.checked_at = by.user_id, by.label, now
    held.agreed, held.remark = agrees, remark.strip()
    held.save()
    alert = held.alert
    if agrees:
        alert.state, alert.verdict, alert.closed_at = AlertState.CLOSED, held.verdict, now
    else:
        alert.state = AlertState.ASSIGNED if alert.assignee_id else AlertState.NEW
    alert.save(update_fields=["state", "verdict", "closed_at"])
    record(by, "check_verdict", alert, new={"agreed": agrees, "verdict": held.verdict})
    return held


@transaction.atomic
def snooze_subject(alert: Alert, until: date, reason: str, *, by: Actor) -> Snooze:
    """Leave an alert's subject alone until a day; a new indicator or family ends that by itself.

    Raises:
        FulcrumError: no reason, a day that has passed, or one more than a year away.
        ConflictError: it is about a network: those are never left alone.
    """
    check(by, "screening.snooze_alert", alert)
    today = timezone.localdate()
    if not reason.strip():
        raise FulcrumError(_("Say why."), where="reason")
    if not today < until <= today + timedelta(days=LONGEST_SNOOZE):
        raise FulcrumError(_("Choose a day within the next year."), where="until")
    if alert.member_count > 1:
        raise ConflictError(_("An alert about a network is never left alone."))
    pack = load_pack().indicators
    families = sorted({pack[key].family.value for key in alert.indicators if key in pack})
    made = Snooze.objects.create(
        tenant_id=alert.tenant_id,
        subject=alert.subject,
        indicators=alert.indicators,
        families=families,
        reason=reason.strip(),
        until=until,
        by_id=by.user_id,
        by_name=by.label,
    )
    Alert.objects.visible_to(by).filter(subject=alert.subject, state__in=OPEN_ALERTS).update(
        snoozed_until=until
    )
    record(by, "snooze_subject", alert, new={"until": until.isoformat()})
    return made


@transaction.atomic
def lift_snooze(snooze: Snooze, *, by: Actor) -> None:
    """Look at a subject again."""
    check(by, "screening.snooze_alert", snooze)
    Snooze.objects.filter(pk=snooze.pk, lifted_at=None).update(lifted_at=timezone.now())
    Alert.objects.visible_to(by).filter(subject=snooze.subject).update(snoozed_until=None)
    record(by, "lift_snooze", snooze)
