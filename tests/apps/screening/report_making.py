"""Reports of an invented bank, as tests need them."""

from collections.abc import Sequence
from typing import Any

import pytest

from fulcrum.apps.screening.actions import report_evidence
from fulcrum.apps.screening.actions.reports import write_report
from fulcrum.apps.screening.models import Alert, Case, CaseParty, Report
from fulcrum.apps.screening.queries.evidence import Movement
from fulcrum.apps.screening.report_given import Given
from fulcrum.kernel.actors import Actor
from tests.apps.screening.bank import at
from tests.apps.screening.case_making import VICTIM, begin, name_party
from tests.apps.screening.making import make_alert

FACTS = {
    "profile": "generic",
    "currency": "GBP",
    "country": "GB",
    "last_name": "North",
    "first_name": "Bea",
    "entity_id": "17",
    "branch": "Head office",
    "street": "3 Harbour Road",
    "city": "Bristol",
    "postcode": "BS1 1AA",
}


def given(**more: Any) -> Given:
    values: dict[str, Any] = dict(FACTS) | {"crimes": ("trafficking",)} | more
    return Given(**values)


def sent(subjects: Sequence[CaseParty], **more: Any) -> dict[str, Any]:
    """What a form sends."""
    return FACTS | {"crimes": ["trafficking"], "subjects": [str(one.pk) for one in subjects]} | more


def rows(alert: Alert, **more: Any) -> list[Movement]:
    """Cash that came in at night, and a wage that went on."""
    row: dict[str, Any] = {
        "txn_id": f"T{alert.pk}", "account_id": alert.subject, "at": at(0, 23), "cents": 30_000,
        "credit": True, "channel": "cash", "city": "Bristol", "memo": "for Cleo East",
    }  # fmt: skip
    wage = row | {"txn_id": f"W{alert.pk}", "channel": "transfer", "credit": False,
                  "counterparty_name": "Somebody", "country": "GB", "memo": "rent"}  # fmt: skip
    return [Movement(row | more, ("I01",)), Movement(wage, ("I15",))]


@pytest.fixture
def evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Movements without the files of a run."""
    monkeypatch.setattr(report_evidence, "movements_of", rows)


def suspicion(by: Actor) -> tuple[Case, CaseParty, CaseParty]:
    """A case with an alert, a possible controller and somebody who may be a victim."""
    subject = f"A-{Case.objects.count() + 1}"
    case = begin(by, alert=make_alert(by, subject))
    controller = name_party(case, by, name="Чехов, Антон", reference=subject)
    victim = name_party(case, by, VICTIM, "Cleo East")
    return case, controller, victim


def drafted(by: Actor, **more: Any) -> Report:
    case, controller, _victim = suspicion(by)
    return write_report(case, given(**more), [controller], by=by)
