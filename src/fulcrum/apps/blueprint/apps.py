"""Declares the app to Django."""

from django.apps import AppConfig


class BlueprintConfig(AppConfig):
    """Goals, Actions, framework releases and self-assessments."""

    name = "fulcrum.apps.blueprint"
    label = "blueprint"
