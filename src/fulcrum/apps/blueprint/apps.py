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
        NavigationItem(
            _("Self-assessments"), "assessments", "checklist", "blueprint.view_assessments", 10
        ),
        NavigationItem(_("Commitments"), "commitments", "flag", "blueprint.view_commitments", 13),
        NavigationItem(_("Blueprint"), "framework", "map-2", "blueprint.view_framework", 16),
        NavigationItem(_("Submissions"), "submissions", "inbox", "blueprint.view_submissions", 12),
        NavigationItem(
            _("State of play"),
            "state_of_play",
            "chart-histogram",
            "blueprint.view_aggregate",
            14,
        ),
        NavigationItem(
            _("Implementation"),
            "state_of_implementation",
            "world-check",
            "blueprint.view_state",
            15,
        ),
        NavigationItem(
            _("Diagnostics"), "diagnostics", "radar-2", "blueprint.view_diagnostics", 11
        ),
        NavigationItem(_("Leverage"), "practices", "crane", "blueprint.view_practices", 15),
        NavigationItem(_("Plans"), "plans", "route", "blueprint.view_plans", 12),
        NavigationItem(_("Sources"), "risk_sources", "books", "blueprint.view_sources", 17),
    ]


class BlueprintConfig(AppConfig):
    """Goals, Actions, framework releases and self-assessments."""

    name = "fulcrum.apps.blueprint"
    label = "blueprint"

    def ready(self) -> None:
        """Register permissions, the log's words, the sidebar's lines and sections of pages."""
        from fulcrum.apps.accounts.rights import add_rights  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.audit.verbs import add_verbs  # noqa: PLC0415 - as above
        from fulcrum.apps.blueprint.rights import RIGHTS  # noqa: PLC0415 - as above
        from fulcrum.apps.blueprint.risk_links import add_risk_link, leverage_link  # noqa: PLC0415 - as above
        from fulcrum.apps.blueprint.sections import assessments, commitments  # noqa: PLC0415 - as above
        from fulcrum.apps.blueprint.verbs import VERBS  # noqa: PLC0415 - as above
        from fulcrum.apps.parties.sections import add_section  # noqa: PLC0415 - as above
        from fulcrum.apps.ui.shell import add_area  # noqa: PLC0415 - as above

        import_module("fulcrum.apps.blueprint.rules")
        add_verbs(VERBS)
        add_rights(_("The Blueprint"), RIGHTS)
        add_section(assessments, order=30)
        add_section(commitments, order=32)
        add_risk_link(leverage_link)
        for item in _navigation():
            add_area(item)
