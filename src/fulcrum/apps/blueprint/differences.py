"""What differs between two releases, part by part, in the words of their files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fulcrum.apps.blueprint.spec import ReleaseSpec

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# The lists of a release whose parts have an id, and what a person calls such a part.
PARTS = ("goals", "actions", "sub_sectors", "actor_types", "areas", "items")
HEAD = ("title", "source", "published_date", "notes", "languages")


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs.

    Attributes:
        part: `release`, `translations`, or one of PARTS.
        key: the id within the part.
        kind: added, removed or changed.
        name: the field, when it was changed.
        old: its value before (the title of what was removed).
        new: its value after (the title of what was added).
    """

    part: str
    key: str
    kind: str
    name: str = ""
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        what = f"{self.part} {self.key}".strip()
        if self.kind == CHANGED:
            return f"{what}: {self.name}: “{self.old}” → “{self.new}”"
        return f"{what}: {self.kind}: {self.old or self.new}"


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    return str(value)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, old and new text of what differs; lists of texts are compared place by place."""
    for name in old.keys() | new.keys():
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for place, (left, right) in enumerate(zip(before, after, strict=True)):
                if left != right:
                    yield f"{name} {place}", _text(left), _text(right)
        else:
            yield name, _text(before), _text(after)


def _parts(spec: ReleaseSpec, part: str) -> dict[str, dict[str, Any]]:
    """The parts of one list by id; an area stands without its items, which are a list of their own."""
    if part == "items":
        return {key: item.model_dump(mode="json") for key, item in spec.items.items()}
    rows = [row.model_dump(mode="json", exclude={"items"}) for row in getattr(spec, part)]
    return {row["id"]: row for row in rows}


def _compare_part(old: ReleaseSpec, new: ReleaseSpec, part: str) -> Iterator[Difference]:
    before, after = _parts(old, part), _parts(new, part)
    for key in before:
        if key not in after:
            yield Difference(part, key, REMOVED, old=str(before[key]["title"]))
    for key, row in after.items():
        if key not in before:
            yield Difference(part, key, ADDED, new=str(row["title"]))
            continue
        for name, left, right in sorted(_fields(before[key], row)):
            yield Difference(part, key, CHANGED, name, left, right)


def _compare_translations(old: ReleaseSpec, new: ReleaseSpec) -> Iterator[Difference]:
    before = {t.language: t.model_dump(mode="json") for t in old.translations}
    after = {t.language: t.model_dump(mode="json") for t in new.translations}
    for language in sorted(before.keys() | after.keys()):
        if language not in after:
            yield Difference("translations", language, REMOVED, old=language)
        elif language not in before:
            yield Difference("translations", language, ADDED, new=language)
        else:
            yield from _compare_titles(language, before[language], after[language])


def _compare_titles(
    language: str, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[Difference]:
    for name in sorted(old):
        if isinstance(old[name], dict):
            for key, left, right in sorted(_fields(old[name], new[name])):
                yield Difference("translations", f"{language} {key}", CHANGED, name, left, right)
        elif old[name] != new[name]:
            yield Difference("translations", language, CHANGED, name, old[name], new[name])


def compare_specs(old: ReleaseSpec, new: ReleaseSpec) -> list[Difference]:
    """Every difference from one release to another: head, parts in their order, translations."""
    left, right = old.model_dump(mode="json"), new.model_dump(mode="json")
    found = [
        Difference("release", "", CHANGED, name, _text(left[name]), _text(right[name]))
        for name in HEAD
        if left[name] != right[name]
    ]
    for part in PARTS:
        found += _compare_part(old, new, part)
    return [*found, *_compare_translations(old, new)]
