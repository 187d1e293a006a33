"""PostgreSQL's programs: missing or failing, they get a sentence without a password."""

from pathlib import Path

import pytest
from django.conf import settings

from fulcrum.cli.platform import postgresql
from fulcrum.kernel.errors import FulcrumError


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with programs of our own."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    database = {
        "NAME": "fast", "HOST": "db.example", "PORT": "6432", "USER": "", "PASSWORD": "secret-word",
    }  # fmt: skip
    monkeypatch.setattr(settings, "DATABASES", {"default": database})
    return folder


def write(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("name", ["pg_dump", "pg_restore", "psql"])
def test_a_missing_program_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(FulcrumError, match=f"{name} is not on this machine") as caught:
        postgresql.program(name)
    assert "client programs" in caught.value.mend


def test_a_program_is_told_where_through_its_environment(programs: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    write(programs, "pg_dump", f'echo "$*" > {said}; env | grep ^PG >> {said}')
    postgresql.dump("default", tmp_path / "out")
    words, *variables = said.read_text("utf-8").splitlines()
    assert f"--file={tmp_path / 'out'}" in words
    assert "secret-word" not in words
    found = dict(line.split("=", 1) for line in variables)
    assert found["PGDATABASE"] == "fast"
    assert (found["PGHOST"], found["PGPORT"]) == ("db.example", "6432")
    assert found["PGPASSWORD"] == "secret-word"
    assert "fulcrum.scope=all" in found["PGOPTIONS"]
    assert "PGUSER" not in found


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'pg_dump: error: no room' >&2; echo more >&2; exit 1", "pg_dump: error: no room"),
        ("exit 3", "it gave no reason"),
    ],
)
def test_a_program_that_fails_is_told(
    programs: Path, tmp_path: Path, script: str, said: str
) -> None:
    write(programs, "pg_dump", script)
    with pytest.raises(FulcrumError, match="pg_dump failed: ") as caught:
        postgresql.dump("default", tmp_path / "out")
    assert caught.value.what == f"pg_dump failed: {said}"


def test_a_restore_is_one_transaction_from_an_empty_schema(programs: Path, tmp_path: Path) -> None:
    said, source = tmp_path / "said", tmp_path / "default.pgdump"
    write(
        programs,
        "pg_restore",
        'for word; do case $word in --file=*) echo > "${word#*=}";; esac; done',
    )
    write(programs, "psql", f"printf '%s\\n' \"$@\" > {said}")
    postgresql.restore("default", source)
    words = said.read_text("utf-8").splitlines()
    assert words.index(f"--command={postgresql.AFRESH}") < words.index(
        f"--file={source.with_suffix('.sql')}"
    )
    assert {"--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc"} <= set(words)
    assert not source.with_suffix(".sql").exists()
