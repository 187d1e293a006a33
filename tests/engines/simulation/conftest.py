from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fulcrum.engines.simulation import Institutions, InstitutionsSpec, simulate_institutions

ITEMS = tuple(f"{area}-{number:02d}" for area in ("GOV", "TRA", "DIL") for number in range(1, 9))
UNTIL = date(2026, 6, 30)
Simulate = Callable[..., Institutions]


def spec_of(**changes: Any) -> InstitutionsSpec:
    """A small simulation, changed as a test needs it."""
    values: dict[str, Any] = {
        "count": 60,
        "assessment_count": 50,
        "item_ids": ITEMS,
        "release": "2019.1",
        "until": UNTIL,
        "seed": 7,
    }
    return InstitutionsSpec(**values | changes)


@pytest.fixture(scope="session")
def simulated() -> Institutions:
    """200 institutions and 150 assessments."""
    return simulate_institutions(spec_of(count=200, assessment_count=150))
