"""What changed since the assessment before."""

from dataclasses import dataclass

from fulcrum.apps.blueprint.models import Assessment
from fulcrum.apps.blueprint.queries.results import given_answers
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import Evaluation, Given, evaluate
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec
from fulcrum.kernel.estimates import Range


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area then and now, over the items both have."""

    area: str
    before: Range | None
    now: Range | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose level moved."""

    item: Item
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Change:
    """Everything since the assessment before; `shared_count` of `item_count` items are in both."""

    previous: Assessment
    shared_count: int
    item_count: int
    overall: AreaChange
    areas: tuple[AreaChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def other_release(self) -> bool:
        """Whether the releases differ in their items."""
        return self.shared_count < self.item_count


def _shared(spec: ReleaseSpec, before: ReleaseSpec) -> list[Item]:
    return [item for item in spec.items.values() if item.id in before.items]


def _pair(
    name: str, items: list[Item], then: dict[str, Given], now: dict[str, Given]
) -> AreaChange:
    first: Evaluation = evaluate(items, then)
    return AreaChange(name, first.value, evaluate(items, now).value)


def change_since(assessment: Assessment) -> Change | None:
    """Compare with the assessment before; None when there is none."""
    previous = assessment.previous
    if previous is None:
        return None
    spec, before = spec_of(assessment.release), spec_of(previous.release)
    items = _shared(spec, before)
    then, now = given_answers(previous), given_answers(assessment)
    areas = tuple(
        _pair(area.id, [item for item in items if spec.area_of[item.id] is area], then, now)
        for area in spec.areas
    )
    moved = tuple(
        ItemChange(item, first, second)
        for item in items
        if (first := then.get(item.id, Given()).level) is not None
        and (second := now.get(item.id, Given()).level) is not None
        and first != second
    )
    overall = _pair("", items, then, now)
    return Change(previous, len(items), len(spec.items), overall, areas, moved)
