"""A finished run whose numbers are to be varied."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import Outputs, read_outputs
from fulcrum.engines.screening.store import Store, open_store
from fulcrum.engines.screening.tuning.segments import NO_SEGMENT, segments_of
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True)
class Base:
    """The run that a curve starts from.

    Attributes:
        outputs: its tables.
        pack: its rules.
        store: its data.
        parameters: of the indicator that is varied, as the run had them.
        segments: by account.
    """

    outputs: Outputs
    pack: Pack
    store: Store
    parameters: Mapping[str, Any]
    segments: Mapping[str, str]

    def segment(self, subject: str) -> str:
        """The segment of a subject; one that is no account has none."""
        return self.segments.get(subject, NO_SEGMENT)


def base_of(data: Path, run: Path, indicator: str) -> Base:
    """A finished run, ready to be varied.

    Raises:
        FulcrumError: the run is over other data, or was made with other rules.
    """
    outputs, store = read_outputs(run), open_store(data)
    pack = outputs.pack
    same = outputs.data_digest == store.digest
    if not same or outputs.told.get("pack", {}).get("digest") != pack.digest:
        raise FulcrumError(
            "This run was made " + ("by other rules." if same else "from other data."),
            where=str(run),
            mend="Run it again, then try values.",
        )
    values = outputs.told.get("parameters", {}).get(indicator, {})
    return Base(outputs, pack, store, values, segments_of(store))
