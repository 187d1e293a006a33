"""Every address of the site: one line for each app."""

from django.urls import include, path

urlpatterns = [
    path("", include("fulcrum.apps.home.urls")),
    path("", include("fulcrum.apps.open.urls")),
    path("", include("fulcrum.apps.ui.urls")),
    path("", include("fulcrum.apps.accounts.urls")),
    path("api/", include("fulcrum.site.api")),
    path("audit/", include("fulcrum.apps.audit.urls")),
    path("jobs/", include("fulcrum.apps.jobs.urls")),
    path("parties/", include("fulcrum.apps.parties.urls")),
    path("blueprint/", include("fulcrum.apps.blueprint.urls")),
    path("screening/", include("fulcrum.apps.screening.urls")),
    path("try/", include("fulcrum.apps.blueprint.try_urls")),
]

handler400 = "fulcrum.apps.ui.errors.bad_request"
handler403 = "fulcrum.apps.ui.errors.forbidden"
handler404 = "fulcrum.apps.ui.errors.not_found"
handler500 = "fulcrum.apps.ui.errors.server_error"
