from collections.abc import Iterator
from pathlib import Path

import pytest

from fulcrum.engines.screening import pack as packs
from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.run import screen
from fulcrum.engines.screening.spec import ScreenSpec
from tests.engines.screening.tuning import bank


@pytest.fixture(scope="module", autouse=True)
def small_pack() -> Iterator[packs.Pack]:
    """The small pack, under its name for as long as a module's tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(packs.PACKS, bank.PACK, bank.MODULE)
        yield packs.load_pack(bank.PACK)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank, taken in."""
    return bank.make(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for finished runs, so that no test runs what another has run."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def base(small_pack: packs.Pack, data: Path, runs: Path) -> Path:
    """A run with defaults, and a rule of two indicators."""
    out = runs / "base"
    if not (out / "run.json").exists():
        rule = Rule(least_indicators=2)
        screen(ScreenSpec(data=data, out=out, pack=small_pack.name, rule=rule, threads=1))
    return out
