"""Declares the app to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components, lists, figures, reports: what every app builds its pages from."""

    name = "fulcrum.apps.ui"
    label = "ui"

    def ready(self) -> None:
        """Connect row-level security to new database connections, and check the walls of tables."""
        from django.conf import settings  # noqa: PLC0415
        from django.core import checks  # noqa: PLC0415 - apps are ready
        from django.db.backends.signals import connection_created  # noqa: PLC0415

        from fulcrum.apps.ui import frozen, pseudo, rls  # noqa: PLC0415 - as above

        connection_created.connect(rls.on_connection, dispatch_uid="fulcrum.rls")
        checks.register(checks.Tags.database)(rls.check_walls)
        checks.register(checks.Tags.database)(frozen.check_frozen)
        if pseudo.CODE in dict(settings.LANGUAGES):
            pseudo.install()
