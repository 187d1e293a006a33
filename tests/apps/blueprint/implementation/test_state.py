"""A state written as JSON and read back is the same state."""

import json
from dataclasses import replace

from fulcrum.apps.blueprint.implementation.state import METHOD, state_data, state_from
from fulcrum.kernel.provenance import canonical_json, hash_of
from tests.apps.blueprint.implementation.samples import state


def test_a_state_survives_json() -> None:
    data = json.loads(canonical_json(state_data(state())))
    assert state_from(data, state().named) == state()
    assert data["method"] == METHOD
    assert hash_of(data) == hash_of(state_data(state()))


def test_a_state_without_comparison_survives_too() -> None:
    alone = replace(state(), before=None, cube_before=None, named=())
    assert state_from(json.loads(canonical_json(state_data(alone)))) == alone


def test_who_is_named_is_not_in_what_is_hashed() -> None:
    assert "Alder" not in canonical_json(state_data(state())).decode()
