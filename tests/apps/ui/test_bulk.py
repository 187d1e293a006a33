"""Rows inserted at once are the rows that model objects would have made."""

from datetime import date
from decimal import Decimal

from fulcrum.apps.blueprint.actions.diagnostics import start_diagnostic
from fulcrum.apps.blueprint.models import Exposure, Release, Risk
from fulcrum.apps.ui.bulk import ROWS, insert_rows
from tests.apps.blueprint.making import SYSTEM, institution, make_release
from tests.conftest import TenantMaker

NAMES = (
    "diagnostic_id", "risk_id", "area", "activity", "sector", "country", "good", "amount",
    "currency", "value", "reference", "fingerprint", "run_id", "source_row",
)  # fmt: skip


def test_values_come_back_as_they_went(tenant_of: TenantMaker) -> None:
    assert isinstance(make_release(), Release)
    diagnostic = start_diagnostic(
        institution("A bank", tenant_id=tenant_of().pk),
        by=SYSTEM,
        title="D",
        as_of_date=date(2026, 1, 1),
        currency="EUR",
    )
    risk = Risk.objects.create(diagnostic=diagnostic, key="k", area="clients")
    rest = ("clients", "Loans", "13", "IN", "Čotton ⟦x⟧")
    rows = [
        (diagnostic.pk, risk.pk, *rest, Decimal("12345678901234.56") if number else None, "EUR",
         Decimal("0.10"), "", f"{number:032x}", None, number)
        for number in range(ROWS + 5)
    ]  # fmt: skip
    insert_rows(Exposure, NAMES, [])
    insert_rows(Exposure, NAMES, rows)
    assert Exposure.objects.count() == ROWS + 5
    first, second = Exposure.objects.order_by("source_row")[:2]
    assert (first.amount, first.value, first.good) == (None, Decimal("0.10"), "Čotton ⟦x⟧")
    other = Exposure.objects.create(
        diagnostic=diagnostic, risk=risk, area="clients", amount=Decimal("12345678901234.56"),
        currency="EUR", value=Decimal("0.10"), fingerprint="f" * 32,
    )  # fmt: skip
    other.refresh_from_db()
    assert (second.amount, second.value) == (other.amount, other.value)
