"""Progress of an assessment, and what waits for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Clarification,
    ClarificationState,
)
from fulcrum.apps.blueprint.queries.releases import area_title
from fulcrum.apps.blueprint.queries.results import given_answers
from fulcrum.apps.blueprint.queries.waits import Waiting
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import UNANSWERED, Given
from fulcrum.apps.blueprint.spec import Area, Item, ReleaseSpec
from fulcrum.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """How far one area is; `title` in the reader's language."""

    area: Area
    title: str
    answered_count: int
    first_open: str

    @property
    def item_count(self) -> int:
        """Items in the area."""
        return len(self.area.items)

    @property
    def share(self) -> int:
        """Answered, in per cent."""
        return round(100 * self.answered_count / self.item_count)


def progress_of(assessment: Assessment) -> list[AreaProgress]:
    """Progress by area, in the release's order."""
    given = given_answers(assessment)
    spec = spec_of(assessment.release)
    return [_area_progress(spec, area, given) for area in ordered_areas(spec)]


def ordered_areas(spec: ReleaseSpec) -> list[Area]:
    """A release's areas in its order."""
    return sorted(spec.areas, key=lambda area: area.order)


def _area_progress(spec: ReleaseSpec, area: Area, given: dict[str, Given]) -> AreaProgress:
    waiting = [item.id for item in area.items if not given.get(item.id, UNANSWERED).is_answered]
    first = waiting[0] if waiting else ""
    title = area_title(spec, area)
    return AreaProgress(area, title, len(area.items) - len(waiting), first)


def neighbours(spec: ReleaseSpec, item_id: str) -> tuple[str, str, int]:
    """The ids before and after an item ("" at the ends), and its number from 1."""
    ids = list(spec.items)
    place = ids.index(item_id)
    before = ids[place - 1] if place else ""
    after = ids[place + 1] if place + 1 < len(ids) else ""
    return before, after, place + 1


def next_open_item(assessment: Assessment, after: str = "") -> str:
    """The id of the next unanswered item after one (from the start again at the end); or ''."""
    given = given_answers(assessment)
    ids = list(spec_of(assessment.release).items)
    start = ids.index(after) + 1 if after in ids else 0
    turn = ids[start:] + ids[:start]
    return next((i for i in turn if i != after and not given.get(i, UNANSWERED).is_answered), "")


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """An item with what was answered, for reading."""

    item: Item
    answer: Answer | None

    @property
    def is_open(self) -> bool:
        """Whether it still needs an answer."""
        return self.answer is None or (self.answer.level is None and not self.answer.not_applicable)

    @property
    def anchor(self) -> str:
        """The described level that was chosen."""
        if self.answer is None or self.answer.level is None:
            return ""
        return self.item.levels[self.answer.level]


@dataclass(frozen=True, slots=True)
class AnsweredArea:
    """An area, its title in the reader's language, and its items with their answers."""

    area: Area
    title: str
    rows: list[AnsweredItem]


def answered_areas(assessment: Assessment) -> list[AnsweredArea]:
    """Every area with its items and their answers (one query)."""
    answers = {
        answer.item_id: answer
        for answer in Answer.objects.filter(assessment=assessment).select_related("updated_by")
    }
    spec = spec_of(assessment.release)
    return [
        AnsweredArea(
            area,
            area_title(spec, area),
            [AnsweredItem(item, answers.get(item.id)) for item in area.items],
        )
        for area in ordered_areas(spec)
    ]


OPEN_STATES = (AssessmentState.DRAFT, AssessmentState.SIGNED_OFF)


def institution_waits(
    actor: Actor, assessments: Iterable[Assessment] | None = None
) -> Iterator[Waiting]:
    """Assessments to go on with or to decide on, and questions to answer.

    Args:
        actor: of an institution.
        assessments: its own, with their releases, where the page has read them already.
    """
    if assessments is None:
        rows = Assessment.objects.visible_to(actor).with_release("organisation")
        assessments = rows.filter(state__in=OPEN_STATES)
    for assessment in assessments:
        if assessment.state not in OPEN_STATES:
            continue
        done = sum(area.answered_count for area in progress_of(assessment))
        total = len(spec_of(assessment.release).items)
        overview = reverse("assessment", args=[assessment.pk])
        if assessment.state == AssessmentState.SIGNED_OFF:
            yield Waiting(
                _("Submit your self-assessment, or keep it private"),
                _("It is signed off and waits for this last decision."),
                overview,
                urgent=True,
            )
            continue
        text = _("%(done)d of %(total)d questions answered.") % {"done": done, "total": total}
        yield Waiting(_("Continue your self-assessment"), text, overview)
    asked = Clarification.objects.filter(
        assessment__tenant_id=actor.tenant_id or 0, state=ClarificationState.OPEN
    ).select_related("assessment__organisation")
    for clarification in asked:
        yield Waiting(
            _("The Secretariat has a question"),
            clarification.item_id or _("About the whole assessment"),
            reverse("clarification", args=[clarification.pk]),
            urgent=True,
        )


def officer_waits() -> Iterator[Waiting]:
    """Submissions and answers that the Secretariat reads."""
    queue = reverse("submissions")
    counts = Assessment.objects.filter(state=AssessmentState.SUBMITTED).aggregate(
        new=Count("pk", filter=Q(accepted_at__isnull=True, clarifications__isnull=True)),
    )
    answered = Clarification.objects.filter(state=ClarificationState.ANSWERED).count()
    if answered:
        yield Waiting(
            ngettext("%d answer to read", "%d answers to read", answered) % answered,
            _("Institutions answered your questions."),
            f"{queue}?waiting=answered",
            urgent=True,
            count=answered,
        )
    if counts["new"]:
        yield Waiting(
            ngettext("%d submission to review", "%d submissions to review", counts["new"])
            % counts["new"],
            _("Submitted, not accepted, and nothing asked yet."),
            f"{queue}?waiting=new",
            count=counts["new"],
        )
