"""Open cases, from an alert or on their own, put alerts into them, and change them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.audit.actions import Change, record, record_many
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import AlertState, CaseState
from fulcrum.apps.screening.models import Alert, Case, CaseAlert
from fulcrum.apps.screening.queries.cases import analysts, next_number
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

TRIES = 20  # at numbering a case while others open theirs
FREE_TEXTS = ("title", "summary")  # may name people, so the log says only that they changed


@dataclass(frozen=True, slots=True)
class CaseInput:
    """What a case says of itself."""

    title: str
    due_on: date
    summary: str = ""
    lead: User | None = None


def _fields(given: CaseInput) -> dict[str, Any]:
    """The values as they are stored."""
    return {
        "title": given.title.strip(),
        "due_on": given.due_on,
        "summary": given.summary.strip(),
        "lead_id": given.lead.pk if given.lead else None,
    }


def check_colleague(person: User | None, tenant_id: int) -> None:
    """Refuse somebody who does not work on cases here.

    Raises:
        FulcrumError: no live analyst of the organisation.
    """
    if person is not None and not analysts(tenant_id).filter(pk=person.pk).exists():
        raise FulcrumError(_("This person does not work on cases here."))


def held(case: Case, *, by: Actor, permission: str = "screening.change_case") -> Case:
    """The case, locked, when one may change it and it is not closed.

    Raises:
        RefusedError: the actor may not.
        ConflictError: it is closed.
    """
    check(by, permission, case)
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.state == CaseState.CLOSED:
        raise ConflictError(
            _("This case is closed and is kept as it was."), mend=_("Open it again first.")
        )
    return row


def changed(case: Case, verb: str, *, by: Actor, **new: Any) -> None:
    """Note that something about a case changed: on the case and in the log."""
    case.save(update_fields=["updated_at"])
    record(by, verb, case, new=new)


def _save_numbered(case: Case) -> None:
    """Save under the next number. Where somebody takes it in the same moment, the next is tried."""
    for left in reversed(range(TRIES)):
        case.number = next_number(case.tenant_id)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            if not left:
                raise
        else:
            return


@transaction.atomic
def open_case(given: CaseInput, *, by: Actor, alert: Alert | None = None) -> Case:
    """Begin a case for one's own organisation, on an alert or on none.

    Raises:
        RefusedError: the alert is not one's own.
        ConflictError: the alert is closed, or in a case already.
        FulcrumError: it has no title, or the lead does not work on cases here.
    """
    check(by, "screening.make_case", alert)
    tenant_id = alert.tenant_id if alert else by.tenant_id
    tenant = Tenant.objects.filter(pk=tenant_id or 0).first()
    if tenant is None:
        raise RefusedError(_("You can open cases only for the organisation you act for."))
    if not given.title.strip():
        raise FulcrumError(_("Give the case a title."))
    check_colleague(given.lead, tenant.pk)
    case = Case(
        tenant=tenant,
        created_by_id=by.user_id,
        is_invented=tenant.is_invented or (alert is not None and alert.is_invented),
        **_fields(given),
    )
    _save_numbered(case)
    record(by, "open_case", case, new={"number": case.number, "due_on": case.due_on})
    if alert is not None:
        _link(case, alert, by=by)
    return case


@transaction.atomic
def add_alert(case: Case, alert: Alert, *, by: Actor) -> CaseAlert:
    """Put an alert into a case that is still open.

    Raises:
        RefusedError: case and alert are not both one's own.
        ConflictError: the case or the alert is closed, or the alert is in a case already.
    """
    check(by, "screening.make_case", alert)
    row = held(case, by=by)
    if alert.tenant_id != row.tenant_id:
        raise RefusedError(_("Alert and case belong to different organisations."))
    made = _link(row, alert, by=by)
    row.save(update_fields=["updated_at"])
    return made


def _link(case: Case, alert: Alert, *, by: Actor) -> CaseAlert:
    row = Alert.objects.select_for_update().get(pk=alert.pk)
    if row.state == AlertState.CLOSED:
        raise ConflictError(_("This alert is closed."))
    try:
        with transaction.atomic():
            made = CaseAlert.objects.create(case=case, alert=row)
    except IntegrityError as error:
        raise ConflictError(_("This alert is in a case already.")) from error
    old, row.state = row.state, AlertState.CASE
    row.save(update_fields=["state"])
    record_many(
        by,
        [
            Change("add_alert_to_case", case, new={"alert": row.pk}),
            Change(
                "add_alert_to_case",
                row,
                old={"state": old},
                new={"state": row.state, "case": case.number},
            ),
        ],
    )
    return made


def _logged(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in FREE_TEXTS}


@transaction.atomic
def change_case(case: Case, given: CaseInput, *, by: Actor) -> Case:
    """Say the case better, give it another lead or another day."""
    row = held(case, by=by)
    if not given.title.strip():
        raise FulcrumError(_("Give the case a title."))
    new = {name: value for name, value in _fields(given).items() if value != getattr(row, name)}
    if not new:
        return row
    if new.get("lead_id"):
        check_colleague(given.lead, row.tenant_id)
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    record(by, "change_case", row, old=_logged(old), new=_logged(new) | {"changed": sorted(new)})
    return row
