"""Find trafficking in a bank's own transactions: typologies, alerts and their proofs.

    from fulcrum.engines.screening import IngestSpec, ScreenSpec, ingest, screen

    ingest(IngestSpec(sources=(Path("bank"),), out=Path("data"), zone="Europe/London"))
    result = screen(ScreenSpec(data=Path("data"), out=Path("run")))
    print(result.summary())

One indicator proves nothing, and a likely victim is never the subject of a report. Names are loaded
when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fulcrum.engines.screening.intake.ingest import ingest
    from fulcrum.engines.screening.intake.results import Ingest
    from fulcrum.engines.screening.intake.spec import IngestSpec
    from fulcrum.engines.screening.results import Screening
    from fulcrum.engines.screening.run import screen
    from fulcrum.engines.screening.spec import ScreenSpec

_HOMES = {
    "Ingest": "intake.results",
    "IngestSpec": "intake.spec",
    "ScreenSpec": "spec",
    "Screening": "results",
    "ingest": "intake.ingest",
    "screen": "run",
}
__all__ = ["Ingest", "IngestSpec", "ScreenSpec", "Screening", "ingest", "screen"]


def __getattr__(name: str) -> Any:
    """A public name, loaded when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
