"""What changed since the assessment before."""

from dataclasses import dataclass

from fulcrum.apps.blueprint.models import Assessment
from fulcrum.apps.blueprint.queries.results import given_answers
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import UNANSWERED, Answers, evaluate
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec
from fulcrum.kernel.estimates import Range


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group of items then and now, over the items that can be compared.

    `key` is the id of the area, empty for the whole.
    """

    key: str
    before: Range | None
    now: Range | None

    @property
    def difference(self) -> Range | None:
        """Every change that both allow, as a share from -1 to 1."""
        if self.before is None or self.now is None:
            return None
        return self.now.shifted_by(self.before)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose level moved."""

    item: Item
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Change:
    """Everything since the assessment before.

    Attributes:
        previous: the assessment before.
        shared_count: items that mean the same in both releases and were set aside in neither.
        item_count: items of this release.
        other_release: whether the two were made under different releases.
        overall: the whole then and now.
        areas: each area then and now.
        items: the items whose level moved, upwards first.
    """

    previous: Assessment
    shared_count: int
    item_count: int
    other_release: bool
    overall: GroupChange
    areas: tuple[GroupChange, ...]
    items: tuple[ItemChange, ...]


def _comparable(spec: ReleaseSpec, before: ReleaseSpec, then: Answers, now: Answers) -> list[Item]:
    """Items whose levels mean the same in both releases, and that nobody set aside."""
    return [
        item
        for item in spec.items.values()
        if item.id in before.items
        and before.items[item.id].levels == item.levels
        and not then.get(item.id, UNANSWERED).not_applicable
        and not now.get(item.id, UNANSWERED).not_applicable
    ]


def _moved(items: list[Item], then: Answers, now: Answers) -> tuple[ItemChange, ...]:
    moved = [
        ItemChange(item, first, second)
        for item in items
        if (first := then.get(item.id, UNANSWERED).level) is not None
        and (second := now.get(item.id, UNANSWERED).level) is not None
        and first != second
    ]
    return tuple(sorted(moved, key=lambda one: one.before - one.now))


def change_since(assessment: Assessment, now: Answers) -> Change | None:
    """Compare with the assessment before; None when there is none.

    Args:
        assessment: with `previous` and its release at hand.
        now: its answers.
    """
    previous = assessment.previous
    if previous is None:
        return None
    spec, before = spec_of(assessment.release), spec_of(previous.release)
    then = given_answers(previous)
    items = _comparable(spec, before, then, now)

    def pair(key: str, group: list[Item]) -> GroupChange:
        return GroupChange(key, evaluate(group, then).value, evaluate(group, now).value)

    areas = tuple(
        pair(area.id, [item for item in items if spec.area_of[item.id] is area])
        for area in sorted(spec.areas, key=lambda area: area.order)
    )
    return Change(
        previous=previous,
        shared_count=len(items),
        item_count=len(spec.items),
        other_release=previous.release_id != assessment.release_id,
        overall=pair("", items),
        areas=areas,
        items=_moved(items, then, now),
    )
