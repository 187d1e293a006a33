"""Another scorer for the candidates that ours finds: nomenklatura, where it is installed.

It knows names of many cultures and scripts, and is slow: about 120 names a second and core at 50
candidates each (measured; see screening.md). It is not installed with Fulcrum.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from fulcrum.engines.screening.names.entries import ORGANISATION, PERSON, VESSEL
from fulcrum.engines.screening.names.results import NameMatch
from fulcrum.kernel.errors import FulcrumError

SCHEMA = {PERSON: "Person", ORGANISATION: "Organization", VESSEL: "Vessel"}


@cache
def _parts() -> tuple[Any, Any, Any]:
    """The algorithm, its settings and the maker of entities."""
    try:
        matching = import_module("nomenklatura.matching")
        followthemoney = import_module("followthemoney")
    except ImportError:
        raise FulcrumError(
            "The scorer nomenklatura is not installed.",
            where="scorer",
            mend="Install it with `pip install nomenklatura`, or use the scorer own.",
        ) from None
    algorithm = matching.LogicV2
    return algorithm, algorithm.default_config(), followthemoney


def _entity(kind: str, name: str) -> Any:
    _algorithm, _config, followthemoney = _parts()
    made = followthemoney.model.make_entity(SCHEMA.get(kind, "LegalEntity"))
    made.id = name
    made.add("name", name)
    return made


def rescored(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Matches with the scores of nomenklatura's best algorithm (logic-v2), from names alone.

    Raises:
        FulcrumError: it is not installed.
    """
    algorithm, config, _followthemoney = _parts()
    return [
        replace(
            one,
            score=round(
                algorithm.compare(
                    _entity(one.entry.kind, one.name), _entity(one.entry.kind, one.listed), config
                ).score,
                4,
            ),
            scorer="nomenklatura",
        )
        for one in matches
    ]
