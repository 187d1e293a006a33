"""Differences in words: every field of a release has a name that a person reads."""

import pytest
from pydantic import BaseModel

from fulcrum.apps.blueprint import differences, spec
from fulcrum.apps.blueprint.difference_words import FIELDS, PARTS, said
from fulcrum.apps.blueprint.differences import ADDED, CHANGED, Difference

MODELS = (spec.Goal, spec.Action, spec.SubSectorTitle, spec.ActorType, spec.Item, spec.Area)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_that_can_differ_has_a_name(model: type[BaseModel]) -> None:
    assert set(model.model_fields) - {"id", "items"} <= set(FIELDS)


def test_every_part_and_the_head_have_names() -> None:
    assert {"release", "translations", *differences.PARTS} == set(PARTS)
    assert set(differences.HEAD) <= set(FIELDS)
    assert set(spec.Translation.model_fields) - {"language"} <= set(FIELDS)


def test_a_place_in_a_list_stands_after_its_name() -> None:
    line = said(Difference("items", "GOV-01", CHANGED, "levels 2", "old", "new"))
    assert (line.part, line.name, line.old, line.new) == ("Question", "level 2", "old", "new")


@pytest.mark.parametrize(("value", "words"), [("True", "confirmed"), ("False", "working title")])
def test_a_title_is_confirmed_or_not(value: str, words: str) -> None:
    line = said(Difference("actions", "G1.A1", CHANGED, "confirmed", value, value))
    assert (line.old, line.new) == (words, words)


def test_what_was_added_has_no_field() -> None:
    line = said(Difference("goals", "G6", ADDED, new="A sixth"))
    assert (line.part, line.kind, line.name, line.new) == ("Goal", ADDED, "", "A sixth")
