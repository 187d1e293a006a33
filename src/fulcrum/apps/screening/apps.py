"""Declares the app to Django."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from fulcrum.apps.ui.shell import NavigationItem


def _navigation() -> "list[NavigationItem]":
    """The sidebar's lines."""
    from fulcrum.apps.ui.shell import NavigationItem  # noqa: PLC0415 - apps are ready

    return [
        NavigationItem(_("Alerts"), "alerts", "bell-ringing", "screening.view_alerts", 20),
        NavigationItem(_("Cases"), "cases", "briefcase", "screening.view_cases", 21),
        NavigationItem(_("Runs"), "runs", "player-play", "screening.view_runs", 22),
        NavigationItem(_("Learning"), "learning", "chart-bar", "screening.view_learning", 23),
        NavigationItem(_("Pooled learning"), "hub", "topology-star", "screening.pool_bundles", 24),
    ]


class ScreeningConfig(AppConfig):
    """Find trafficking in a bank's own transactions, and act on it safely."""

    name = "fulcrum.apps.screening"
    label = "screening"

    def ready(self) -> None:
        """Register permissions, the log's words and the sidebar's lines."""
        from fulcrum.apps.accounts.rights import add_rights  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.audit.verbs import add_verbs  # noqa: PLC0415 - as above
        from fulcrum.apps.screening.rights import RIGHTS  # noqa: PLC0415 - as above
        from fulcrum.apps.screening.verbs import VERBS  # noqa: PLC0415 - as above
        from fulcrum.apps.ui.shell import add_area  # noqa: PLC0415 - as above

        import_module("fulcrum.apps.screening.rules")
        add_verbs(VERBS)
        add_rights(_("Screening"), RIGHTS)
        for item in _navigation():
            add_area(item)
