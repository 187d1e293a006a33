"""Invented decisions, lines and bundles for the tests of learning."""

from collections.abc import Mapping, Sequence
from typing import Any

from fulcrum.engines.screening.learning.bundle import Bundle, open_bundle, sign_bundle
from fulcrum.engines.screening.learning.effectiveness import (
    Effectiveness,
    EffectivenessSpec,
    report_effectiveness,
)
from fulcrum.engines.screening.learning.keys import new_key
from fulcrum.engines.screening.learning.payloads import read_payload
from fulcrum.engines.screening.learning.quarters import Period, Quarter
from fulcrum.engines.screening.learning.rendering import render
from fulcrum.engines.screening.learning.tallies import Decision, Kind, Line, Outcome

Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)
DIGEST = "0f" * 32
P, N, U = Outcome.PRODUCTIVE, Outcome.NOT_PRODUCTIVE, Outcome.UNDETERMINED


def indicator(number: int, version: str = "1") -> Line:
    return Line(Kind.INDICATOR, f"I{number:02}", version)


def scenario(number: int, version: str = "1") -> Line:
    return Line(Kind.SCENARIO, f"S{number:02}", version)


ALL = Line(Kind.ALL, "all", "1")


def decided(
    counts: Mapping[Line, Sequence[int]], quarter: Quarter = Q1, prefix: str = ""
) -> tuple[Decision, ...]:
    """For each line, so many alerts of their own: productive, not, undetermined."""
    return tuple(
        Decision(f"{prefix}{line}/{outcome}/{number}", outcome, quarter, (line,))
        for line, cells in counts.items()
        for outcome, cell in zip(Outcome, cells, strict=False)
        for number in range(cell)
    )


def effectiveness(counts: Mapping[Line, Sequence[int]], **changes: Any) -> Effectiveness:
    values: dict[str, Any] = {
        "decisions": decided(counts),
        "period": Period(Q1, Q1),
        "lines": tuple(counts),
        "pack": "human-trafficking",
        "digest": DIGEST,
        "invented": True,
    }
    return report_effectiveness(EffectivenessSpec(**values | changes))


def signed(
    counts: Mapping[Line, Sequence[int]],
    sender: str = "Bank A",
    keys: tuple[bytes, bytes] | None = None,
    **changes: Any,
) -> Bundle:
    """What a bank told, opened again."""
    private, public = keys or new_key()
    payload = effectiveness(counts, **changes).payload()
    made = sign_bundle(payload, render(read_payload(payload)), private, sender=sender)
    return open_bundle(made.data, public)
