"""Answers and evaluations of assessments."""

from fulcrum.apps.blueprint.models import Answer, Assessment, Score
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import Evaluation, Given, Result, score

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
