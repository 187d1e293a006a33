"""Declares the app to Django."""

from importlib import import_module

from django.apps import AppConfig


class BlueprintConfig(AppConfig):
    """Goals, Actions, framework releases and self-assessments."""

    name = "fulcrum.apps.blueprint"
    label = "blueprint"

    def ready(self) -> None:
        """Register permissions."""
        import_module("fulcrum.apps.blueprint.rules")
