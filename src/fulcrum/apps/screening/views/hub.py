"""The hub: bundles of banks, and what they say together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.screening import learning_words as words
from fulcrum.apps.screening.actions import learning as actions
from fulcrum.apps.screening.forms.learning import HubForm
from fulcrum.apps.screening.queries import hub as queries
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.engines.screening.learning.pool import Pooled
from fulcrum.engines.screening.learning.pool_spec import LEAST_BANKS
from fulcrum.kernel.errors import FulcrumError


def _row(one: Pooled) -> dict[str, Any]:
    return {
        "name": words.said_line(one.line),
        "version": one.line.version,
        "banks": one.banks,
        "withheld": one.withheld,
        "share": words.percent(one.share),
        "interval": words.between(one.low, one.high),
        "prediction": words.between(one.predict_low, one.predict_high),
        "ends": words.between(one.lowest, one.highest),
        "tau2": one.tau2,
        "i2": words.percent(one.i2),
        "note": one.note,
    }


@permission("screening.pool_bundles")
@require_GET
def hub_page(request: HttpRequest) -> HttpResponse:
    """Bundles that banks sent, and what they say together."""
    rows = list(queries.received(actor_of(request)))
    problem, pooling, periods = "", None, {}
    try:
        bundles = [queries.opened(row) for row in rows]
        periods = {
            row.pk: (words.said_period(one.told.period), one.told.invented)
            for row, one in zip(rows, bundles, strict=True)
        }
        pooling = queries.pooling_of(bundles)
    except FulcrumError as error:
        problem = str(error)
    pool = pooling.pool if pooling else None
    told = [one for one in pool.lines if one.share is not None] if pool else []
    context = {
        "received": [(row, *periods.get(row.pk, ("–", False))) for row in rows],
        "problem": problem,
        "pooling": pooling,
        "pool": pool,
        "lines": [_row(one) for one in told],
        "untold": len(pool.lines) - len(told) if pool else 0,
        "proposals": [
            (words.said_line(one.line), one) for one in (pooling.proposals if pooling else ())
        ],
        "least": LEAST_BANKS,
        "level": words.percent(pool.level) if pool else "",
    }
    return render(request, "screening/hub.html", context)


@permission("screening.pool_bundles")
@require_http_methods(["GET", "POST"])
def hub_add(request: HttpRequest) -> HttpResponse:
    """Take a bank's bundle in."""
    is_sent = request.method == "POST"
    form = HubForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            actions.add_pooled(form.cleaned_data["label"], *form.contents(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error("key" if error.where == "key" else "file", str(error))
        else:
            messages.success(request, _("The signature holds. The bundle is here."))
            return redirect("hub")
    context = {"form": form, "cancel_url": reverse("hub")}
    status = 422 if form.errors else 200
    return render(request, "screening/hub_add.html", context, status=status)
