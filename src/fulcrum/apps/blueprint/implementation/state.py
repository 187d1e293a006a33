"""The state of implementation as one value: made live, or read back from a frozen snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fulcrum.apps.blueprint.implementation.cube import Cube, Group, Known
from fulcrum.apps.blueprint.implementation.named import Record
from fulcrum.apps.blueprint.implementation.timeline import Point

METHOD = 1  # raise it when the same commitments are to be counted otherwise
PUBLIC, SHARED = "public", "shared"


@dataclass(frozen=True, slots=True)
class State:
    """How far implementation is.

    Attributes:
        as_of: the day it is about.
        scope: PUBLIC when it counts what everybody may read, SHARED when also what only the
            Secretariat may.
        cube: what is counted.
        before: the day it is compared with; None for none.
        cube_before: what was counted then.
        timeline: commitments by rung at quarter ends.
        named: records of institutions that agreed to be named.
        commitments: the commitments counted, one mapping each, as open data gives them.
        parts: the ids of all Goals and of all Actions, under "goal" and "action".
        provenance: what it rests on, by name.
    """

    as_of: date
    scope: str
    cube: Cube
    before: date | None = None
    cube_before: Cube | None = None
    timeline: tuple[Point, ...] = ()
    named: tuple[Record, ...] = ()
    commitments: tuple[Mapping[str, Any], ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)


def _cube_data(cube: Cube) -> dict[str, Any]:
    return {
        "known": sorted([*group, *size] for group, size in cube.known.items()),
        "reached": sorted(
            [part, *group, list(counts)] for (part, group), counts in cube.reached.items()
        ),
        "countries": sorted([code, count] for code, count in cube.known_by_country.items()),
        "reached_countries": sorted(
            [code, list(counts)] for code, counts in cube.reached_by_country.items()
        ),
    }


def _cube(data: Mapping[str, Any]) -> Cube:
    return Cube(
        {Group(*row[:3]): Known(*row[3:]) for row in data["known"]},
        {(row[0], Group(*row[1:4])): tuple(row[4]) for row in data["reached"]},
        dict(data["countries"]),
        {code: tuple(counts) for code, counts in data["reached_countries"]},
    )


def state_data(state: State) -> dict[str, Any]:
    """The state as JSON holds it, names of leaders and laggards left out."""
    return {
        "method": METHOD,
        "as_of": state.as_of.isoformat(),
        "scope": state.scope,
        "cube": _cube_data(state.cube),
        "before": state.before.isoformat() if state.before else None,
        "cube_before": _cube_data(state.cube_before) if state.cube_before else None,
        "timeline": [[day.isoformat(), list(counts)] for day, counts in state.timeline],
        "commitments": [dict(one) for one in state.commitments],
        "parts": {kind: list(ids) for kind, ids in state.parts.items()},
        "provenance": dict(state.provenance),
    }


def state_from(data: Mapping[str, Any], named: tuple[Record, ...] = ()) -> State:
    """The state that JSON holds."""
    before = data["before"]
    return State(
        as_of=date.fromisoformat(data["as_of"]),
        scope=data["scope"],
        cube=_cube(data["cube"]),
        before=date.fromisoformat(before) if before else None,
        cube_before=_cube(data["cube_before"]) if data["cube_before"] else None,
        timeline=tuple((date.fromisoformat(day), tuple(n)) for day, n in data["timeline"]),
        named=named,
        commitments=tuple(data["commitments"]),
        parts={kind: tuple(ids) for kind, ids in data["parts"].items()},
        provenance=data["provenance"],
    )
