"""Reads of releases: which is in force, what differs, what a page shows in which language."""

from dataclasses import dataclass

from django.utils.translation import get_language

from fulcrum.apps.blueprint.differences import Difference, compare_specs
from fulcrum.apps.blueprint.models import Assessment, Release, ReleaseState
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import Action, Area, Goal, Item, ReleaseSpec


def published_release() -> Release | None:
    """The release in force; None before the first is published."""
    return Release.objects.filter(state=ReleaseState.PUBLISHED).first()


def differences(old: Release, new: Release) -> list[Difference]:
    """What differs from one release to another."""
    return compare_specs(spec_of(old), spec_of(new))


def assessment_count(release: Release) -> int:
    """How many assessments were begun under a release."""
    return Assessment.objects.filter(release=release).count()


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An Action as a page shows it.

    Attributes:
        action: the Action.
        title: in the reader's language, where there is a translation.
        is_translated: whether `title` is one.
        actors: whom it speaks to.
    """

    action: Action
    title: str
    is_translated: bool
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalSection:
    """A Goal with its Actions, by kind."""

    goal: Goal
    title: str
    act_now: tuple[ActionLine, ...]
    initiate: tuple[ActionLine, ...]


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _line(spec: ReleaseSpec, action: Action, language: str) -> ActionLine:
    title = spec.title_of("actions", action.id, language)
    actors = tuple(spec.title_of("actor_types", name, language) for name in action.actors)
    return ActionLine(action, title, title != action.title, actors)


def goal_title(spec: ReleaseSpec, goal: str) -> str:
    """A Goal's title in the reader's language, where there is a translation."""
    return spec.title_of("goals", goal, _language())


def area_title(spec: ReleaseSpec, area: Area) -> str:
    """An area's title in the reader's language, where there is a translation."""
    return spec.title_of("areas", area.id, _language())


def action_line(spec: ReleaseSpec, action: Action) -> ActionLine:
    """One Action in the reader's language."""
    return _line(spec, action, _language())


def goal_sections(spec: ReleaseSpec) -> list[GoalSection]:
    """Every Goal with its Actions, in the release's order and the reader's language."""
    language = _language()
    sections = []
    for goal in sorted(spec.goals, key=lambda goal: goal.order):
        rows = sorted((a for a in spec.actions if a.goal == goal.id), key=lambda a: a.order)
        lines = [_line(spec, action, language) for action in rows]
        sections.append(
            GoalSection(
                goal,
                spec.title_of("goals", goal.id, language),
                tuple(line for line in lines if line.action.kind == "act_now"),
                tuple(line for line in lines if line.action.kind == "initiate"),
            )
        )
    return sections


def items_about(spec: ReleaseSpec, action: Action) -> list[Item]:
    """The questions of the self-assessment that bear on an Action."""
    return [item for item in spec.items.values() if action.id in item.actions]


def translation_is_draft(spec: ReleaseSpec) -> bool:
    """Whether the reader sees titles from a translation nobody reviewed yet."""
    translation = spec.translation_by_language.get(_language())
    return translation is not None and translation.status == "draft"
