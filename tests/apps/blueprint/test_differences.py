"""Every value that differs between two releases is named, and nothing else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.differences import Difference, compare_specs
from fulcrum.apps.blueprint.spec import ReleaseSpec
from tests.apps.blueprint.making import action, document


def compare(changes: dict[str, Any], before: dict[str, Any] | None = None) -> list[Difference]:
    old = ReleaseSpec.model_validate(before or document())
    return compare_specs(old, ReleaseSpec.model_validate(document() | changes))


def test_nothing_differs_from_itself() -> None:
    assert compare({}) == []


def test_a_corrected_title_and_a_confirmed_action_are_named() -> None:
    corrected = [
        action("G1.A1", "G1") | {"title": "Follow the money"},
        action("G2.A1", "G2"),
        action("G2.I1", "G2", confirmed=True),
    ]
    assert compare({"actions": corrected}) == [
        Difference("actions", "G1.A1", "changed", "title", "Action G1.A1", "Follow the money"),
        Difference("actions", "G2.I1", "changed", "confirmed", "False", "True"),
    ]


def test_the_head_is_compared() -> None:
    found = compare({"title": "Second edition", "languages": ["en", "de"]})
    assert [(one.name, one.old, one.new) for one in found] == [
        ("title", "Release r1", "Second edition"),
        ("languages", "en", "en, de"),
    ]


def test_added_and_removed_parts_are_named_by_title() -> None:
    actors = [
        {"id": "insurer", "title": "Insurer", "plural": "Insurers", "sub_sector": "banking"},
        *document()["actor_types"],
    ]
    (added,) = compare({"actor_types": actors})
    assert (added.kind, added.key, added.new) == ("added", "insurer", "Insurer")
    (removed,) = compare({}, before=document(actor_types=actors))
    assert (removed.kind, removed.key, removed.old) == ("removed", "insurer", "Insurer")
    assert str(removed) == "actor_types insurer: removed: Insurer"


def test_a_question_is_compared_anchor_by_anchor() -> None:
    areas = document()["areas"]
    areas[0]["items"][0]["levels"][2] = "Another anchor"
    areas[0]["items"][0]["weight"] = 1
    found = compare({"areas": areas})
    assert [(one.key, one.name, one.new) for one in found] == [
        ("G-1", "levels 2", "Another anchor"),
        ("G-1", "weight", "1"),
    ]
    assert str(found[1]) == "items G-1: weight: “3” → “1”"


def test_a_list_of_another_length_is_compared_as_one() -> None:
    areas = document()["areas"]
    areas[0]["items"][0]["evidence"] = ["A paper", "Minutes"]
    (found,) = compare({"areas": areas})
    assert (found.name, found.old, found.new) == ("evidence", "A paper", "A paper, Minutes")


def test_translations_are_compared_title_by_title() -> None:
    german = {"language": "de", "status": "draft", "goals": {"G1": "Ziel 1"}}
    (added,) = compare({"translations": [german]})
    assert (added.part, added.key, added.kind) == ("translations", "de", "added")
    before = document(translations=[german])
    (gone,) = compare({}, before=before)
    assert gone.kind == "removed"
    better = german | {"status": "reviewed", "goals": {"G1": "Erstes Ziel"}}
    found = compare({"translations": [better]}, before=before)
    assert {(one.key, one.name, one.new) for one in found} == {
        ("de G1", "goals", "Erstes Ziel"),
        ("de", "status", "reviewed"),
    }


@given(st.sampled_from(["title", "source", "notes"]), st.text("abc ", min_size=1, max_size=9))
def test_a_change_and_its_reverse_mirror_each_other(name: str, text: str) -> None:
    changed = document() | {name: text}
    there = compare({name: text})
    back = compare({}, before=changed)
    assert [(d.old, d.new) for d in there] == [(d.new, d.old) for d in back]
