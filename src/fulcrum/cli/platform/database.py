"""Bring both databases up to date, and load what every installation starts with."""

from collections.abc import Callable
from importlib.resources import as_file, files

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.parties.actions.reference import load_reference_organisations
from fulcrum.cli.platform import operator

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


def migrate(say: Callable[[str], None]) -> None:
    """Apply what is pending in both databases, then load the reference data."""
    if pending_migrations():
        for alias in ALIASES:
            say(f"bringing the database “{alias}” up to date")
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    load_reference(say)


def load_reference(say: Callable[[str], None]) -> None:
    """Load the shipped framework release and the organisations the sources name; once."""
    loaded = load_reference_organisations(by=operator())
    if not loaded.was_loaded_before:
        say(f"loaded {loaded.organisation_count} organisations that the sources name")
    if Release.objects.filter(state=ReleaseState.PUBLISHED).exists():
        return
    with as_file(files("fulcrum").joinpath(SHIPPED_RELEASE)) as folder:
        release = load_release(folder, by=operator(), publish=True)
    say(f"published the framework release {release.code}")
