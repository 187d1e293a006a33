"""Declares the app to Django."""

from collections.abc import Iterable

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _parts() -> Iterable[tuple[str, tuple[object, ...]]]:
    from fulcrum.apps.blueprint.dimensions import published_spec  # noqa: PLC0415 - apps are ready

    spec = published_spec()
    ids = [*(goal.id for goal in spec.goals), *(one.id for one in spec.actions)] if spec else []
    return [("open_part", (one,)) for one in ids]


def _commitments() -> Iterable[tuple[str, tuple[object, ...]]]:
    from fulcrum.apps.open.queries.commitments import public_commitments  # noqa: PLC0415 - as above

    keys = public_commitments().values_list("pk", flat=True)[:10_000]
    return [("open_commitment", (key,)) for key in keys]


def _practices() -> Iterable[tuple[str, tuple[object, ...]]]:
    from fulcrum.apps.blueprint.queries.practices import public_practices  # noqa: PLC0415 - as above

    keys = public_practices().values_list("pk", flat=True)[:10_000]
    return [("open_practice", (key,)) for key in keys]


def _snapshots() -> Iterable[tuple[str, tuple[object, ...]]]:
    from fulcrum.apps.blueprint.queries.snapshots import published_snapshots  # noqa: PLC0415 - as above

    return [("open_snapshot", (one.number,)) for one in published_snapshots()]


class OpenConfig(AppConfig):
    """The public site."""

    name = "fulcrum.apps.open"
    label = "open"

    def ready(self) -> None:
        """Listen to the log, and fill the menu."""
        from fulcrum.apps.audit.actions import add_listener  # noqa: PLC0415 - apps are ready
        from fulcrum.apps.open.changes import notice  # noqa: PLC0415 - as above
        from fulcrum.apps.open.registry import PublicArea, add_public_area  # noqa: PLC0415 - as above

        add_listener(notice)
        for area in (
            PublicArea(_("The Blueprint"), "open_blueprint", 10, _parts),
            PublicArea(_("Who is doing what"), "open_commitments", 20, _commitments),
            PublicArea(_("State of implementation"), "open_implementation", 30, _snapshots),
            PublicArea(_("Leverage"), "open_leverage", 40, _practices),
            PublicArea(_("Open data"), "open_data", 80),
            PublicArea(_("About"), "open_about", 90),
        ):
            add_public_area(area)
