"""Rows of frozen tables are added, and never changed or deleted, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from fulcrum.apps.blueprint.models import Snapshot
from fulcrum.apps.ui import frozen

TABLE = Snapshot._meta.db_table
pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot.objects.create(
        number=1, title="T", as_of="2026-01-01", scope="public", data={}, method=1, sha256="0" * 64
    )


def refused(statement: str) -> bool:
    """Whether the database refuses a statement about the table, as frozen tables do."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.replace("TABLE", TABLE))
    except DatabaseError as error:
        return f"rows of {TABLE} are never changed" in str(error)
    return False


def test_the_database_refuses_to_change_or_delete(snapshot: Snapshot) -> None:
    assert refused("UPDATE TABLE SET title = 'Other'")
    assert refused("DELETE FROM TABLE")
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE TABLE CASCADE")
    snapshot.refresh_from_db()
    assert snapshot.title == "T"


def test_a_missing_trigger_is_found() -> None:
    assert frozen.unfrozen_tables(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(frozen.thaw_statements(TABLE, connection.vendor)[0])
    assert frozen.unfrozen_tables(connection) == [TABLE]
    (error,) = frozen.check_frozen(None, ["default"])
    assert error.id == "fulcrum.E004"
    assert frozen.check_frozen(None) == []
