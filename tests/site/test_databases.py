from pathlib import Path

import pytest
from django.db import connections

from fulcrum.kernel.errors import FulcrumError
from fulcrum.site.databases import database, postgresql_database


def test_without_an_address_it_is_sqlite_in_its_file(tmp_path: Path) -> None:
    settings = database("", tmp_path / "here.sqlite3")
    assert settings["ENGINE"] == "django.db.backends.sqlite3"
    assert settings["NAME"] == tmp_path / "here.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_each_database_has_its_own_options(tmp_path: Path) -> None:
    first, second = (database("", tmp_path / name) for name in ("a", "b"))
    assert first["OPTIONS"] is not second["OPTIONS"]


def test_an_address_is_taken_apart() -> None:
    settings = postgresql_database("postgresql://me%40home:p%2Fw@db.example:6432/the%20data")
    assert settings["USER"] == "me@home"
    assert settings["PASSWORD"] == "p/w"
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "6432")
    assert settings["NAME"] == "the data"
    assert "statement_timeout" in settings["OPTIONS"]["options"]


def test_an_address_may_leave_out_what_libpq_knows() -> None:
    settings = postgresql_database("postgres:///fulcrum")
    assert [settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT")] == ["", "", "", ""]


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "fulcrum", "postgresql://h/"])
def test_another_address_is_told(url: str) -> None:
    with pytest.raises(FulcrumError, match="not a PostgreSQL address"):
        postgresql_database(url)


def test_sqlite_runs_as_the_house_wants_it(db: None) -> None:
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("the tests run on PostgreSQL")
    with connection.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in (
            "foreign_keys", "synchronous", "secure_delete"
        )]  # fmt: skip
    assert found == [1, 2, 1]
