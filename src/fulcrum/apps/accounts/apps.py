"""Declares the app to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People who sign in: tenants, memberships, roles, second factors, tokens."""

    name = "fulcrum.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register permissions, the sidebar's lines, the log's words, and what others ask for."""
        from fulcrum.apps.accounts import receivers, rights, rules  # noqa: F401, PLC0415 - apps are ready
        from fulcrum.apps.accounts.idempotency import answer_once  # noqa: PLC0415
        from fulcrum.apps.accounts.shell import saved_views_of, shell_of  # noqa: PLC0415
        from fulcrum.apps.accounts.verbs import VERBS  # noqa: PLC0415
        from fulcrum.apps.audit.verbs import add_verbs  # noqa: PLC0415
        from fulcrum.apps.ui.api import set_idempotency  # noqa: PLC0415
        from fulcrum.apps.ui.lists import set_saved_views_provider  # noqa: PLC0415
        from fulcrum.apps.ui.shell import (  # noqa: PLC0415
            NavigationItem,
            add_area,
            add_shell_context,
        )

        receivers.connect()
        rights.register()
        add_verbs(VERBS)
        add_shell_context(shell_of)
        set_idempotency(answer_once)
        set_saved_views_provider(saved_views_of)
        add_area(NavigationItem(_("People"), "people", "users", "accounts.view_people", 80))
        add_area(
            NavigationItem(
                _("Organisations that sign in"), "tenants", "building", "accounts.open_tenant", 85
            )
        )
