"""Declares the app to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The append-only, hash-chained log of who did what."""

    name = "fulcrum.apps.audit"
    label = "audit"

    def ready(self) -> None:
        """Register permissions, the sidebar's line, refusals and the trigger check."""
        from django.core import checks  # noqa: PLC0415 - apps are ready

        from fulcrum.apps.audit import rules  # noqa: F401, PLC0415 - registers on import
        from fulcrum.apps.audit.receivers import record_refusal, record_vault_use  # noqa: PLC0415
        from fulcrum.apps.audit.triggers import check_triggers  # noqa: PLC0415
        from fulcrum.apps.ui.access import access_refused  # noqa: PLC0415
        from fulcrum.apps.ui.shell import NavigationItem, add_area  # noqa: PLC0415
        from fulcrum.apps.vault.signals import vault_used  # noqa: PLC0415

        access_refused.connect(record_refusal, dispatch_uid="fulcrum.audit")
        vault_used.connect(record_vault_use, dispatch_uid="fulcrum.audit")
        checks.register(checks.Tags.database)(check_triggers)
        add_area(NavigationItem(_("Audit log"), "audit", "history", "audit.view_entry", order=95))
