"""Every indicator fires on its positive rows and stays quiet on its near-misses."""

import pkgutil
from importlib import import_module
from typing import Any

import pytest

import fulcrum.engines.screening.human_trafficking as pack
from fulcrum.engines.screening.trials import try_fixtures

MODULES = sorted(
    found.name for found in pkgutil.iter_modules(pack.__path__) if found.name[0] == "i"
)


def indicator_in(module: str) -> Any:
    return import_module(f"{pack.__name__}.{module}").INDICATOR


@pytest.mark.parametrize("module", MODULES)
def test_it_fires_where_it_must_and_nowhere_else(module: str) -> None:
    indicator = indicator_in(module)
    trials = try_fixtures(indicator)
    wrong = [(trial.fixture.name, trial.days, trial.others) for trial in trials if not trial.passed]
    assert wrong == []
    fired = [trial for trial in trials if trial.fixture.fires]
    assert fired
    assert len(fired) < len(trials)
