"""Declares the app to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components, lists, figures, reports: what every app builds its pages from."""

    name = "fulcrum.apps.ui"
    label = "ui"
