"""The API under /api/: the routers of the apps, the schema, and a page that explains it."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, re_path, reverse
from django.views.decorators.http import require_GET

from fulcrum import __version__
from fulcrum.apps.ui.access import public
from fulcrum.apps.ui.api import FulcrumAPI
from fulcrum.apps.ui.api.assembly import api_not_found
from fulcrum.apps.ui.api.reference import reference

ROUTERS = {"/v1/parties": "fulcrum.apps.parties.api", "/v1/blueprint": "fulcrum.apps.blueprint.api"}

api = FulcrumAPI(
    title="Fulcrum",
    version="1",
    description="Organisations, the Blueprint, and self-assessments, for other software.",
    urls_namespace="api",
)
for _prefix, _module in ROUTERS.items():
    if find_spec(_module):
        api.add_router(_prefix, import_module(_module).router)


def schema() -> dict[str, Any]:
    """The OpenAPI schema, with the addresses as this installation serves them."""
    return dict(api.get_openapi_schema(path_prefix=reverse("api:home")))


@public
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI schema as JSON."""
    return JsonResponse(schema())


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The API explained for people."""
    context = {"reference": reference(schema()), "version": __version__}
    return render(request, "accounts/api_reference.html", context)


app_name = "api"
urlpatterns = [
    path("", home, name="home"),
    path("openapi.json", openapi, name="openapi"),
    *api.patterns(),
    re_path(r"^(?P<path>.+)$", api_not_found, name="not_found"),
]
