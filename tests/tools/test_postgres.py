import os
from pathlib import Path

import psycopg
import pytest

from tools import postgres

needs_server = pytest.mark.skipif(
    postgres.find_programs() is None, reason="PostgreSQL's server programs are not installed"
)


@needs_server
def test_a_server_answers_and_is_gone_afterwards() -> None:
    with postgres.server() as running, psycopg.connect(running.url("postgres")) as connection:
        sql = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(sql).fetchone() == (False, True)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.url("postgres"), connect_timeout=2)


def test_the_newest_version_is_taken() -> None:
    folders = [Path(f"/usr/lib/postgresql/{number}/bin") for number in ("9.6", "15", "17")]
    assert max(folders, key=postgres._version) == folders[2]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_becomes_somebody_else(tmp_path: Path) -> None:
    assert postgres._unprivileged(tmp_path)["user"] in postgres.UNPRIVILEGED
    assert tmp_path.stat().st_uid != 0


def test_a_command_is_needed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "stop_on_signal", lambda: None)
    assert postgres.main([]) == 2
    assert "COMMAND" in capsys.readouterr().out
