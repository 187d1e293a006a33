"""What a framework release must look like: validated on load, then read as typed objects.

A release is written as a folder of YAML files (`release.yaml`, `goals.yaml`, `actions.yaml`,
`actor_types.yaml`, `areas/*.yaml`, `translations/*.yaml`) or as one YAML or JSON document with
the same content. Nothing in code names a Goal, an Action or an item: a newer release loads
without touching code, and past answers stay tied to the release they were given under.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
LEVELS = 5
TOP_LEVEL = LEVELS - 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Goal(_Part):
    """One of the Goals."""

    id: Id
    order: int
    title: Text
    summary: Text


class Action(_Part):
    """One of the Actions; `confirmed` is false while only a working title is known."""

    id: Id
    goal: Id
    kind: Literal["act_now", "initiate"]
    order: int
    title: Text
    confirmed: bool
    actors: tuple[Id, ...]
    guidance: Text


class SubSectorTitle(_Part):
    """A sub-sector as this release names it."""

    id: Id
    title: Text


class ActorType(_Part):
    """A kind of actor that Actions address."""

    id: Id
    title: Text
    plural: Text
    sub_sector: Id


class Step(_Part):
    """The practical step from one level to the next; effort 1 (days) to 5 (a year or more)."""

    step: Text
    effort: Annotated[int, Field(ge=1, le=5)]


class Item(_Part):
    """One question of the self-assessment, with an anchor for every level."""

    id: Id
    title: Text
    question: Text
    why: Text
    weight: Annotated[int, Field(ge=1, le=3)]
    actions: Annotated[tuple[Id, ...], Field(min_length=1)]
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    levels: Annotated[tuple[Text, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    steps: Annotated[tuple[Step, ...], Field(min_length=TOP_LEVEL, max_length=TOP_LEVEL)]


class Area(_Part):
    """A group of items with one evaluation."""

    id: Id
    order: int
    title: Text
    purpose: Text
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Translation(_Part):
    """Titles in another language, by id; texts without one show in English."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$")]
    status: Literal["draft", "reviewed"]
    note: str = ""
    goals: dict[Id, Text] = {}
    actions: dict[Id, Text] = {}
    actor_types: dict[Id, Text] = {}
    sub_sectors: dict[Id, Text] = {}
    areas: dict[Id, Text] = {}


def _repeated(ids: list[str]) -> list[str]:
    return sorted({name for name in ids if ids.count(name) > 1})


class ReleaseSpec(_Part):
    """A whole framework release."""

    id: Id
    title: Text
    source: Text
    published_date: date
    notes: str = ""
    languages: tuple[str, ...] = ("en",)
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    sub_sectors: tuple[SubSectorTitle, ...]
    actor_types: tuple[ActorType, ...]
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    translations: tuple[Translation, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by id, in the order of areas."""
        areas = sorted(self.areas, key=lambda area: area.order)
        return {item.id: item for area in areas for item in area.items}

    @cached_property
    def area_of(self) -> dict[str, Area]:
        """The area of every item, by the item's id."""
        return {item.id: area for area in self.areas for item in area.items}

    @cached_property
    def action_by_id(self) -> dict[str, Action]:
        """Every Action by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def goal_by_id(self) -> dict[str, Goal]:
        """Every Goal by id."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def translation_by_language(self) -> dict[str, Translation]:
        """Translations by language code."""
        return {translation.language: translation for translation in self.translations}

    def title_of(self, kind: str, key: str, language: str = "en") -> str:
        """The title of a goal, action, actor type, sub-sector or area in a language.

        Args:
            kind: `goals`, `actions`, `actor_types`, `sub_sectors` or `areas`.
            key: its id.
            language: a code; English stands in where there is no translation.
        """
        translation = self.translation_by_language.get(language)
        titles: dict[str, str] = getattr(translation, kind) if translation else {}
        if key in titles:
            return titles[key]
        return next(str(part.title) for part in getattr(self, kind) if part.id == key)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Ids are unique and every reference leads somewhere."""
        problems = [*self._duplicates(), *self._dangling()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _duplicates(self) -> list[str]:
        lists = {
            "goals": [goal.id for goal in self.goals],
            "actions": [action.id for action in self.actions],
            "actor types": [actor.id for actor in self.actor_types],
            "sub-sectors": [sector.id for sector in self.sub_sectors],
            "areas": [area.id for area in self.areas],
            "items": [item.id for area in self.areas for item in area.items],
            "translations": [translation.language for translation in self.translations],
        }
        return [
            f"{what}: {name} appears more than once"
            for what, ids in lists.items()
            for name in _repeated(ids)
        ]

    def _dangling(self) -> list[str]:
        goals = {goal.id for goal in self.goals}
        actions = {action.id for action in self.actions}
        actors = {actor.id for actor in self.actor_types}
        sectors = {sector.id for sector in self.sub_sectors}
        problems = [
            f"action {a.id}: unknown goal {a.goal}" for a in self.actions if a.goal not in goals
        ]
        problems += [
            f"action {action.id}: unknown actor type {name}"
            for action in self.actions
            for name in action.actors
            if name not in actors
        ]
        problems += [
            f"actor type {actor.id}: unknown sub-sector {actor.sub_sector}"
            for actor in self.actor_types
            if actor.sub_sector not in sectors
        ]
        problems += [
            f"item {item.id}: unknown action {name}"
            for item in self.items.values()
            for name in item.actions
            if name not in actions
        ]
        return problems
