from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from fulcrum.apps.audit.models import ChainHead, Entry
from fulcrum.apps.audit.triggers import check_triggers, drop_statements, missing_triggers

Append = Callable[..., list[Entry]]
SQLITE_ONLY = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite")
POSTGRESQL_ONLY = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")


def refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_label = 'Eve' WHERE sequence = 1",
        "DELETE FROM audit_entry WHERE sequence = 1",
        "DELETE FROM audit_chainhead",
        "UPDATE audit_chainhead SET sequence = 1",
        pytest.param(
            "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 1",
            marks=SQLITE_ONLY,
        ),
        pytest.param("TRUNCATE audit_entry", marks=POSTGRESQL_ONLY),
        pytest.param("TRUNCATE audit_chainhead", marks=POSTGRESQL_ONLY),
    ],
)
def test_the_database_refuses(append: Append, statement: str) -> None:
    append(3)
    refused(statement)
    assert Entry.objects.count() == 3


def test_the_orm_is_refused_as_well(append: Append) -> None:
    entry = append(1)[0]
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert ChainHead.objects.get().sequence == 1


def test_lost_triggers_are_noticed(db: None) -> None:
    assert missing_triggers(connection) == []
    assert check_triggers(None, ["default"]) == []
    assert check_triggers(None, None) == []
    with connection.cursor() as cursor:
        for statement in drop_statements(connection.vendor):
            cursor.execute(statement)
    messages: list[Any] = check_triggers(None, ["default"])
    assert {message.id for message in messages} == {"fulcrum.E003"}
