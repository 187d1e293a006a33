"""The bank's own peer groups, by subject."""

from collections.abc import Mapping

import pyarrow.parquet as pq

from fulcrum.engines.screening.indicator import Parameter
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.store import Store
from fulcrum.kernel.errors import FulcrumError

ALL, NO_SEGMENT = "all", "no segment"


def segments_of(store: Store) -> dict[str, str]:
    """The segment of each account; those without one are together."""
    path = store.table("accounts")
    if path is None:
        return {}
    rows = pq.read_table(path, columns=["account_id", "segment"])
    names = rows.column("segment").to_pylist()
    return {
        account: name or NO_SEGMENT
        for account, name in zip(rows.column("account_id").to_pylist(), names, strict=True)
    }


def in_segments(segment: str) -> tuple[str, ...]:
    """Under which names something is counted: its own segment, and all."""
    return (segment, ALL)


def parameter_of(pack: Pack, indicator: str, name: str) -> Parameter:
    """A number that may be tuned.

    Raises:
        FulcrumError: there is no such indicator or parameter, or it is no number.
    """
    if indicator not in pack.indicators:
        raise FulcrumError(
            f"The pack {pack.name} has no indicator {indicator!r}.",
            where="indicator",
            mend="Name one as `fulcrum screen indicators` lists them.",
        )
    known: Mapping[str, Parameter] = {
        one.name: one for one in pack.indicators[indicator].parameters
    }
    numbers = sorted(key for key, one in known.items() if one.unit != "text")
    if name not in numbers:
        raise FulcrumError(
            f"{indicator} has no number {name!r}.",
            where="parameter",
            mend=f"It has: {', '.join(numbers) or 'none'}.",
        )
    return known[name]
