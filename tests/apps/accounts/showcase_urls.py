"""The addresses of a showcase: those of the site, and stepping into a role."""

from django.urls import path

from fulcrum.apps.accounts.showcase import step_into_role
from fulcrum.site import urls

urlpatterns = [*urls.urlpatterns, path("showcase/step-in", step_into_role, name="step_into_role")]
handler404 = urls.handler404
