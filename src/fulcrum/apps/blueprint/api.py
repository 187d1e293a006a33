"""The framework, assessments and submissions for other software."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from fulcrum.apps.blueprint.actions.assessments import (
    AnswerInput,
    answer_item,
    current_release,
    start_assessment,
)
from fulcrum.apps.blueprint.api_schemas import (
    AnswerOut,
    AssessmentOut,
    FrameworkOut,
    GivenAnswer,
    NewAssessment,
    StepOut,
    SubmissionOut,
    WholeAssessmentOut,
)
from fulcrum.apps.blueprint.commitment_api import router as commitments
from fulcrum.apps.blueprint.models import (
    Answer,
    Assessment,
    AssessmentState,
    Release,
    ReleaseState,
    Score,
)
from fulcrum.apps.blueprint.practice_api import router as practices
from fulcrum.apps.blueprint.queries.outcomes import Outcome, outcome_of
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import Evaluation
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, require
from fulcrum.apps.ui.api import Page, PageQuery, api_permission, page_of
from fulcrum.kernel.errors import FulcrumError

router = Router(tags=["Blueprint"])
router.add_router("", commitments)
router.add_router("", practices)


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
    return rows.with_release()


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
    found = page_of(rows.with_release("organisation"), page, order="-finished_at")
    overall = _overall(found["items"])
    for one in found["items"]:
        one.overall = overall.get(one.pk)
    return found


@router.get("/submissions/{pk}", response=WholeAssessmentOut, summary="Get a submission")
@api_permission("blueprint.view_submissions")
def get_submission(request: HttpRequest, pk: int) -> Any:
    """One submission with answers and result; remarks of colleagues are not part of it."""
    rows = Assessment.objects.visible_to(actor_of(request)).filter(state=AssessmentState.SUBMITTED)
    return _whole(rows.with_release(), pk)
