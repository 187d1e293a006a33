"""The framework, assessments and submissions for other software."""

from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fulcrum.apps.blueprint.actions.assessments import (
    AnswerInput,
    answer_item,
    current_release,
    start_assessment,
)
from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Release,
    ReleaseState,
    Score,
)
from fulcrum.apps.blueprint.queries.outcomes import Outcome, outcome_of
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import Evaluation
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, require
from fulcrum.apps.ui.api import Page, PageQuery, api_permission, page_of
from fulcrum.kernel.errors import FulcrumError

router = Router(tags=["Blueprint"])


class GoalOut(Schema):
    """One of the Goals."""

    id: str
    order: int
    title: str
    summary: str


class ActionOut(Schema):
    """One of the Actions."""

    id: str
    goal: str
    kind: str = Field(description="act_now or initiate.")
    order: int
    title: str
    confirmed: bool = Field(description="False while the title is a working title.")
    actors: list[str] = Field(description="Kinds of actor it addresses.")
    guidance: str


class ItemOut(Schema):
    """One question of the self-assessment."""

    id: str
    title: str
    question: str
    why: str
    weight: int = Field(description="1 to 3.")
    actions: list[str]
    levels: list[str] = Field(description="What is true at levels 0 to 4.")


class AreaOut(Schema):
    """A group of questions with one evaluation."""

    id: str
    order: int
    title: str
    purpose: str
    items: list[ItemOut]


class FrameworkOut(Schema):
    """A release of the framework."""

    code: str
    title: str
    source: str
    published_date: date
    goals: list[GoalOut]
    actions: list[ActionOut]
    areas: list[AreaOut]


class RangeOut(Schema):
    """The range in which an evaluation lies; a point when both ends meet."""

    low: float = Field(description="0 to 1, open questions taken as level 0.")
    high: float = Field(description="0 to 1, open questions taken as level 4.")


class EvaluationOut(Schema):
    """The evaluation of a group of questions."""

    value: RangeOut | None = Field(description="Null when no question of the group applies.")
    item_count: int
    answered_count: int
    not_applicable_count: int
    open_count: int


class AnswerOut(Schema):
    """The answer to one question."""

    item_id: str
    level: int | None = Field(description="0 to 4; null when not answered or not applicable.")
    not_applicable: bool
    reason: str
    note: str
    version: int = Field(description="Send it back when you change the answer.")
    updated_at: datetime


class StepOut(Schema):
    """A practical step; priority is gap × weight ÷ effort."""

    item_id: str
    text: str
    level: int
    gap: int
    weight: int
    effort: int
    priority: float
    actions: list[str]


class ResultOut(Schema):
    """What the answers amount to."""

    overall: EvaluationOut
    areas: dict[str, EvaluationOut]
    goals: dict[str, EvaluationOut]
    actions: dict[str, EvaluationOut]
    steps: list[StepOut] = Field(description="The most worthwhile first.")


class AssessmentOut(Schema):
    """A self-assessment."""

    id: int
    organisation_id: int
    release: str = Field(alias="release.code")
    state: str = Field(description="draft, signed_off, submitted or private.")
    as_of_date: date
    started_at: datetime
    finished_at: datetime | None
    accepted_at: datetime | None
    is_imported: bool
    is_invented: bool


class WholeAssessmentOut(AssessmentOut):
    """A self-assessment with its answers and its result."""

    answers: list[AnswerOut]
    result: ResultOut


class SubmissionOut(AssessmentOut):
    """An assessment submitted to the Secretariat."""

    organisation: str = Field(alias="organisation.name")
    sub_sector: str = Field(alias="organisation.sub_sector")
    country: str = Field(alias="organisation.country")
    overall: RangeOut | None


class NewAssessment(Schema):
    """What a new assessment starts with."""

    as_of_date: date | None = Field(None, description="The day it describes; today by default.")


class GivenAnswer(Schema):
    """An answer; empty means not answered yet."""

    level: int | None = Field(None, ge=0, le=4)
    not_applicable: bool = False
    reason: str = Field("", max_length=2000, description="Needed when it is not applicable.")
    note: str = Field("", max_length=5000)
    version: int = Field(0, ge=0, description="The version you saw; 0 when there was none.")


def _framework(release: Release) -> dict[str, Any]:
    spec = spec_of(release)
    return spec.model_dump(include={"title", "source", "published_date"}) | {
        "code": release.code,
        "goals": spec.goals,
        "actions": spec.actions,
        "areas": sorted(spec.areas, key=lambda area: area.order),
    }


@router.get("/framework", response=FrameworkOut, summary="Get the published framework")
@api_permission("blueprint.view_framework")
def get_framework(request: HttpRequest) -> Any:
    """Goals, Actions and questions of the release that new assessments are made under."""
    release = Release.objects.filter(state=ReleaseState.PUBLISHED).first()
    if release is None:
        raise Http404
    return _framework(release)


