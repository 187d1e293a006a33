from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from fulcrum.kernel.provenance import Provenance, hash_of


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Input:
    day: date
    parts: tuple[int, ...]
    colour: Colour


def test_the_same_input_has_the_same_hash_on_every_machine() -> None:
    given = Input(date(2026, 1, 2), (1, 2), Colour.RED)
    assert hash_of(given) == hash_of({"parts": [1, 2], "day": "2026-01-02", "colour": "red"})
    assert hash_of({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def test_another_input_has_another() -> None:
    assert hash_of([1, 2]) != hash_of([2, 1])


def test_what_has_no_one_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        hash_of(float("nan"))
    with pytest.raises(TypeError):
        hash_of(object())


def test_as_plain_values() -> None:
    made = Provenance("e", "1", "0f", None, "By hand.")
    assert made.to_dict() == {
        "engine": "e", "version": "1", "input_hash": "0f", "seed": None, "method": "By hand.",
        "citation": "",
    }  # fmt: skip
