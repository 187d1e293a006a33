"""Pages that the tests of ui ask for: a list, problems, and the style guide."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.ui.access import SIGNED_IN, actor_of, permission, public
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to, list_page
from fulcrum.apps.ui.styleguide.urls import styleguide_urls
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

EXPORT = "uitests.export_people"
PROBLEMS = {
    "refused": RefusedError("You cannot approve your own.", mend="Ask a colleague."),
    "conflict": ConflictError("It was submitted."),
    "wrong": FulcrumError("The date is in the past."),
}


def _mark(value: Any, row: dict[str, Any]) -> Any:
    return format_html("<b>{}</b>", value)


PEOPLE = ListSpec(
    name="people",
    title="People",
    columns=(
        Column("name", "Name", link=link_to("person"), sort=True),
        Column("email", "Address", format=_mark),
        Column("is_active", "Active", choices=((True, "works"), (False, "gone"))),
        Column("erased_at", "Erased", sort=True),
        Column("pk", "Number", numeric=True, plain=lambda value, row: value * 10),
    ),
    filters=(
        ChoiceFilter("active", "Active", [("1", _("Yes")), ("0", _("No"))], field="is_active"),
        ChoiceFilter(
            "start",
            "Beginning",
            lambda: [("a", "A"), ("b", "B")],
            apply=lambda rows, value: rows.filter(name__startswith=value),
        ),
    ),
    search=lambda rows, text: rows.filter(name__icontains=text),
    default_sort="name",
    page_size=5,
    export_permission=EXPORT,
    empty=Empty("Nobody yet", "People who sign in.", "Invite somebody", "/invite"),
)


@permission(SIGNED_IN)
def people(request: HttpRequest) -> HttpResponseBase:
    """A list of people; `?only=word` narrows it before the list does."""
    rows = User.objects.filter(name__contains=request.GET.get("only", ""))
    return list_page(request, PEOPLE, rows, extra_context={"extra": "more"})


@public
def problem(request: HttpRequest, kind: str) -> HttpResponse:
    """Raises."""
    raise PROBLEMS.get(kind, RuntimeError(kind))


@public
def bare(request: HttpRequest) -> HttpResponse:
    """The shell alone."""
    return render(request, "ui/page.html", {"seen": actor_of(request)})


urlpatterns = [
    path("people", people),
    path("people/<int:pk>", bare, name="person"),
    path("problem/<kind>", problem),
    path("bare", bare),
    *styleguide_urls(showcase=True),
    path("", include("fulcrum.site.urls")),
    path("find", bare, name="search"),  # of two pages of one name, the last is linked
]
handler400 = "fulcrum.apps.ui.errors.bad_request"
handler403 = "fulcrum.apps.ui.errors.forbidden"
handler404 = "fulcrum.apps.ui.errors.not_found"
handler500 = "fulcrum.apps.ui.errors.server_error"
