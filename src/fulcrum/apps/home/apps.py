"""Declares the app to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Each role's Today page, search, and the showcase."""

    name = "fulcrum.apps.home"
    label = "home"

    def ready(self) -> None:
        """Put Today on top of the sidebar."""
        from fulcrum.apps.ui.access import add_permission, is_signed_in  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.ui.shell import NavigationItem, add_area  # noqa: PLC0415 - as above

        add_permission("home.view_today", is_signed_in)
        add_area(NavigationItem(_("Today"), "today", "home", "home.view_today", 1))
