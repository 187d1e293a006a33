"""Decide in a case, and check what a colleague decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fulcrum.apps.screening.actions import decisions as actions
from fulcrum.apps.screening.case_guidance import withheld
from fulcrum.apps.screening.forms.case_parties import CheckForm, DecisionForm
from fulcrum.apps.screening.models import Case, CaseDecision, CaseParty
from fulcrum.apps.screening.queries.cases import roles_of
from fulcrum.apps.screening.views.case_parts import own_party
from fulcrum.apps.screening.views.case_work import back, part_page
from fulcrum.apps.screening.views.cases import own_case
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def _lead(roles: "set[str]", about: CaseParty | None) -> str:
    """What the page says above the form when somebody may be a victim."""
    if withheld(roles, about.role if about else None):
        return _(
            "Restrictions and exits are not offered: they could cut a person off from the only money "
            "they control, and warn whoever controls them. Think of safe contact first: to ask them is "
            "contact too."
        )
    return ""


def _decide(request: HttpRequest, case: Case, about: CaseParty | None) -> HttpResponse:
    roles = set(roles_of(case))
    form = DecisionForm(
        request.POST if request.method == "POST" else None, roles=roles, about=about
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.decide(case, form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            if made.needs_second:
                return back(request, case.pk, _("Kept. It is in force once a colleague agrees."))
            return back(request, case.pk, _("The decision is in force."))
    title = _("Decide about a party") if about else _("Decide about the case")
    more = {"about": about, "lead": _lead(roles, about), "submit": _("Decide")}
    return part_page(request, case, form, title, **more)


@permission("screening.decide_case")
@require_http_methods(["GET", "POST"])
def case_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about the case as a whole."""
    return _decide(request, own_case(request, pk), None)


@permission("screening.decide_case")
@require_http_methods(["GET", "POST"])
def party_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about one party."""
    party = own_party(request, pk)
    return _decide(request, party.case, party)


@permission("screening.decide_case")
@require_http_methods(["GET", "POST"])
def decision_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Say as the second person whether one agrees."""
    visible = Case.objects.visible_to(actor_of(request))
    rows = CaseDecision.objects.filter(case__in=visible).select_related("case", "about")
    decision = get_object_or_404(rows, pk=pk)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_decision(decision, **form.given(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return back(request, decision.case_id, _("What you said is kept with the decision."))
    more = {"decision": decision, "about": decision.about, "submit": _("Say so")}
    return part_page(request, decision.case, form, _("Check a decision"), **more)
