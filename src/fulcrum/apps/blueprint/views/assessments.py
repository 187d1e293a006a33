"""The journey of an institution: start, see how far it is, check, sign off, submit or keep private."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.blueprint.actions import assessments as actions
from fulcrum.apps.blueprint.forms.assessments import StartForm
from fulcrum.apps.blueprint.models import FINISHED, Assessment, AssessmentState
from fulcrum.apps.blueprint.queries.assessments import (
    answered_areas,
    next_open_item,
    ordered_areas,
    progress_of,
)
from fulcrum.apps.blueprint.queries.filling import doings
from fulcrum.apps.blueprint.queries.releases import area_title, published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.kernel.errors import FulcrumError

TONES = {
    AssessmentState.DRAFT: "info",
    AssessmentState.SIGNED_OFF: "warning",
    AssessmentState.SUBMITTED: "success",
    AssessmentState.PRIVATE: "secondary",
}


def own_assessment(request: HttpRequest, pk: int) -> Assessment:
    """An assessment of the organisation acted for; 404 for any other."""
    actor = actor_of(request)
    mine = Assessment.objects.visible_to(actor).filter(tenant_id=actor.tenant_id or 0)
    whole = mine.with_release("organisation", "previous__release")
    # Their documents are long, and kept in memory once read.
    rows = whole.defer("release__document", "previous__release__document")
    return get_object_or_404(rows, pk=pk)


def item_of(assessment: Assessment, item_id: str) -> Item:
    """An item of the assessment's release; 404 when it has no such."""
    item = spec_of(assessment.release).items.get(item_id)
    if item is None:
        raise Http404
    return item


def _own_organisation(request: HttpRequest) -> Organisation | None:
    tenant = actor_of(request).tenant_id
    return Organisation.objects.filter(tenant_id=tenant).first() if tenant else None


@permission("blueprint.view_assessments")
@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """What the organisation has assessed so far, and the way to begin."""
    return _list_page(request, StartForm())


def _list_page(request: HttpRequest, form: StartForm) -> HttpResponse:
    organisation, release = _own_organisation(request), published_release()
    rows = Assessment.objects.visible_to(actor_of(request)).filter(organisation=organisation)
    mine = list(rows.with_release("finished_by").order_by("-finished_at", "pk"))
    done = [row for row in mine if row.state in FINISHED]
    open_one = next((row for row in mine if row.state not in FINISHED), None)
    context = {
        "organisation": organisation,
        "open_one": open_one,
        "open_progress": progress_of(open_one) if open_one else [],
        "finished": [(row, TONES[AssessmentState(row.state)]) for row in done],
        "release": release,
        "areas": _titled_areas(spec_of(release)) if release else [],
        "item_count": len(spec_of(release).items) if release else 0,
        "form": form,
    }
    return render(
        request, "blueprint/assessment_list.html", context, status=422 if form.errors else 200
    )


def _titled_areas(spec: ReleaseSpec) -> list[tuple[str, str]]:
    """Title and purpose of every area."""
    return [(area_title(spec, area), area.purpose) for area in ordered_areas(spec)]


