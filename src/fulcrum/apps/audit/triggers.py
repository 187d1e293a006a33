"""The database's own refusal to change or delete rows of the log, for both databases.

Triggers stop every role that does not own the tables. Whoever does can drop them, and is then
found out by the chain.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_SENTENCE = "the audit log is append-only"

SQLITE = {
    "audit_entry_no_update": (
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    ),
    "audit_entry_no_delete": (
        "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    ),
    # INSERT OR REPLACE deletes the row in its way without firing the trigger above.
    "audit_entry_no_replace": (
        "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry "  # noqa: S608
        "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR sequence = NEW.sequence) "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    ),
    "audit_head_no_delete": (
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_chainhead "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    ),
    "audit_head_forward": (
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_chainhead "
        "WHEN NEW.sequence <= OLD.sequence "
        f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    ),
}

_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}'; END $$"
)
POSTGRESQL = {
    "audit_entry_append_only": (
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    "audit_head_no_delete": (
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE "
        "ON audit_chainhead FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    "audit_head_forward": (
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_chainhead FOR EACH ROW "
        "WHEN (NEW.sequence <= OLD.sequence) EXECUTE FUNCTION audit_refuse()"
    ),
}


def _table(name: str) -> str:
    return "audit_entry" if name.startswith("audit_entry") else "audit_chainhead"


def create_statements(vendor: str) -> list[str]:
    """The SQL that raises the triggers."""
    if vendor == "sqlite":
        return list(SQLITE.values())
    # ALWAYS: a session in replication mode does not get past them either.
    always = [f"ALTER TABLE {_table(n)} ENABLE ALWAYS TRIGGER {n}" for n in POSTGRESQL]
    return [_FUNCTION, *POSTGRESQL.values(), *always]


def drop_statements(vendor: str) -> list[str]:
    """The SQL that takes them away (migrations backwards, and tests that empty tables)."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]
    return [f"DROP TRIGGER IF EXISTS {name} ON {_table(name)}" for name in POSTGRESQL]


def missing_triggers(wrapper: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not, or are switched off."""
    with wrapper.cursor() as cursor:
        if wrapper.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")
        there = {row[0] for row in cursor.fetchall()}
    wanted = SQLITE if wrapper.vendor == "sqlite" else POSTGRESQL
    return sorted(set(wanted) - there)


def check_triggers(
    app_configs: object, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Django check: a migration that remakes a table must not lose its triggers."""
    if "default" not in (databases or ()):
        return []
    tables = connection.introspection.table_names()
    missing = missing_triggers(connection) if "audit_entry" in tables else []
    return [Error(f"The audit trigger {name} is missing.", id="fulcrum.E003") for name in missing]
