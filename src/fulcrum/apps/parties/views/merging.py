"""Pages that find duplicates, merge them, and undo that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.parties.actions.merging import mark_distinct, merge_organisations, undo_merge
from fulcrum.apps.parties.forms import MergeForm
from fulcrum.apps.parties.models import Merge, Organisation
from fulcrum.apps.parties.queries.duplicates import candidate_pairs, candidates_for, compare
from fulcrum.apps.parties.views.posting import posted
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError

PAIRS_SHOWN = 50


def _live(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(actor_of(request)).live(), pk=pk)


@permission("parties.merge_organisation")
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that may be the same organisation, with the reasons."""
    pairs = candidate_pairs()
    context = {"pairs": pairs[:PAIRS_SHOWN], "count": len(pairs)}
    return render(request, "parties/duplicates.html", context)


@permission("parties.merge_organisation")
@require_GET
def organisation_duplicates(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be the same as one organisation."""
    found = _live(request, pk)
    pairs = candidates_for(found)
    context = {"pairs": pairs[:PAIRS_SHOWN], "count": len(pairs), "organisation": found}
    return render(request, "parties/duplicates.html", context)


@permission("parties.merge_organisation")
@require_http_methods(["GET", "POST"])
def organisation_merge(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two records side by side, and whose values to keep."""
    kept, absorbed = _live(request, pk), _live(request, other_pk)
    form = MergeForm(posted(request), kept=kept, absorbed=absorbed)
    if request.method == "POST" and form.is_valid():
        try:
            merge_organisations(kept, absorbed, by=actor_of(request), choices=form.cleaned_data)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The two records are one now. This can be undone below."))
            return redirect("organisation", pk=pk)
    context = {
        "form": form,
        "rows": form.rows(),
        "kept": kept,
        "absorbed": absorbed,
        "pair": compare(kept, absorbed),
        "swap_url": reverse("organisation_merge", args=[other_pk, pk]),
        "cancel_url": reverse("duplicates"),
    }
    return render(request, "parties/merge.html", context)


@permission("parties.merge_organisation")
@require_http_methods(["GET", "POST"])
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two records of one again, after asking."""
    rows = Merge.objects.visible_to(actor_of(request)).select_related("kept", "absorbed")
    found = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _undo(request, found)
    text = _("“%(absorbed)s” becomes a record of its own again, with everything it had before.")
    context = {
        "question": _("Undo this merge?"),
        "consequence": text % {"absorbed": found.absorbed},
        "confirm_label": _("Undo the merge"),
        "cancel_url": reverse("organisation", args=[found.kept_id]),
    }
    return render(request, "ui/confirm.html", context)


def _undo(request: HttpRequest, merge: Merge) -> HttpResponse:
    try:
        edited = undo_merge(merge, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("organisation", pk=merge.kept_id)
    messages.success(request, _("The merge was undone."))
    if edited:
        text = _("These were edited since and stay as they are: %(fields)s.")
        messages.info(request, text % {"fields": ", ".join(edited)})
    return redirect("organisation", pk=merge.absorbed_id)


@permission("parties.merge_organisation")
@require_POST
def organisations_distinct(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Say that two records are two organisations."""
    one, other = _live(request, pk), _live(request, other_pk)
    try:
        mark_distinct(one, other, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    return redirect("duplicates")