@permission("blueprint.start_assessment")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open a draft, or go to the one that is open."""
    organisation, form = _own_organisation(request), StartForm(request.POST)
    if organisation is None:
        raise Http404
    if not form.is_valid():
        return _list_page(request, form)
    day = form.cleaned_data["as_of_date"]
    try:
        assessment = actions.start_assessment(organisation, by=actor_of(request), as_of_date=day)
    except FulcrumError as error:
        form.add_error(None, str(error))
        return _list_page(request, form)
    return redirect("assessment", pk=assessment.pk)


def _asked(assessment: Assessment) -> NextStep | None:
    count = assessment.clarifications.filter(state="open").count()
    if not count:
        return None
    text = ngettext(
        "The Secretariat asked %(count)d question.",
        "The Secretariat asked %(count)d questions.",
        count,
    ) % {"count": count}
    return NextStep(text, _("Answer"), reverse("assessment_questions", args=[assessment.pk]))


def _next_step(assessment: Assessment, *, may_decide: bool) -> NextStep:
    """What comes next, for whoever looks."""
    summary = reverse("assessment_summary", args=[assessment.pk])
    if assessment.state == AssessmentState.SIGNED_OFF:
        text = _("It is signed off. The lead decides: submit it, or keep it private.")
        return NextStep(text, _("Decide") if may_decide else "", summary if may_decide else "")
    if assessment.state != AssessmentState.DRAFT:
        result = reverse("assessment_result", args=[assessment.pk])
        return _asked(assessment) or NextStep(_("It is finished."), _("See the result"), result)
    item = next_open_item(assessment)
    if item:
        where = reverse("question", args=[assessment.pk, item])
        return NextStep(_("Answer the next open question."), _("Continue"), where)
    return NextStep(_("Every question is answered. Check them all."), _("Check"), summary)


@permission("blueprint.view_assessments")
@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the assessment stands, by area, and what to do next."""
    assessment = own_assessment(request, pk)
    progress = progress_of(assessment)
    done = sum(area.answered_count for area in progress)
    total = sum(area.item_count for area in progress)
    may_decide = allowed(actor_of(request), "blueprint.finish_assessment", assessment)
    state = State(assessment.get_state_display(), TONES[AssessmentState(assessment.state)])
    context = {
        "assessment": assessment,
        "record": RecordHead(state, _next_step(assessment, may_decide=may_decide)),
        "progress": progress,
        "done": done,
        "total": total,
        "share": round(100 * done / total),
        "question_count": assessment.clarifications.count(),
        "timeline": doings(assessment),
    }
    return render(request, "blueprint/assessment_overview.html", context)


@permission("blueprint.view_assessments")
@require_GET
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything answered, to check before signing off."""
    assessment = own_assessment(request, pk)
    areas = answered_areas(assessment)
    context = {
        "assessment": assessment,
        "areas": areas,
        "missing": [row.item for area in areas for row in area.rows if row.is_open],
        "may_sign_off": allowed(actor_of(request), "blueprint.sign_off_assessment", assessment),
        "may_finish": allowed(actor_of(request), "blueprint.finish_assessment", assessment),
    }
    return render(request, "blueprint/assessment_summary.html", context)


Text = str | Promise


@dataclass(frozen=True, slots=True)
class Decision:
    """A step with a name on it, and what it means for whom."""

    permission: str
    action: Any
    question: Text
    consequence: Text
    label: Text


DECISIONS = {
    "sign-off": Decision(
        "blueprint.sign_off_assessment",
        actions.sign_off,
        gettext_lazy("Sign off these answers?"),
        gettext_lazy(
            "You stand behind them with your name. Nobody can change them unless you take the "
            "sign-off back. Nothing is shared yet."
        ),
        gettext_lazy("Sign off"),
    ),
    "return": Decision(
        "blueprint.sign_off_assessment",
        actions.return_to_draft,
        gettext_lazy("Take the sign-off back?"),
        gettext_lazy("Colleagues can change answers again. Nothing that was answered is lost."),
        gettext_lazy("Take it back"),
    ),
    "submit": Decision(
        "blueprint.finish_assessment",
        actions.submit,
        gettext_lazy("Submit to the Secretariat?"),
        gettext_lazy(
            "The Secretariat sees answers, notes, evidence and the result. Other institutions "
            "never see them; your levels count in medians of five or more. Remarks between "
            "colleagues stay with you. A submission cannot be taken back."
        ),
        gettext_lazy("Submit"),
    ),
    "keep-private": Decision(
        "blueprint.finish_assessment",
        actions.keep_private,
        gettext_lazy("Finish and keep it private?"),
        gettext_lazy(
            "Nobody outside your organisation sees it, not even the Secretariat, and it counts in "
            "no median. It stays here, to compare with the next one."
        ),
        gettext_lazy("Keep it private"),
    ),
}


@permission("blueprint.finish_assessment")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Sign off, take the sign-off back, submit, or keep private; asked once more before."""
    assessment = own_assessment(request, pk)
    chosen = DECISIONS.get(decision)
    if chosen is None:
        raise Http404
    require(request, chosen.permission, assessment)
    if request.method == "GET":
        context = {
            "question": chosen.question,
            "consequence": chosen.consequence,
            "confirm_url": request.path,
            "confirm_label": chosen.label,
            "cancel_url": reverse("assessment_summary", args=[pk]),
        }
        return render(request, "ui/confirm.html", context)
    try:
        assessment = chosen.action(assessment, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("assessment_summary", pk=pk)
    if assessment.state in FINISHED:
        return redirect("assessment_result", pk=pk)
    return redirect("assessment_summary", pk=pk)
