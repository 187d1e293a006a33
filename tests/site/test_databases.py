import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections

from fulcrum.kernel.errors import FulcrumError
from fulcrum.site.databases import database, postgresql_database
from tests.architecture.graph import ROOT

PROCESSES, TRANSACTIONS = 8, 100
MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from fulcrum.apps.accounts.models import Tenant
Tenant.objects.create(kind="institution", name="0")
"""
# Reads, computes, writes what it read: as nearly every action does.
COUNT = """
from django.db import transaction
from fulcrum.apps.accounts.models import Tenant
for _ in range(TRANSACTIONS):
    with transaction.atomic():
        tenant = Tenant.objects.get()
        tenant.name = str(int(tenant.name) + 1)
        tenant.save()
"""


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


def start(folder: Path, code: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "FULCRUM_DATABASE_URL": "",
        "FULCRUM_DATA_DIR": str(folder),
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def finish(process: "subprocess.Popen[bytes]") -> None:
    errors = process.communicate(timeout=120)[1]
    assert process.returncode == 0, errors.decode()


def test_processes_that_read_and_then_write_do_not_fail_one_another(tmp_path: Path) -> None:
    finish(start(tmp_path, MAKE))
    work = COUNT.replace("TRANSACTIONS", str(TRANSACTIONS))
    for process in [start(tmp_path, work) for _ in range(PROCESSES)]:
        finish(process)
    with closing(sqlite3.connect(tmp_path / "fulcrum.sqlite3")) as opened:
        [(name,)] = opened.execute("SELECT name FROM accounts_tenant").fetchall()
    assert int(name) == PROCESSES * TRANSACTIONS
