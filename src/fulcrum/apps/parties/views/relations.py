"""Pages that add and end relations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fulcrum.apps.parties.actions.relations import add_relation, end_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.forms import EndRelationForm, RelationForm
from fulcrum.apps.parties.models import Organisation, Person, Relation
from fulcrum.apps.parties.views.posting import posted
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.kernel.errors import FulcrumError


def _add(request: HttpRequest, source: Organisation | Person, back: str) -> HttpResponse:
    is_person = isinstance(source, Person)
    form = RelationForm(posted(request), actor=actor_of(request), from_person=is_person)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        kind, target = RelationKind(values.pop("kind")), values.pop("target")
        try:
            add_relation(source, kind, target, by=actor_of(request), **values)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The relation was added."))
            return redirect(back)
    # A contact's name stands in no page title; the organisation's does.
    context = {"form": form, "source": None if is_person else source, "cancel_url": back}
    return render(request, "parties/relation_form.html", context)


@permission("parties.manage_relation")
@require_http_methods(["GET", "POST"])
def relation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a relation from an organisation."""
    rows = Organisation.objects.visible_to(actor_of(request)).live()
    source = get_object_or_404(rows, pk=pk)
    return _add(request, source, reverse("organisation", args=[pk]))


@permission("parties.manage_person")
@require_http_methods(["GET", "POST"])
def contact_relation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a relation from a contact."""
    source = get_object_or_404(Person.objects.visible_to(actor_of(request)), pk=pk)
    return _add(request, source, reverse("contact", args=[pk]))


@permission("parties.manage_relation")
@require_http_methods(["GET", "POST"])
def relation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a relation ended."""
    rows = Relation.objects.visible_to(actor_of(request))
    found = get_object_or_404(rows.select_related("to_organisation"), pk=pk)
    back = reverse("organisation", args=[found.from_organisation_id or found.to_organisation_id])
    form = EndRelationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            end_relation(found, form.cleaned_data["end_date"], by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The relation was ended."))
            return redirect(back)
    context = {"form": form, "relation": found, "cancel_url": back}
    return render(request, "parties/relation_end.html", context)
