"""Addresses of the diagnostic that anybody may try."""

from django.urls import path

from fulcrum.apps.blueprint.views import trying

urlpatterns = [path("", trying.try_diagnostic, name="try_diagnostic")]
