"""Declares the app to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work: progress, cancel, resume."""

    name = "fulcrum.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Register permissions and the line in the sidebar."""
        from fulcrum.apps.accounts.rights import add_rights  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.jobs import rules  # noqa: F401, PLC0415 - registers on import
        from fulcrum.apps.jobs.rights import RIGHTS  # noqa: PLC0415
        from fulcrum.apps.ui.shell import NavigationItem, add_area  # noqa: PLC0415

        add_rights(_("Long work"), RIGHTS)
        add_area(NavigationItem(_("Long work"), "jobs", "progress", "jobs.view_job", order=90))
