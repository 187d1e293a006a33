"""Cases of an invented bank, as tests need them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.actions.case_parties import PartyInput, add_party
from fulcrum.apps.screening.actions.cases import CaseInput, open_case
from fulcrum.apps.screening.actions.decisions import DecisionInput, check_decision, decide
from fulcrum.apps.screening.enums import PartyRole
from fulcrum.apps.screening.models import Case, CaseDecision, CaseParty, Report
from fulcrum.kernel.actors import Actor

VICTIM = PartyRole.POSSIBLE_VICTIM


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def home(by: Actor) -> Tenant:
    """The organisation somebody acts for."""
    return Tenant.objects.get(pk=by.tenant_id or 0)


def person(by: Actor) -> User:
    """Somebody's account."""
    return User.objects.get(pk=by.user_id or 0)


def begin(by: Actor, title: str = "Rooms by the week", **more: Any) -> Case:
    """A case of the organisation acted for, due in ten days."""
    alert = more.pop("alert", None)
    values: dict[str, Any] = {"title": title, "due_on": in_days(10)} | more
    return open_case(CaseInput(**values), by=by, alert=alert)


def name_party(
    case: Case, by: Actor, role: str = PartyRole.CONTROLLER, name: str = "Ada North", **more: Any
) -> CaseParty:
    return add_party(case, PartyInput(name, role, "Receives what others earn.", **more), by=by)


def decided(
    case: Case, by: Actor, kind: str, about: CaseParty | None = None, *, second: Actor | None = None
) -> CaseDecision:
    """A decision; in force when a second person is given."""
    made = decide(case, DecisionInput(kind, "Three wages, one account.", about), by=by)
    return check_decision(made, agrees=True, remark="", by=second) if second else made


def make_report(case: Case, **more: Any) -> Report:
    """A draft of a report, as another part of the product writes it."""
    values: dict[str, Any] = {"profile": "generic", "reference": f"R-{Report.objects.count() + 1}"}
    return Report.objects.create(tenant_id=case.tenant_id, case=case, **values | more)
