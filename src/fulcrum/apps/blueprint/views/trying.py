"""The diagnostic for anybody: no account, no cookie, nothing kept; answers travel with the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fulcrum.apps.blueprint.diagnosis.duties import duties_of, next_steps
from fulcrum.apps.blueprint.diagnosis.questions import BY_NAME
from fulcrum.apps.blueprint.diagnosis.severity import LABELS, SEVERITY_NAMES, anchor
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import (
    TONES,
    evidence_line,
    likelihood_method,
    map_method,
    sensitivity_line,
)
from fulcrum.apps.blueprint.diagnostic_figures import bubbles, columns_of, finding
from fulcrum.apps.blueprint.forms import trying as forms
from fulcrum.apps.blueprint.forms.risks import QuestionForm, initial_of
from fulcrum.apps.blueprint.goods_lists import current_goods
from fulcrum.apps.blueprint.queries.trying import Tried, found_for, ranked
from fulcrum.apps.ui.access import public
from fulcrum.apps.ui.figures import Figure
from fulcrum.apps.ui.patterns import WizardPlace
from fulcrum.apps.ui.rates import is_too_often

MOST_A_MINUTE = 60
State = dict[str, Any]


def _refused(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(
        request, "blueprint/try_refused.html", {"title": title, "text": text}, status=status
    )


def _form(state: State, data: Any = None) -> Any:
    step, item = state["step"], state["items"][-1]
    if step == forms.WHERE:
        return forms.WhereForm(data, initial=item)
    if step == forms.WHAT:
        return forms.WhatForm(data, goods=current_goods().named, initial=item)
    question = BY_NAME[step]
    _found, proposal = found_for(item)
    proposed = getattr(proposal.judgements, step, None)
    value = item.get(step, proposed if proposed is not None else None)
    value = item.get(step, proposal.harm) if step == "harm" else value
    initial = initial_of(question, value, item.get(f"{step}_reason", ""))
    return QuestionForm(data, question=question, proposed=_found.level, initial=initial)


def _keep(state: State, form: Any) -> None:
    """Write a page's answers into the state."""
    item, data = state["items"][-1], form.cleaned_data
    if state["step"] == forms.WHERE:
        item["area"] = data["area"]
    elif state["step"] == forms.WHAT:
        given = form_exposure(form, item["area"])
        item.update(given)
    else:
        judgement = form.judgement()
        item[judgement.name] = judgement.value
        item[f"{judgement.name}_reason"] = judgement.reason


def form_exposure(form: Any, area: str) -> dict[str, Any]:
    """What was said of an activity, as it travels."""
    form.cleaned_data["activity"] = ""
    given = form.exposure(area)
    amount = "" if given.amount is None else str(given.amount)
    return {"sector": given.sector, "country": given.country, "good": given.good, "amount": amount}


def _move(state: State, way: int) -> None:
    steps = forms.steps_of(state["items"][-1])
    place = (steps.index(state["step"]) if state["step"] in steps else len(steps)) + way
    state["step"] = steps[place] if place < len(steps) else forms.RESULT
    if place < 0:
        state["step"] = forms.WHERE


def _question_page(request: HttpRequest, state: State, form: Any) -> HttpResponse:
    step, item = state["step"], state["items"][-1]
    steps = forms.steps_of(item)
    question = BY_NAME.get(step)
    evidence = (
        [evidence_line(one.to_dict()) for one in found_for(item)[0].evidence]
        if step == "likelihood"
        else []
    )
    number = steps.index(step) + 1
    context = {
        "state": forms.pack(state),
        "form": form,
        "question": question,
        "kind": question.kind if question else "",
        "chosen": form["choice"].value() if question else "",
        "evidence": evidence,
        "wizard": WizardPlace(
            number, len(steps), question.title if question else _("The activity")
        ),
        "is_first": number == 1,
        "goods": current_goods().goods if step == forms.WHAT else [],
        "item_number": len(state["items"]),
    }
    return render(
        request, "blueprint/try_question.html", context, status=422 if form.errors else 200
    )


