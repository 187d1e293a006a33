"""What pages.py measures beside the site's own pages: plain Django's list, and the shell alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path
from django.views.generic import ListView

from fulcrum.apps.parties.listing import ORGANISATIONS
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import SIGNED_IN, actor_of, permission

PLAIN = engines["django"].from_string("""{% extends "ui/page.html" %}{% load i18n %}
{% block title %}{% translate "Organisations" %}{% endblock %}
{% block heading %}{% translate "Organisations" %} {{ paginator.count }}{% endblock %}
{% block content %}<form method="get"><input name="q" type="search">
{% for name, label, choices in filters %}<label>{{ label }}<select name="{{ name }}">
<option value="">{% translate "All" %}</option>
{% for value, label in choices %}<option value="{{ value }}">{{ label }}</option>{% endfor %}
</select></label>{% endfor %}<button>{% translate "Show" %}</button></form>
<table class="table"><thead><tr><th>Name</th><th>Sub-sector</th><th>Country</th><th>Size</th>
<th>LEI</th><th>Signs in</th><th>Changed</th></tr></thead><tbody>
{% for row in object_list %}<tr>
<td data-label="Name"><a href="{% url 'organisation' row.pk %}">{{ row.name }}</a></td>
<td data-label="Sub-sector">{{ row.get_sub_sector_display }}</td>
<td data-label="Country">{{ row.country }}</td>
<td data-label="Size">{{ row.get_size_band_display }}</td>
<td data-label="LEI">{{ row.lei }}</td>
<td data-label="Signs in">{% if row.tenant_id %}{% translate "Yes" %}{% endif %}</td>
<td data-label="Changed">{{ row.updated_at|date:"SHORT_DATETIME_FORMAT" }}</td></tr>{% endfor %}
</tbody></table><p>{{ page_obj.number }} / {{ paginator.num_pages }}</p>{% endblock %}""")


class PlainList(ListView):  # type: ignore[type-arg]
    """As the tutorial would have it."""

    model = Organisation
    paginate_by = 25
    ordering = "name_key"
    template_name = "plain"

    def get_queryset(self) -> Any:
        """What the Secretariat sees."""
        rows = Organisation.objects.visible_to(actor_of(self.request)).live()
        return rows.order_by("name_key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filters' choices."""
        filters = [(one.key, one.label, one.options()) for one in ORGANISATIONS.filters]
        return super().get_context_data(filters=filters)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        """The template above."""
        return HttpResponse(PLAIN.render(context, self.request))


@permission(SIGNED_IN)
def empty(request: HttpRequest) -> HttpResponse:
    """The shell alone."""
    return render(request, "ui/page.html")


urlpatterns = [
    path("plain", permission(SIGNED_IN)(PlainList.as_view())),
    path("empty", empty),
    path("", include("fulcrum.site.urls")),
]
