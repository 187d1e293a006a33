from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from fulcrum.kernel.errors import FulcrumError
from tests.engines.simulation.conftest import spec_of


@pytest.mark.parametrize(
    ("where", "value", "what"),
    [
        ("count", 0, "from 1 to 200,000"),
        ("count", True, "whole number"),
        ("count", 2.5, "whole number"),
        ("assessment_count", -1, "from 0 to 120"),
        ("assessment_count", 121, "from 0 to 120"),
        ("seed", -1, "whole number"),
        ("years", 0, "from 1 to 20"),
        ("repeat_share", 1.1, "share from 0 to 1"),
        ("duplicate_share", -0.1, "share from 0 to 1"),
        ("duplicate_share", float("nan"), "share from 0 to 1"),
        ("item_ids", (), "no question to answer"),
        ("item_ids", ("GOV 01",), "not an item's id"),
        ("item_ids", ("GOV-01", "GOV-01"), "named twice"),
        ("item_ids", tuple(f"I-{number}" for number in range(501)), "More than 500"),
        ("release", "", "not a code"),
        ("key_prefix", "a b", "not a code"),
    ],
)
def test_what_cannot_be_used_is_told(where: str, value: Any, what: str) -> None:
    with pytest.raises(FulcrumError, match=what) as told:
        spec_of(**{where: value})
    assert told.value.where == where
    assert told.value.mend


def test_without_assessments_no_question_is_needed() -> None:
    assert spec_of(assessment_count=0, item_ids=()).assessed_count == 0


def test_items_come_in_one_order() -> None:
    assert spec_of(item_ids=("b", "a")) == spec_of(item_ids=("a", "b"))


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        spec_of().count = 3  # type: ignore[misc] # that is what is tested


@pytest.mark.parametrize(
    ("count", "assessments", "share", "assessed"),
    [(60, 50, 0.1, 46), (60, 50, 0.0, 50), (60, 120, 0.1, 60), (60, 66, 1.0, 33), (60, 1, 0.1, 1)],
)
def test_how_many_are_assessed(count: int, assessments: int, share: float, assessed: int) -> None:
    spec = spec_of(count=count, assessment_count=assessments, repeat_share=share)
    assert spec.assessed_count == assessed


def test_the_source_says_invented_and_the_seed() -> None:
    assert spec_of(seed=3).source == "Invented by fulcrum simulate, seed 3"
