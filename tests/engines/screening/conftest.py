from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fulcrum.engines.screening.results import Screening
from tests.engines.screening import bank


@dataclass(frozen=True)
class Ran:
    """A finished run over the invented bank, and everything it left."""

    data: Path
    out: Path
    told: Screening
    rows: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The whole pack over the invented bank in three shards; nobody writes into it."""
    folder = tmp_path_factory.mktemp("bank")
    data, out = bank.take_in(folder, shards=3), folder / "out"
    told = bank.run(data, out)
    return Ran(data, out, told, bank.everything(out))
