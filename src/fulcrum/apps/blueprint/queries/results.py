"""Answers and evaluations of assessments."""

from collections.abc import Iterator
from dataclasses import dataclass

from fulcrum.apps.blueprint.models import Answer, Assessment, Score
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import (
    UNANSWERED,
    Answers,
    Evaluation,
    Given,
    Result,
    score,
)
from fulcrum.apps.blueprint.spec import TOP_LEVEL, Item, ReleaseSpec

OVERALL, AREA, GOAL, ACTION = "overall", "area", "goal", "action"


def given_answers(assessment: Assessment) -> dict[str, Given]:
    """What was answered, by item id."""
    rows = Answer.objects.filter(assessment=assessment).values_list(
        "item_id", "level", "not_applicable"
    )
    return {item_id: Given(level, not_applicable) for item_id, level, not_applicable in rows}


def result_of(assessment: Assessment) -> Result:
    """Evaluate an assessment from its answers, under its own release."""
    return score(spec_of(assessment.release), given_answers(assessment))


def _score(assessment: Assessment, kind: str, key: str, evaluation: Evaluation) -> Score:
    value = evaluation.value
    return Score(
        assessment=assessment,
        kind=kind,
        key=key,
        low=value.low if value else None,
        high=value.high if value else None,
        answered_count=evaluation.answered_count,
        item_count=evaluation.item_count - evaluation.not_applicable_count,
    )


def scores_of(assessment: Assessment, result: Result) -> list[Score]:
    """Unsaved Score rows of a result."""
    rows = [_score(assessment, OVERALL, "", result.overall)]
    groups = ((AREA, result.areas), (GOAL, result.goals), (ACTION, result.actions))
    rows += [
        _score(assessment, kind, key, evaluation)
        for kind, group in groups
        for key, evaluation in group.items()
    ]
    return rows


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item behind an evaluation, and what it adds to it.

    `least` and `most` are weight times the lowest and the highest level it may stand for.
    """

    item: Item
    given: Given

    @property
    def anchor(self) -> str:
        """The described level that was chosen; empty when none was."""
        return "" if self.given.level is None else self.item.levels[self.given.level]

    @property
    def least(self) -> int:
        """What the item adds at least."""
        return 0 if self.given.not_applicable else self.item.weight * (self.given.level or 0)

    @property
    def most(self) -> int:
        """What the item adds at most."""
        if self.given.not_applicable:
            return 0
        level = TOP_LEVEL if self.given.level is None else self.given.level
        return self.item.weight * level

    @property
    def whole(self) -> int:
        """What the item could add; nothing when it was set aside."""
        return 0 if self.given.not_applicable else self.item.weight * TOP_LEVEL


def _of_group(spec: ReleaseSpec, kind: str, key: str) -> Iterator[Item]:
    for item in spec.items.values():
        goals = {spec.action_by_id[action].goal for action in item.actions}
        if {
            OVERALL: True,
            AREA: spec.area_of[item.id].id == key,
            GOAL: key in goals,
            ACTION: key in item.actions,
        }[kind]:
            yield item


def rows_of(spec: ReleaseSpec, answers: Answers, kind: str, key: str) -> list[ItemRow]:
    """The items behind one evaluation, in the order of the release.

    Args:
        spec: the release.
        answers: by item id.
        kind: OVERALL, AREA, GOAL or ACTION.
        key: the id of the group; anything for OVERALL.
    """
    return [ItemRow(item, answers.get(item.id, UNANSWERED)) for item in _of_group(spec, kind, key)]


def evaluation_of(result: Result, kind: str, key: str) -> Evaluation | None:
    """One evaluation of a result; None when there is no such group."""
    groups = {AREA: result.areas, GOAL: result.goals, ACTION: result.actions}
    return result.overall if kind == OVERALL else groups[kind].get(key)
