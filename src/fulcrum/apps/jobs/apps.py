"""Declares the app to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work: progress, cancel, resume."""

    name = "fulcrum.apps.jobs"
    label = "jobs"
