"""How a self-assessment is evaluated. Pure functions; no Django.

With w the weight of an item (1 to 3) and level its answer (0 to 4), over the items that apply:

    evaluation = sum(w * level) / (4 * sum(w))          in 0..1

An unanswered item could be anything: the low end takes it as level 0, the high end as level 4.
So an evaluation is a range, and a point only once every item that applies is answered. The
overall evaluation is the same formula over all items. Method: ours, on the four areas of the
FAST self-assessment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fulcrum.apps.blueprint.spec import TOP_LEVEL, Item, ReleaseSpec
from fulcrum.kernel.estimates import Range


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to one item: a level, or not applicable."""

    level: int | None = None
    not_applicable: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the item needs nothing more."""
        return self.not_applicable or self.level is not None


UNANSWERED = Given()
Answers = Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The evaluation of a group of items.

    Attributes:
        value: the range, 0 to 1; None when no item of the group applies.
        item_count: items in the group.
        answered_count: items with a level.
        not_applicable_count: items set aside with a reason.
    """

    value: Range | None
    item_count: int
    answered_count: int
    not_applicable_count: int

    @property
    def open_count(self) -> int:
        """Items not answered yet."""
        return self.item_count - self.answered_count - self.not_applicable_count


@dataclass(frozen=True, slots=True)
class RankedStep:
    """A practical step and why it stands where it does.

    `priority` is gap * weight / effort: levels still to gain, times how much the item counts,
    for each unit of effort of the next step.
    """

    item_id: str
    level: int
    gap: int
    weight: int
    effort: int
    text: str
    actions: tuple[str, ...]

    @property
    def priority(self) -> float:
        """Levels to gain, times weight, for each unit of effort."""
        return self.gap * self.weight / self.effort


def evaluate(items: Iterable[Item], answers: Answers) -> Evaluation:
    """Evaluate a group of items."""
    group = [(item, answers.get(item.id, UNANSWERED)) for item in items]
    applicable = [(item, given) for item, given in group if not given.not_applicable]
    weight = sum(item.weight for item, _ in applicable)
    low = sum(item.weight * (given.level or 0) for item, given in applicable)
    gained = sum(
        item.weight * (TOP_LEVEL if given.level is None else given.level)
        for item, given in applicable
    )
    scale = TOP_LEVEL * weight
    return Evaluation(
        value=Range(low / scale, gained / scale) if weight else None,
        item_count=len(group),
        answered_count=sum(given.level is not None for _, given in applicable),
        not_applicable_count=len(group) - len(applicable),
    )


@dataclass(frozen=True, slots=True)
class Result:
    """The whole evaluation of one assessment."""

    overall: Evaluation
    areas: dict[str, Evaluation]
    goals: dict[str, Evaluation]
    actions: dict[str, Evaluation]
    steps: tuple[RankedStep, ...]


def _serves_goal(spec: ReleaseSpec, item: Item, goal: str) -> bool:
    return any(spec.action_by_id[action].goal == goal for action in item.actions)


def rank_steps(spec: ReleaseSpec, answers: Answers) -> tuple[RankedStep, ...]:
    """The next step of every item answered below the top level, most worthwhile first."""
    steps = []
    for item in spec.items.values():
        level = answers.get(item.id, UNANSWERED).level
        if level is None or level >= TOP_LEVEL:
            continue
        step = item.steps[level]
        gap = TOP_LEVEL - level
        steps.append(
            RankedStep(item.id, level, gap, item.weight, step.effort, step.step, item.actions)
        )
    return tuple(sorted(steps, key=lambda step: (-step.priority, step.effort, step.item_id)))


def score(spec: ReleaseSpec, answers: Answers) -> Result:
    """Evaluate an assessment: overall, by area, by Goal, by Action, and the ranked steps.

    Args:
        spec: the release the answers were given under.
        answers: by item id; items without an answer count as unanswered.
    """
    items = list(spec.items.values())
    return Result(
        overall=evaluate(items, answers),
        areas={area.id: evaluate(area.items, answers) for area in spec.areas},
        goals={
            goal.id: evaluate((i for i in items if _serves_goal(spec, i, goal.id)), answers)
            for goal in spec.goals
        },
        actions={
            action.id: evaluate((i for i in items if action.id in i.actions), answers)
            for action in spec.actions
        },
        steps=rank_steps(spec, answers),
    )
