"""Typology packs: the indicators and scenarios that a run evaluates, found in their folder."""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from typing import Any

from fulcrum.engines.screening.indicator import Indicator, Values
from fulcrum.engines.screening.scenario import Scenario
from fulcrum.kernel.errors import FulcrumError

PACKS = {"human-trafficking": "fulcrum.engines.screening.human_trafficking"}


@dataclass(frozen=True, slots=True)
class Pack:
    """A typology pack.

    Attributes:
        name: as commands take it.
        digest: SHA-256 of its files, hex; changes whenever a rule does.
        indicators: by id.
        scenarios: by id.
    """

    name: str
    digest: str
    indicators: Mapping[str, Indicator]
    scenarios: Mapping[str, Scenario]

    def values(self, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Values]:
        """The parameters of every indicator, with a bank's own where it set some.

        Raises:
            FulcrumError: no indicator of that id, or no parameter of that name.
        """
        strange = sorted(set(changes) - set(self.indicators))
        if strange:
            raise FulcrumError(
                f"The pack {self.name} has no indicator {strange[0]!r}.",
                where=strange[0],
                mend="Name indicators as `fulcrum screen indicators` lists them.",
            )
        return {key: one.values(changes.get(key)) for key, one in self.indicators.items()}


@cache
def load_pack(name: str = "human-trafficking") -> Pack:
    """A pack by its name.

    Raises:
        FulcrumError: there is none of that name.
    """
    if name not in PACKS:
        raise FulcrumError(
            f"There is no typology pack {name!r}.", where="pack", mend=f"Known: {', '.join(PACKS)}."
        )
    package = import_module(PACKS[name])
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    modules = [import_module(f"{PACKS[name]}.{one}") for one in names]
    indicators = [one.INDICATOR for one in modules if hasattr(one, "INDICATOR")]
    scenarios = [one for module in modules for one in getattr(module, "SCENARIOS", ())]
    return Pack(
        name,
        _digest(PACKS[name]),
        {one.id: one for one in sorted(indicators, key=lambda one: one.id)},
        {one.id: one for one in scenarios},
    )


def _digest(package: str) -> str:
    """The rules are code: what shapes, slices and measures mean is part of them."""
    total = sha256()
    folders = (package, "fulcrum.engines.screening")
    for folder in folders:
        for file in sorted(files(folder).iterdir(), key=lambda one: one.name):
            if file.name.endswith(".py"):
                total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
