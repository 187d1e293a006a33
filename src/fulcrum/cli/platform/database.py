"""Bring both databases up to date, and load what every installation starts with."""

from collections.abc import Callable, Iterable
from importlib.resources import as_file, files

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.actions.shipped_practices import load_practices
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.parties.actions.reference import load_reference_organisations
from fulcrum.cli.platform import operator
from fulcrum.kernel.errors import FulcrumError

ALIASES = ("default", "vault")
SHIPPED_RELEASE = "apps/blueprint/data/release-2019.1"


def pending_migrations() -> list[str]:
    """Migrations that are not applied yet, as "database: app.name"."""
    found = []
    for alias in ALIASES:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        found += [f"{alias}: {migration.app_label}.{migration.name}" for migration, _ in plan]
    return found


def applied_migrations() -> list[str]:
    """Migrations that are applied, as "database: app.name"."""
    return [
        f"{alias}: {app}.{name}"
        for alias in ALIASES
        for app, name in sorted(MigrationExecutor(connections[alias]).loader.applied_migrations)
    ]


def unknown_migrations(applied: Iterable[str]) -> list[str]:
    """Those of our own apps' migrations among applied ones that this version does not bring.

    Libraries may fold their old ones; ours are unknown only to a version older than they are.
    """
    nodes = MigrationLoader(None).graph.nodes  # asks no database: the one here may be damaged
    known = {f"{app}.{name}" for app, name in nodes}
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("fulcrum.apps.")}
    names = (one.partition(": ")[2] for one in applied)
    return sorted(name for name in names if name.split(".")[0] in ours and name not in known)


def require_current() -> None:
    """Refuse to work on databases that are not up to date.

    Raises:
        FulcrumError: migrations are pending.
    """
    if pending := pending_migrations():
        raise FulcrumError(
            f"The database is not up to date ({len(pending)} migrations are not applied).",
            mend="Run `fulcrum migrate`.",
        )


def migrate(say: Callable[[str], None]) -> None:
    """Apply what is pending in both databases, then load the reference data."""
    if pending_migrations():
        for alias in ALIASES:
            say(f"bringing the database “{alias}” up to date")
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    load_reference(say)


def load_reference(say: Callable[[str], None]) -> None:
    """Load the shipped framework release, practices and the organisations sources name; once."""
    loaded = load_reference_organisations(by=operator())
    if not loaded.was_loaded_before:
        say(f"loaded {loaded.organisation_count} organisations that the sources name")
    if count := load_practices(by=operator()):
        say(f"loaded {count} practices of leverage")
    if Release.objects.filter(state=ReleaseState.PUBLISHED).exists():
        return
    with as_file(files("fulcrum").joinpath(SHIPPED_RELEASE)) as folder:
        release = load_release(folder, by=operator(), publish=True)
    say(f"published the framework release {release.code}")
