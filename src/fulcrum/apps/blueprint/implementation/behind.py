"""The frozen commitments behind a number of a snapshot."""

from collections.abc import Iterable, Mapping
from typing import Any

from fulcrum.apps.blueprint.implementation.cube import parts_of
from fulcrum.apps.blueprint.ladder.terms import Rung

Row = Mapping[str, Any]


def frozen_behind(
    commitments: Iterable[Row], part: str, groups: Mapping[str, str], least: Rung
) -> list[Row]:
    """Those that serve a part, belong to the groups, and stood at a rung or beyond.

    Args:
        commitments: as the state keeps them.
        part: a Goal, an Action, or "" for the whole Blueprint.
        groups: values by group.
        least: the rung from which on an institution counts as reached.
    """
    return [
        one
        for one in commitments
        if part in parts_of(one["actions"])
        and Rung[one["status"].upper()] >= least
        and all(one[name] == value for name, value in groups.items())
    ]
