"""Tables whose rows are added and never changed or deleted: the database itself refuses.

A model says so with `frozen = True`, and a migration of its app sets the triggers:

    operations = [freeze_table("blueprint_snapshot")]

`manage.py check --database default` (and `fulcrum doctor`) fails when they are missing: a later
migration that makes the table anew on SQLite would lose them.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connection, migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = ("update", "delete")


def _name(table: str, kind: str) -> str:
    return f"{table}_no_{kind}"


def freeze_statements(table: str, vendor: str) -> list[str]:
    """The SQL that freezes a table."""
    sentence = f"rows of {table} are never changed"
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {_name(table, kind)} BEFORE {kind.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            for kind in KINDS
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {_name(table, kind)} BEFORE {kind.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        for kind in KINDS
    ]
    emptying = (
        f"CREATE TRIGGER {_name(table, 'truncate')} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
    return [function, *triggers, emptying]


def thaw_statements(table: str, vendor: str) -> list[str]:
    """The SQL that takes the triggers away (migrations backwards, tests that empty tables)."""
    where = "" if vendor == "sqlite" else f" ON {table}"
    kinds = KINDS if vendor == "sqlite" else (*KINDS, "truncate")
    return [f"DROP TRIGGER IF EXISTS {_name(table, kind)}{where}" for kind in kinds]


def freeze_table(table: str) -> migrations.RunPython:
    """A migration operation that freezes a table."""

    def run(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in freeze_statements(table, editor.connection.vendor):
            editor.execute(statement)

    def undo(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in thaw_statements(table, editor.connection.vendor):
            editor.execute(statement)

    return migrations.RunPython(run, undo)


def frozen_tables() -> list[str]:
    """The tables that models declare frozen."""
    return [model._meta.db_table for model in apps.get_models() if hasattr(model, "frozen")]


def unfrozen_tables(wrapper: BaseDatabaseWrapper) -> list[str]:
    """Frozen tables whose triggers are missing; those that do not exist yet left out."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if wrapper.vendor != "sqlite":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    with wrapper.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    tables = set(wrapper.introspection.table_names()) & {*frozen_tables()}
    return sorted(one for one in tables if not {_name(one, kind) for kind in KINDS} <= there)


def check_frozen(
    app_configs: object, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Django check: what is declared frozen is."""
    if "default" not in (databases or ()):
        return []
    return [
        Error(f"Rows of {table} can be changed: its triggers are missing.", id="fulcrum.E004")
        for table in unfrozen_tables(connection)
    ]
