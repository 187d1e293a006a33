"""Declares the app to Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Envelope encryption, keys, erasure."""

    name = "fulcrum.apps.vault"
    label = "vault"
