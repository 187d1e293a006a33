"""Addresses of ui."""

from django.urls import path

from fulcrum.apps.ui import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("theme", views.set_theme, name="set_theme"),
    path("language", views.set_language, name="set_language"),
]
