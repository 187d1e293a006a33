"""Declares the app to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    """Organisations and people the initiative deals with, and how they relate."""

    name = "fulcrum.apps.parties"
    label = "parties"

    def ready(self) -> None:
        """Register permissions, the sidebar's lines and the log's words."""
        from fulcrum.apps.accounts.rights import add_rights  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.audit.verbs import add_verbs  # noqa: PLC0415
        from fulcrum.apps.parties import rules  # noqa: F401, PLC0415 - registers on import
        from fulcrum.apps.parties.rights import RIGHTS  # noqa: PLC0415
        from fulcrum.apps.parties.verbs import VERBS  # noqa: PLC0415
        from fulcrum.apps.ui.shell import NavigationItem, add_area  # noqa: PLC0415

        add_verbs(VERBS)
        add_rights(_("Organisations"), RIGHTS)
        add_area(
            NavigationItem(
                _("Organisations"),
                "organisations",
                "building-bank",
                "parties.view_organisation",
                30,
            )
        )
        add_area(
            NavigationItem(_("Contacts"), "contacts", "address-book", "parties.view_person", 32)
        )
