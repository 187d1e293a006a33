"""How each engine is called, so that one suite can hold them all to the same promises.

A new engine adds its case here; a test fails for an engine without one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fulcrum.engines import simulation
from fulcrum.engines.simulation import Bank, BankSpec, InstitutionsSpec, simulate_institutions
from fulcrum.kernel.provenance import hash_of
from tests.conformance import screening


@dataclass(frozen=True)
class Case:
    """One public function of an engine.

    Attributes:
        engine: the engine's package.
        run: from the specification to the result.
        make_spec: a valid specification; keywords change it.
        changed: keywords that give another specification.
        seed: the keyword that holds the seed; "" for engines without chance.
        collections: keywords whose values stand in no order.
        refused: keywords that cannot be used, each alone.
        input_hash: of what the result depends on; of the specification, unless that names folders.
    """

    engine: str
    run: Callable[[Any], Any]
    make_spec: Callable[..., Any]
    changed: dict[str, Any]
    seed: str
    collections: tuple[str, ...]
    refused: tuple[dict[str, Any], ...]
    input_hash: Callable[[Any], str] = hash_of

    def __str__(self) -> str:
        return f"{self.engine}.{self.run.__name__}"


def _institutions(**changes: Any) -> InstitutionsSpec:
    items = ("GOV-01", "GOV-02", "TRA-01", "TRA-02", "DIL-01")
    values: dict[str, Any] = {
        "count": 25,
        "assessment_count": 20,
        "item_ids": items,
        "release": "2019.1",
        "until": date(2026, 6, 30),
        "seed": 5,
    }
    return InstitutionsSpec(**values | changes)


def _bank(**changes: Any) -> BankSpec:
    values = {"accounts": 150, "months": 1, "seed": 5, "accounts_per_network": 50}
    return BankSpec(**values | changes)


def simulate_bank(spec: BankSpec) -> Bank:
    """The bank's tables in a folder that is gone afterwards; where it lay is no part of it."""
    with TemporaryDirectory() as folder:
        return simulation.simulate_bank(spec, Path(folder))


CASES = (
    Case(
        engine="simulation",
        run=simulate_institutions,
        make_spec=_institutions,
        changed={"count": 26},
        seed="seed",
        collections=("item_ids",),
        refused=(
            {"count": 0},
            {"assessment_count": 99},
            {"item_ids": ("a", "a")},
            {"release": " "},
            {"years": 99},
            {"repeat_share": 2.0},
        ),
    ),
    Case(
        engine="simulation",
        run=simulate_bank,
        make_spec=_bank,
        changed={"difficulty": 0.9},
        seed="seed",
        collections=(),
        refused=(
            {"accounts": 10},
            {"months": 0},
            {"seed": -1},
            {"currency": "XXX"},
            {"difficulty": 1.5},
            {"start": date(2025, 1, 2)},
            {"accounts_per_network": 0},
        ),
    ),
    Case(
        engine="screening",
        run=screening.ingest,
        make_spec=screening.ingest_spec,
        changed={"nights": 7},
        seed="",
        collections=("sources",),
        refused=(
            {"sources": ()},
            {"currency": "pounds"},
            {"zone": "Mars/Olympus"},
            {"encoding": "ebcdic"},
            {"shards": -1},
            {"memory": "plenty"},
            {"threads": -1},
        ),
        input_hash=screening.ingest_hash,
    ),
    Case(
        engine="screening",
        run=screening.screen,
        make_spec=screening.screen_spec,
        changed={"nights": 7},
        seed="",
        collections=(),
        refused=(
            {"pack": "tax-evasion"},
            {"engine": "abacus"},
            {"memory": "plenty"},
            {"threads": -1},
        ),
        input_hash=screening.screen_hash,
    ),
)
