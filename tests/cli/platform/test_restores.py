"""What a restore refuses beforehand, and what it says when it cannot go through with it."""

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import OperationalError

from fulcrum.apps.vault.models import Tombstone
from fulcrum.cli.platform import dumps, postgresql, restores
from fulcrum.cli.platform.database import ALIASES
from fulcrum.cli.platform.manifests import Manifest
from fulcrum.kernel.errors import FulcrumError

BOTH = {"sqlite": "postgresql", "postgresql": "sqlite"}


def manifest(vendor: str) -> Manifest:
    return Manifest("1.0", "2026-05-01T00:00:00+00:00", dict.fromkeys(ALIASES, vendor), 1, "a")


def test_another_kind_of_database_is_refused() -> None:
    here = dumps.vendors()["default"]
    restores._check_fit(manifest(here))
    with pytest.raises(FulcrumError, match=f"is of {BOTH[here]}, this installation runs on {here}"):
        restores._check_fit(manifest(BOTH[here]))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with databases and an upload, and a backup beside it."""
    folder = tmp_path / "data"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "upload").write_bytes(b"old")
    (tmp_path / "kept").mkdir()
    (tmp_path / "opened").mkdir()
    for name in ("fulcrum.sqlite3", "fulcrum.sqlite3-wal", "vault.sqlite3"):
        (folder / name).write_bytes(b"old")
    names = {"default": folder / "fulcrum.sqlite3", "vault": folder / "vault.sqlite3"}
    monkeypatch.setattr(settings, "DATA_DIR", folder)
    monkeypatch.setattr(dumps, "sqlite_path", names.__getitem__)
    monkeypatch.setattr(dumps, "member_name", lambda alias: f"{alias}.sqlite3")
    for module in (dumps, restores):
        monkeypatch.setattr(module, "connections", SimpleNamespace(close_all=lambda: None))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_everything_changes_places(data: Path, tmp_path: Path) -> None:
    opened, kept = tmp_path / "opened", tmp_path / "kept"
    (opened / "files").mkdir()
    for name in ("default.sqlite3", "vault.sqlite3", "files/upload"):
        (opened / name).write_bytes(b"new")
    before = contents(data)
    restores._put_in_place(opened, kept)
    assert contents(kept) == before
    assert contents(data) == dict.fromkeys(("fulcrum.sqlite3", "upload", "vault.sqlite3"), b"new")


@pytest.mark.parametrize(
    "error", [OSError(errno.EIO, "Input/output error"), FulcrumError("psql failed: x")]
)
def test_when_it_stops_half_way_it_says_where_everything_is(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(folder: Path) -> None:
        raise error

    monkeypatch.setattr(dumps, "copy_in", fail)
    before = contents(data)
    with pytest.raises(FulcrumError, match="could not be put in place") as caught:
        restores._put_in_place(tmp_path / "opened", tmp_path / "kept")
    assert str(tmp_path / "kept") in caught.value.mend
    assert contents(tmp_path / "kept") == before


def test_databases_that_cannot_tell_what_was_erased_stop_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_names: str, **_options: object) -> None:
        raise OperationalError("no such table: vault_tombstone")

    monkeypatch.setattr(Tombstone.objects, "values_list", away)
    assert restores._known_tombstones() == []


def test_what_is_there_on_postgresql_is_kept_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "vendors", lambda: {"default": "postgresql", "vault": "sqlite"})
    monkeypatch.setattr(dumps, "member_name", lambda alias: f"{alias}.pgdump")
    monkeypatch.setattr(postgresql, "dump", lambda alias, path: path.write_text(alias, "utf-8"))
    said: list[str] = []
    kept = restores._kept_folder(tmp_path, said.append)
    assert contents(kept) == {"default.pgdump": b"default"}
    assert said == ["keeping the database “default” as it is now"]
