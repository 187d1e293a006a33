"""Declares the app to Django."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Organisations and people the initiative deals with, and how they relate."""

    name = "fulcrum.apps.parties"
    label = "parties"
