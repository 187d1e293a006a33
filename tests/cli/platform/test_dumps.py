"""Copies of SQLite databases are whole, or it is said that they are not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fulcrum.cli.platform import dumps
from fulcrum.kernel.errors import FulcrumError


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "made.sqlite3"
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("CREATE TABLE row (n INTEGER PRIMARY KEY, text TEXT)")
        opened.executemany("INSERT INTO row (text) VALUES (?)", [("x" * 500,)] * 200)
    return path


def test_a_copy_holds_what_is_written_and_needs_no_other_file(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("INSERT INTO row (text) VALUES ('not committed')")
        dumps._copy_sqlite(database, copy)
    dumps.check_sqlite(copy)
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT count(*) FROM row").fetchone() == (200,)
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite3"]


def test_a_copy_that_cannot_be_written_is_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="cannot be copied: ") as caught:
        dumps._copy_sqlite(database, tmp_path / "no" / "folder" / "copy")
    assert caught.value.where == str(tmp_path / "no")
    assert "Free some space" in caught.value.mend


def test_a_damaged_page_is_found(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(database.read_bytes())
    content[3 * 4096 : 3 * 4096 + 200] = bytes(200)
    database.write_bytes(content)
    with pytest.raises(FulcrumError, match="This database is damaged: "):
        dumps.check_sqlite(database)


def test_what_is_no_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "default.sqlite3"
    path.write_bytes(b"a letter" * 1000)
    with pytest.raises(FulcrumError, match="file is not a database") as caught:
        dumps.check_sqlite(path)
    assert caught.value.where == "default.sqlite3"
