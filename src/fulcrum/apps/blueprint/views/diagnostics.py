"""The journey of a diagnostic: start, go through four areas, judge the top risks, check, finish."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.blueprint.actions import diagnostics as actions
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.terms import Area
from fulcrum.apps.blueprint.forms.diagnostics import StartDiagnosticForm
from fulcrum.apps.blueprint.goods_lists import current_goods, goods_of
from fulcrum.apps.blueprint.models import Diagnostic, DiagnosticState
from fulcrum.apps.blueprint.queries.diagnostics import Progress, progress_of
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.risk_lists import DIAGNOSTICS
from fulcrum.apps.blueprint.views.assessments import Decision
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State, SummaryLine, WizardPlace
from fulcrum.kernel.errors import FulcrumError

SHOWN = 50
TONES = {DiagnosticState.DRAFT: "info", DiagnosticState.FINISHED: "success"}
AREA_TEXTS = {
    Area.OWN_OPERATIONS: (
        gettext_lazy("Where could people who work for you, or in your premises, be harmed?"),
        gettext_lazy(
            "Think of cleaning, security, catering, building work, call centres, agency staff."
        ),
    ),
    Area.PRODUCTS: (
        gettext_lazy("Which of your products and services could be used for harm, or reward it?"),
        gettext_lazy(
            "Think of accounts and transfers, cash, trade finance, insurance, custody, remittances."
        ),
    ),
    Area.CLIENTS: (
        gettext_lazy("Which clients and investees work where harm is found?"),
        gettext_lazy(
            "Think of lending, holdings, underwriting and mandates: by sector, country, product."
        ),
    ),
    Area.SUPPLIERS: (
        gettext_lazy("What do you buy that may be made under coercion?"),
        gettext_lazy("Think of uniforms, electronics, building material, gifts, food, paper."),
    ),
}


def own_diagnostic(request: HttpRequest, pk: int) -> Diagnostic:
    """A diagnostic of the organisation acted for; 404 for any other."""
    rows = Diagnostic.objects.visible_to(actor_of(request))
    related = rows.select_related("release", "organisation").defer("release__document")
    return get_object_or_404(related, pk=pk)


def _own_organisation(request: HttpRequest) -> Organisation | None:
    tenant = actor_of(request).tenant_id
    return Organisation.objects.filter(tenant_id=tenant).first() if tenant else None


@permission("blueprint.view_diagnostics")
@require_GET
def diagnostic_list(request: HttpRequest) -> HttpResponseBase:
    """The organisation's diagnostics, and the way to begin."""
    rows = Diagnostic.objects.visible_to(actor_of(request))
    return list_page(request, DIAGNOSTICS, rows)


@permission("blueprint.start_diagnostic")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a diagnostic."""
    organisation = _own_organisation(request)
    form = StartDiagnosticForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and organisation and form.is_valid():
        try:
            begun = actions.start_diagnostic(
                organisation, by=actor_of(request), **form.cleaned_data
            )
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return redirect("diagnostic_area", pk=begun.pk, area=Area.OWN_OPERATIONS.value)
    context = {
        "form": form,
        "organisation": organisation,
        "release": published_release(),
        "goods": current_goods(),
        "cancel_url": reverse("diagnostics"),
    }
    return render(
        request, "blueprint/diagnostic_start.html", context, status=422 if form.errors else 200
    )


def next_place(diagnostic: Diagnostic, progress: Progress) -> NextStep:
    """What comes next for whoever works on a diagnostic."""
    if not diagnostic.is_open:
        address = reverse("risk_map", args=[diagnostic.pk])
        return NextStep(_("It is finished."), _("See the risk map"), address)
    if progress.open_areas:
        area = progress.open_areas[0].area
        address = reverse("diagnostic_area", args=[diagnostic.pk, area.value])
        return NextStep(_("Go through: %(area)s.") % {"area": area.label}, _("Continue"), address)
    if progress.next_risk is not None:
        risk = progress.next_risk
        text = _("Judge the gravest risk that nobody judged yet: %(risk)s.")
        said = text % {"risk": named(risk.good, risk.sector, risk.country)}
        return NextStep(said, _("Judge it"), reverse("risk_question", args=[risk.pk, "harm"]))
    address = reverse("diagnostic_check", args=[diagnostic.pk])
    return NextStep(_("Everything is gone through. Check it all."), _("Check"), address)


@permission("blueprint.view_diagnostics")
@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a diagnostic stands, and what comes next."""
    diagnostic = own_diagnostic(request, pk)
    progress = progress_of(diagnostic)
    state = State(diagnostic.get_state_display(), TONES[DiagnosticState(diagnostic.state)])
    newest = current_goods().edition
    context = {
        "diagnostic": diagnostic,
        "record": RecordHead(state, next_place(diagnostic, progress)),
        "progress": progress,
        "top": [(risk, named(risk.good, risk.sector, risk.country)) for risk in progress.to_judge],
        "goods": goods_of(diagnostic.goods_edition),
        "newer_edition": newest if newest != diagnostic.goods_edition else "",
        "may_decide": allowed(actor_of(request), "blueprint.finish_diagnostic", diagnostic),
        "timeline": timeline(diagnostic),
    }
    return render(request, "blueprint/diagnostic.html", context)


