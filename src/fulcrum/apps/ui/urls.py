"""Addresses of ui."""

from django.conf import settings
from django.urls import path

from fulcrum.apps.ui import views
from fulcrum.apps.ui.styleguide.urls import styleguide_urls

urlpatterns = [
    path("health", views.health, name="health"),
    path("theme", views.set_theme, name="set_theme"),
    path("language", views.set_language, name="set_language"),
    *styleguide_urls(showcase=settings.CONFIG.showcase),
]
