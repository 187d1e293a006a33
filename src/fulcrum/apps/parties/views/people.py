"""Pages of contacts, for the Secretariat. Their names stand in no address and no page title."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.parties.actions.people import create_person, erase_person, update_person
from fulcrum.apps.parties.forms import PersonForm
from fulcrum.apps.parties.geography import language_name
from fulcrum.apps.parties.listing import CONTACTS
from fulcrum.apps.parties.models import Organisation, Person
from fulcrum.apps.parties.views.posting import posted
from fulcrum.apps.ui.access import actor_of, permission
from fulcrum.apps.ui.lists import list_page
from fulcrum.kernel.errors import FulcrumError


def _seen(request: HttpRequest, pk: int) -> Person:
    rows = Person.objects.visible_to(actor_of(request)).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@permission("parties.view_person")
@require_GET
def contact_list(request: HttpRequest) -> HttpResponseBase:
    """Every contact. There is no search by name: it would put names into addresses."""
    return list_page(request, CONTACTS, Person.objects.visible_to(actor_of(request)))


@permission("parties.view_person")
@require_GET
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One contact."""
    found = _seen(request, pk)
    relations = found.relations.select_related("to_organisation").order_by("-start_date", "pk")
    context = {
        "person": found,
        "languages": [language_name(code) for code in found.languages],
        "relations": list(relations),
        "timeline": timeline(found),
    }
    return render(request, "parties/contact.html", context)


@permission("parties.manage_person")
@require_http_methods(["GET", "POST"])
def contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a contact at an organisation."""
    actor = actor_of(request)
    place = get_object_or_404(Organisation.objects.visible_to(actor).live(), pk=pk)
    form = PersonForm(posted(request), actor=actor, organisation=place)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_person(form.cleaned_data["organisation"], form.values, by=actor)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The contact was added."))
            return redirect("contact", pk=made.pk)
    context = {"form": form, "cancel_url": reverse("organisation", args=[pk])}
    return render(request, "parties/contact_form.html", context)


@permission("parties.manage_person")
@require_http_methods(["GET", "POST"])
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a contact."""
    found, actor = _seen(request, pk), actor_of(request)
    form = PersonForm(posted(request), actor=actor, current=found)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["organisation"]
        try:
            update_person(found, form.values, by=actor, organisation=place)
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("contact", pk=pk)
    context = {"form": form, "person": found, "cancel_url": reverse("contact", args=[pk])}
    return render(request, "parties/contact_form.html", context)


@permission("parties.manage_person")
@require_http_methods(["GET", "POST"])
def contact_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a contact for good, after asking."""
    found = _seen(request, pk)
    if request.method == "POST":
        erase_person(found, by=actor_of(request))
        messages.success(request, _("The contact was erased."))
        return redirect("contacts")
    context = {
        "question": _("Erase this contact?"),
        "consequence": _(
            "Name, role, e-mail, phone and relations are removed for good. The log keeps that a "
            "contact was erased, not who."
        ),
        "confirm_label": _("Erase"),
        "tone": "danger",
        "cancel_url": reverse("contact", args=[pk]),
    }
    return render(request, "ui/confirm.html", context)
