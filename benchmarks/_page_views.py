"""The pages that pages.py measures: ours, and plain Django's over the same shell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template import engines
from django.urls import include, path
from django.views.generic import ListView

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.parties.enums import Continent, SizeBand, SubSector
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import SIGNED_IN, actor_of, permission
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, list_page

SPEC = ListSpec(
    name="organisations",
    title="Organisations",
    columns=(
        Column("name", "Name", link=lambda row: f"/record/{row['pk']}", sort=True),
        Column("sub_sector", "Sub-sector", choices=SubSector.choices),
        Column("country", "Country"),
        Column("size_band", "Size", choices=SizeBand.choices),
        Column("is_invented", "Invented"),
        Column("created_at", "Added", sort=True),
    ),
    filters=(
        ChoiceFilter("sub_sector", "Sub-sector", choices=lambda: SubSector.choices),
        ChoiceFilter("size_band", "Size", choices=lambda: SizeBand.choices),
        ChoiceFilter("continent", "Continent", choices=lambda: Continent.choices),
    ),
    search=lambda rows, text: rows.filter(name__icontains=text),
    default_sort="-created_at",
    empty=Empty("None yet", "Organisations the initiative deals with."),
)

_PLAIN = """{% extends "ui/page.html" %}
{% block title %}Organisations{% endblock %}
{% block heading %}Organisations <span class="head-count">{{ paginator.count }}</span>{% endblock %}
{% block content %}<form class="list-tools" method="get">
<input name="q" type="search">
{% for name, choices in filters %}<select name="{{ name }}"><option value="">All</option>
{% for value, label in choices %}<option value="{{ value }}">{{ label }}</option>{% endfor %}
</select>{% endfor %}</form>
<table class="table"><thead><tr><th>Name</th><th>Sub-sector</th><th>Country</th><th>Size</th>
<th>Invented</th><th>Added</th></tr></thead><tbody>
{% for row in object_list %}<tr><td data-label="Name"><a href="/record/{{ row.pk }}">{{ row.name }}</a></td>
<td data-label="Sub-sector">{{ row.get_sub_sector_display }}</td>
<td data-label="Country">{{ row.country }}</td><td data-label="Size">{{ row.get_size_band_display }}</td>
<td data-label="Invented">{{ row.is_invented|yesno }}</td>
<td data-label="Added">{{ row.created_at|date:"SHORT_DATETIME_FORMAT" }}</td></tr>{% endfor %}
</tbody></table><p>{{ page_obj.number }} / {{ paginator.num_pages }}</p>{% endblock %}"""

_RECORD = """{% extends "ui/record.html" %}{% load i18n fulcrum %}
{% block title %}{{ organisation }}{% endblock %}{% block heading %}{{ organisation }}{% endblock %}
{% block record %}<section class="card"><div class="card-body"><dl class="facts">
<dt>Sub-sector</dt><dd>{{ organisation.get_sub_sector_display }}</dd>
<dt>Country</dt><dd>{{ organisation.country }}</dd>
<dt>Size</dt><dd>{{ organisation.get_size_band_display }}</dd>
<dt>Added</dt><dd>{{ organisation.created_at }}</dd></dl></div></section>{% endblock %}"""


def _template(source: str) -> Any:
    return engines["django"].from_string(source)


@permission(SIGNED_IN)
def our_list(request: HttpRequest) -> HttpResponseBase:
    """The list component."""
    return list_page(request, SPEC, Organisation.objects.visible_to(actor_of(request)))


class PlainList(ListView):  # type: ignore[type-arg]
    """As the tutorial would have it."""

    model = Organisation
    paginate_by = 25
    ordering = "-created_at"
    template_name = "plain"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filters' choices."""
        found = [("sub_sector", SubSector.choices), ("size_band", SizeBand.choices)]
        return super().get_context_data(filters=[*found, ("continent", Continent.choices)])

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        """The template above."""
        return HttpResponse(PLAIN.render(context, self.request))


@permission(SIGNED_IN)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A record page with its timeline."""
    found = get_object_or_404(Organisation.objects.visible_to(actor_of(request)), pk=pk)
    context = {"organisation": found, "timeline": timeline(found)}
    return HttpResponse(RECORD.render(context, request))


@permission(SIGNED_IN)
def empty(request: HttpRequest) -> HttpResponse:
    """The shell alone."""
    return render(request, "ui/page.html")


PLAIN = _template(_PLAIN)
RECORD = _template(_RECORD)

urlpatterns = [
    path("list", our_list),
    path("plain", permission(SIGNED_IN)(PlainList.as_view())),
    path("record/<int:pk>", record),
    path("empty", empty),
    path("", include("fulcrum.site.urls")),
]
