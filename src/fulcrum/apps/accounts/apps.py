"""Declares the app to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in: tenants, memberships, roles, second factors, tokens."""

    name = "fulcrum.apps.accounts"
    label = "accounts"