def _figure(tried: list[Tried]) -> Figure:
    rows = [
        {
            "name": one.name,
            "rank": rank,
            "severity": one.judgements.severity,
            "likelihood": one.judgements.likelihood,
            "area": str(Area(one.item["area"]).label),
            "involvement": str(one.verdict.involvement.label),
            "amount": one.amount,
        }
        for rank, one in enumerate(tried, start=1)
    ]
    grave = sum(one.judgements.severity >= 4 and one.judgements.likelihood >= 4 for one in tried)
    return Figure(
        key="tried",
        title=finding(grave, len(tried)),
        chart=bubbles(list(rows)),
        columns=columns_of(_("as given")),
        rows=tuple(rows),
        source=_("your answers; list of goods, edition %(edition)s")
        % {"edition": current_goods().edition},
        as_of=timezone.localdate(),
        method=map_method(),
        axis_title=_("Severity, 1 to 5"),
    )


def _explained(one: Tried) -> dict[str, Any]:
    involvement = Involvement(one.verdict.involvement)
    return {
        "tried": one,
        "area": Area(one.item["area"]).label,
        "involvement": involvement.label,
        "tone": TONES[involvement],
        "levels": [(LABELS[name], getattr(one.judgements, name), anchor(name, getattr(one.judgements, name)), one.item.get(f"{name}_reason", "")) for name in (*SEVERITY_NAMES, "likelihood")],
        "evidence": [evidence_line(each.to_dict()) for each in one.finding.evidence],
        "duties": duties_of(involvement),
        "steps": next_steps(involvement, one.item["area"]),
        "changes": [sensitivity_line(each) for each in one.sensitivities],
    }  # fmt: skip


def _result_page(request: HttpRequest, state: State) -> HttpResponse:
    tried = ranked(state["items"])
    context = {
        "state": forms.pack(state),
        "figure": _figure(tried),
        "ranked": [_explained(one) for one in tried],
        "goods": current_goods(),
        "likelihood_method": likelihood_method(),
        "may_add": len(state["items"]) < forms.MOST_ITEMS,
        "most": forms.MOST_ITEMS,
    }
    return render(request, "blueprint/try_result.html", context)


def _go(request: HttpRequest, state: State) -> HttpResponse:
    go = request.POST.get("go", "next")
    if go == "add" and state["step"] == forms.RESULT and len(state["items"]) < forms.MOST_ITEMS:
        state["items"].append({})
        state["step"] = forms.WHERE
    elif go == "back":
        _move(state, -1)
    elif state["step"] != forms.RESULT:
        form = _form(state, request.POST)
        if not form.is_valid():
            return _question_page(request, state, form)
        _keep(state, form)
        _move(state, 1)
    if state["step"] == forms.RESULT:
        return _result_page(request, state)
    return _question_page(request, state, _form(state))


@public
@csrf_exempt  # nothing is kept and nobody is known: there is nothing to forge, and no cookie to set
@never_cache
@require_http_methods(["GET", "POST"])
def try_diagnostic(request: HttpRequest) -> HttpResponse:
    """One question a page; every page carries the answers before it, signed, and none is stored."""
    if request.method == "GET":
        return render(
            request,
            "blueprint/try_start.html",
            {"state": forms.pack(forms.begun()), "goods": current_goods()},
        )
    if is_too_often(request, "try", MOST_A_MINUTE):
        text = _(
            "Many answers came from your address within a minute. Wait a minute, then send again."
        )
        return _refused(request, 429, _("A little slower, please"), text)
    if int(request.META.get("CONTENT_LENGTH") or 0) > forms.MOST_BYTES:
        return _refused(
            request, 413, _("This is too much"), _("Say it in fewer words, and send again.")
        )
    if request.POST.get("go") == "begin":
        begun = forms.begun()
        return _question_page(request, begun, _form(begun))
    state = forms.unpack(request.POST.get("state", ""))
    if state is None:
        text = _(
            "What you answered was too long ago, or was changed on its way. Nothing was kept. Begin again."
        )
        return _refused(request, 400, _("This cannot be gone on with"), text)
    return _go(request, state)
