"""Seeded data with known truth, for tests, tutorials and the showcase.

    from fulcrum.engines.simulation import InstitutionsSpec, simulate_institutions

    spec = InstitutionsSpec(count=200, assessment_count=150, item_ids=("GOV-01", "GOV-02"),
                            release="2019.1", until=date(2026, 6, 30), seed=7)
    result = simulate_institutions(spec)
    print(result.summary())

    from fulcrum.engines.simulation import BankSpec, simulate_bank

    bank = simulate_bank(BankSpec(accounts=4_000, months=6, seed=7), Path("bank"))
    print(bank.summary())

Everything is invented, and every row says so. Names are loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fulcrum.engines.simulation.bank.results import Bank
    from fulcrum.engines.simulation.bank.simulate import simulate_bank
    from fulcrum.engines.simulation.bank.spec import BankSpec
    from fulcrum.engines.simulation.institutions import simulate_institutions
    from fulcrum.engines.simulation.results import (
        Institutions,
        SheetRow,
        SimulatedAnswer,
        SimulatedAssessment,
        SimulatedInstitution,
    )
    from fulcrum.engines.simulation.spec import InstitutionsSpec

_HOMES = {
    "Bank": "bank.results",
    "BankSpec": "bank.spec",
    "Institutions": "results",
    "InstitutionsSpec": "spec",
    "SheetRow": "results",
    "SimulatedAnswer": "results",
    "SimulatedAssessment": "results",
    "SimulatedInstitution": "results",
    "simulate_bank": "bank.simulate",
    "simulate_institutions": "institutions",
}
__all__ = [
    "Bank",
    "BankSpec",
    "Institutions",
    "InstitutionsSpec",
    "SheetRow",
    "SimulatedAnswer",
    "SimulatedAssessment",
    "SimulatedInstitution",
    "simulate_bank",
    "simulate_institutions",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
