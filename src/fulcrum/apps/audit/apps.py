"""Declares the app to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only, hash-chained log of who did what."""

    name = "fulcrum.apps.audit"
    label = "audit"