def _place(diagnostic: Diagnostic, area: Area) -> WizardPlace:
    areas = list(Area)
    number = areas.index(area)
    back = reverse("diagnostic_area", args=[diagnostic.pk, areas[number - 1].value])
    return WizardPlace(
        number + 1,
        len(areas),
        area.label,
        back if number else "",
        reverse("diagnostic", args=[diagnostic.pk]),
    )


def _summary(diagnostic: Diagnostic, progress: Progress) -> list[SummaryLine]:
    lines = []
    for line in progress.areas:
        address = reverse("diagnostic_area", args=[diagnostic.pk, line.area.value])
        if line.exposure_count:
            said = ngettext("%(count)d exposure", "%(count)d exposures", line.exposure_count)
            answer = said % {"count": line.exposure_count}
        else:
            answer = line.reason
        lines.append(SummaryLine(line.area.label, answer, address, not line.is_done))
    said = _("%(judged)d judged by a person, %(proposed)d with levels proposed from sources")
    judged = said % {
        "judged": progress.judged_count,
        "proposed": progress.risk_count - progress.judged_count,
    }
    address = (
        next_place(diagnostic, progress).url
        if progress.next_risk
        else reverse("risks", args=[diagnostic.pk])
    )
    lines.append(SummaryLine(_("Risks"), judged, address, bool(progress.next_risk)))
    return lines


@permission("blueprint.view_diagnostics")
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything, to check before finishing."""
    diagnostic = own_diagnostic(request, pk)
    if not diagnostic.is_open:
        return redirect("risk_map", pk=pk)
    progress = progress_of(diagnostic)
    context = {
        "diagnostic": diagnostic,
        "summary": _summary(diagnostic, progress),
        "progress": progress,
        "may_finish": allowed(actor_of(request), "blueprint.finish_diagnostic", diagnostic),
    }
    return render(request, "blueprint/diagnostic_check.html", context)


DECISIONS = {
    "finish": Decision(
        "blueprint.finish_diagnostic",
        actions.finish_diagnostic,
        gettext_lazy("Finish this diagnostic?"),
        gettext_lazy(
            "Its judgements stand, with your name. Nothing is shared: only your organisation sees it. "
            "You can still add to the record of a risk, and open it again."
        ),
        gettext_lazy("Finish"),
    ),
    "reopen": Decision(
        "blueprint.finish_diagnostic",
        actions.reopen_diagnostic,
        gettext_lazy("Open this diagnostic again?"),
        gettext_lazy(
            "Exposures and judgements can change again. That it was finished stays in the log."
        ),
        gettext_lazy("Open it again"),
    ),
    "read-again": Decision(
        "blueprint.answer_diagnostic",
        actions.read_sources_again,
        gettext_lazy("Read likelihoods from the newest sources?"),
        gettext_lazy("Proposed levels change with the sources. What people judged stays as it is."),
        gettext_lazy("Read again"),
    ),
}


@permission("blueprint.view_diagnostics")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Finish, open again, or read the sources again; asked once more before."""
    diagnostic, chosen = own_diagnostic(request, pk), DECISIONS.get(decision)
    if chosen is None:
        raise Http404
    require(request, chosen.permission, diagnostic)
    if request.method == "GET":
        context = {
            "question": chosen.question,
            "consequence": chosen.consequence,
            "confirm_url": request.path,
            "confirm_label": chosen.label,
            "cancel_url": reverse("diagnostic", args=[pk]),
        }
        return render(request, "ui/confirm.html", context)
    try:
        chosen.action(diagnostic, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("diagnostic", pk=pk)
    return redirect("risk_map" if decision == "finish" else "diagnostic", pk=pk)
