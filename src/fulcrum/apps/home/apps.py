"""Declares the app to Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Each role's Today page, search, and the showcase."""

    name = "fulcrum.apps.home"
    label = "home"