@router.get("/framework/{code}", response=FrameworkOut, summary="Get a release of the framework")
@api_permission("blueprint.view_framework")
def get_release(request: HttpRequest, code: str) -> Any:
    """One release, older ones included: past answers stay tied to theirs."""
    return _framework(get_object_or_404(Release.objects.visible_to(actor_of(request)), code=code))


def _own(request: HttpRequest) -> QuerySet[Assessment]:
    """Assessments of the organisation that the token acts for."""
    actor = actor_of(request)
    rows = Assessment.objects.visible_to(actor).filter(tenant_id=actor.tenant_id or 0)
    return rows.select_related("release")


@router.get("/assessments", response=Page[AssessmentOut], summary="List your assessments")
@api_permission("blueprint.view_assessments")
def list_assessments(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """The assessments of the token's organisation, the newest first."""
    return page_of(_own(request), page, order="-pk")


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    value = evaluation.value
    names = ("item_count", "answered_count", "not_applicable_count", "open_count")
    return {name: getattr(evaluation, name) for name in names} | {
        "value": None if value is None else {"low": value.low, "high": value.high}
    }


def _result(outcome: Outcome) -> dict[str, Any]:
    result = outcome.result
    groups = {"areas": result.areas, "goals": result.goals, "actions": result.actions}
    return {
        "overall": _evaluation(result.overall),
        "steps": [
            {name: getattr(step, name) for name in StepOut.model_fields} for step in result.steps
        ],
    } | {
        name: {key: _evaluation(one) for key, one in group.items()}
        for name, group in groups.items()
    }


_IN_ORDER = Prefetch("answers", Answer.objects.order_by("item_id"))


def _whole(assessments: QuerySet[Assessment], pk: int) -> Assessment:
    """One assessment as `WholeAssessmentOut` reads it; 404 when it is not among these."""
    found: Any = get_object_or_404(assessments.prefetch_related(_IN_ORDER), pk=pk)
    found.result = _result(outcome_of(found, compares=False))
    whole: Assessment = found
    return whole


@router.get("/assessments/{pk}", response=WholeAssessmentOut, summary="Get an assessment")
@api_permission("blueprint.view_assessments")
def get_assessment(request: HttpRequest, pk: int) -> Any:
    """One assessment of the token's organisation, with answers and result."""
    return _whole(_own(request), pk)


@router.post("/assessments", response={201: AssessmentOut}, summary="Start an assessment")
@api_permission("blueprint.start_assessment")
def add_assessment(request: HttpRequest, sent: NewAssessment) -> Any:
    """Open a draft under the published release; the open one when there is one.

    Signing off and submitting are decisions with a name on them: a person makes them on a page.
    """
    actor = actor_of(request)
    own = Organisation.objects.live().filter(tenant_id=actor.tenant_id or 0).first()
    if own is None:
        raise FulcrumError("The token's organisation is not known among organisations.")
    current_release()
    return Status(201, start_assessment(own, by=actor, as_of_date=sent.as_of_date))


@router.put("/assessments/{pk}/answers/{item_id}", response=AnswerOut, summary="Answer a question")
@api_permission("blueprint.answer_assessment")
def put_answer(request: HttpRequest, pk: int, item_id: str, sent: GivenAnswer) -> Any:
    """Save the answer to one question of a draft.

    409 when somebody changed it after the version you saw, or when it is no draft any more.
    """
    assessment = get_object_or_404(_own(request), pk=pk)
    require(request, "blueprint.answer_assessment", assessment)
    given = AnswerInput(sent.level, sent.not_applicable, sent.reason, sent.note)
    return answer_item(assessment, item_id, given, by=actor_of(request), version=sent.version)


def _overall(assessments: list[Assessment]) -> dict[int, dict[str, float] | None]:
    scores = Score.objects.filter(kind=OVERALL, assessment__in=assessments)
    return {
        pk: None if low is None or high is None else {"low": low, "high": high}
        for pk, low, high in scores.values_list("assessment_id", "low", "high")
    }


@router.get("/submissions", response=Page[SubmissionOut], summary="List submissions")
@api_permission("blueprint.view_submissions")
def list_submissions(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """What institutions submitted to the Secretariat, the newest first."""
    rows = Assessment.objects.visible_to(actor_of(request)).filter(
        state=AssessmentState.SUBMITTED, finished_at__isnull=False
    )
    found = page_of(rows.select_related("release", "organisation"), page, order="-finished_at")
    overall = _overall(found["items"])
    for one in found["items"]:
        one.overall = overall.get(one.pk)
    return found


@router.get("/submissions/{pk}", response=WholeAssessmentOut, summary="Get a submission")
@api_permission("blueprint.view_submissions")
def get_submission(request: HttpRequest, pk: int) -> Any:
    """One submission with answers and result; remarks of colleagues are not part of it."""
    rows = Assessment.objects.visible_to(actor_of(request)).filter(state=AssessmentState.SUBMITTED)
    return _whole(rows.select_related("release"), pk)
