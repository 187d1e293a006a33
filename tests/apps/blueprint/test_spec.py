"""What makes a release whole, and the words in which it is told that one is not."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from fulcrum.apps.blueprint.releases import SHIPPED, canonical, digest, read_spec
from fulcrum.apps.blueprint.spec import ReleaseSpec
from tests.apps.blueprint.making import action, document, item

Change = Callable[[dict[str, Any]], None]


def add(name: str, part: dict[str, Any]) -> Change:
    return lambda whole: whole[name].append(part)


def in_item(**values: Any) -> Change:
    return lambda whole: whole["areas"][0]["items"][0].update(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (add("goals", {"id": "G1", "order": 3, "title": "T", "summary": "S"}), "goals: G1 appears"),
        (add("actions", action("G1.A1", "G1")), "actions: G1.A1 appears more than once"),
        (add("actions", action("G9.A1", "G9")), "action G9.A1: unknown goal G9"),
        (
            add("actions", action("G1.A2", "G1") | {"actors": ["nobody"]}),
            "action G1.A2: unknown actor type nobody",
        ),
        (
            add("actor_types", {"id": "x", "title": "X", "plural": "X", "sub_sector": "y"}),
            "actor type x: unknown sub-sector y",
        ),
        (add("sub_sectors", {"id": "banking", "title": "B"}), "sub-sectors: banking appears"),
        (lambda whole: whole["areas"][1]["items"].append(item("G-1", 1, "G1.A1")), "items: G-1"),
        (in_item(actions=["G7.A7"]), "item G-1: unknown action G7.A7"),
        (in_item(levels=["only one"]), "at least 5 items"),
        (in_item(weight=9), "less than or equal to 3"),
        (in_item(actions=[]), "at least 1 item"),
        (in_item(surprise=1), "Extra inputs are not permitted"),
        (lambda whole: whole.update(id="no spaces here"), "should match pattern"),
        (lambda whole: whole.update(areas=[]), "at least 1 item"),
    ],
)
def test_what_is_not_whole_is_named(change: Change, said: str) -> None:
    whole = document()
    change(whole)
    with pytest.raises(ValidationError, match=said):
        ReleaseSpec.model_validate(whole)


def test_every_problem_is_told_at_once() -> None:
    whole = document(actions=[action("G1.A1", "G8"), action("G2.A1", "G9"), action("G2.I1", "G2")])
    with pytest.raises(ValidationError, match=r"unknown goal G8; action G2\.A1: unknown goal G9"):
        ReleaseSpec.model_validate(whole)


def test_parts_are_found_by_id_in_the_order_of_areas() -> None:
    whole = document()
    whole["areas"][0]["order"] = 9
    spec = ReleaseSpec.model_validate(whole)
    assert list(spec.items) == ["T-1", "T-2", "G-1", "G-2"]
    assert spec.area_of["G-2"].id == "gov"
    assert spec.action_by_id["G2.I1"].goal == "G2"
    assert spec.goal_by_id["G2"].order == 2


def test_titles_in_another_language_stand_in_english_where_there_is_none() -> None:
    german = {"language": "de", "status": "draft", "goals": {"G1": "Erstes Ziel"}}
    spec = ReleaseSpec.model_validate(document(translations=[german]))
    assert spec.title_of("goals", "G1", "de") == "Erstes Ziel"
    assert spec.title_of("goals", "G2", "de") == "Goal 2 title"
    assert spec.title_of("goals", "G1", "fr") == "Goal 1 title"


def test_the_digest_is_of_the_content_not_of_how_it_was_written() -> None:
    whole = document()
    one = ReleaseSpec.model_validate(whole)
    other = ReleaseSpec.model_validate(dict(reversed(whole.items())))
    assert canonical(one) == canonical(other)
    assert digest(one) != digest(ReleaseSpec.model_validate(whole | {"title": "Another"}))


def test_the_shipped_release_is_written_out_in_full() -> None:
    spec = read_spec(SHIPPED / "release-2019.1")
    titles = {one.title for one in spec.actions}
    assert len(titles) == 30
    by_kind = {(one.goal, one.kind) for one in spec.actions}
    assert len(by_kind) == 10
    assert all(one.actors for one in spec.actions)
    for one in spec.items.values():
        assert len(set(one.levels)) == 5
        assert one.question.endswith("?")
    for language in spec.translations:
        assert set(language.actions) == set(spec.action_by_id)
        assert set(language.goals) == set(spec.goal_by_id)
        assert set(language.areas) == {area.id for area in spec.areas}
