"""A backup goes out encrypted, comes back whole, and closes again what was erased meanwhile."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from fulcrum.cli.platform import archives
from tests.cli.installation import Installation, stop, stopped_afterwards

SESSION = (
    "INSERT INTO django_session (session_key, session_data, expire_date) "
    "VALUES ('k', 'd', '2030-01-01')"
)
TOMBSTONE = "INSERT INTO vault_tombstone (subject, erased_at) VALUES ('thing:1', '2026-01-01')"
RECIPIENT = (
    "INSERT INTO vault_recipient (id, tenant_id, generation, sealed_private_key, key_id, created_at)"
    " VALUES (1, 1, 1, '', 'k', '2026-01-01')"
)
WRAP = (
    "INSERT INTO vault_wrappedkey "
    "(subject, recipient_id, purpose, consent, wrapped, created_at) "
    "VALUES ('{}', 1, 'test', '', '', '2026-01-01')"
)
LAST_BUT_ONE = "0017"
COUNT = "SELECT count(*) FROM {}"


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    return key_file(tmp_path / "backup-key.txt")


def key_file(path: Path) -> Path:
    path.write_text(str(pyrage.x25519.Identity.generate()), "ascii")
    return path


@pytest.fixture
def site(installation: Installation, identity: Path) -> Installation:
    """An installation that knows for whom it backs up, with an upload."""
    private = pyrage.x25519.Identity.from_str(identity.read_text("ascii"))
    settings = {"FULCRUM_BACKUP_RECIPIENTS": f'["{private.to_public()}"]'}
    upload = installation.folder / "files" / "uploads" / "evidence.sealed"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(b"sealed")
    return replace(installation, settings=settings)


def backed_up(site: Installation, folder: Path) -> Path:
    done = site.run("backup", str(folder))
    assert done.returncode == 0, done.stderr
    assert "encrypting" in done.stderr
    target = Path(done.stdout.strip())
    assert [path.name for path in folder.iterdir()] == [target.name]
    assert re.fullmatch(r"fulcrum-\d{8}T\d{6}Z\.fulcrum-backup", target.name)
    return target


def test_there_and_back(site: Installation, identity: Path, tmp_path: Path) -> None:
    site.query(SESSION)
    for statement in (RECIPIENT, WRAP.format("thing:1"), WRAP.format("thing:2")):
        site.query(statement, "vault")
    file = backed_up(site, tmp_path / "backups")
    before = site.query(COUNT.format("audit_entry"))
    site.query(TOMBSTONE)  # erased after the backup was made
    site.query("DELETE FROM vault_wrappedkey WHERE subject = 'thing:1'", "vault")
    site.query("DELETE FROM parties_organisation WHERE parent_id IS NOT NULL")
    site.query("UPDATE parties_organisation SET name = 'Vandalised'")
    shutil.rmtree(site.folder / "files")
    words = [str(file), "--identity", str(identity)]

    checked = site.run("restore", *words, "--verify")
    assert (checked.returncode, checked.stdout.endswith("is whole.\n")) == (0, True)
    assert site.query("SELECT max(name) FROM parties_organisation") == "Vandalised"

    done = site.run("restore", *words)
    assert done.returncode == 0, done.stderr
    assert "1 keys of erased records were destroyed again." in done.stdout
    assert site.query("SELECT count(*) FROM parties_organisation WHERE name = 'Vandalised'") == 0
    assert site.query(COUNT.format("parties_organisation")) > 1
    assert (site.folder / "files" / "uploads" / "evidence.sealed").read_bytes() == b"sealed"
    assert site.query(COUNT.format("django_session")) == 0
    assert site.query(COUNT.format("vault_tombstone")) == 1
    assert site.query("SELECT subject FROM vault_wrappedkey", "vault") == "thing:2"
    assert site.query(COUNT.format("audit_entry")) == before + 1
    assert site.query("SELECT verb FROM audit_entry ORDER BY sequence DESC LIMIT 1") == "restore"
    assert site.run("audit", "verify").returncode == 0
    [kept] = site.folder.glob("before-restore-*")
    assert str(kept) in done.stdout
    assert kept.stat().st_mode & 0o077 == 0
    assert len(list(kept.glob("*default*" if site.urls else "*.sqlite3"))) >= 1
    assert not list(site.folder.glob(".fulcrum-*"))


def test_it_comes_back_where_the_database_is_damaged(
    site: Installation, identity: Path, tmp_path: Path
) -> None:
    file = backed_up(site, tmp_path / "backups")
    if site.urls:
        pytest.skip("PostgreSQL mends or replaces its own files")
    new = Installation(tmp_path / "new", settings=site.settings)
    new.folder.mkdir()
    (new.folder / "fulcrum.sqlite3").write_bytes(b"damaged" * 1000)
    assert "file is not a database" in new.run("doctor").stdout
    done = new.run("restore", str(file), "--identity", str(identity))
    assert done.returncode == 0, done.stderr
    assert new.run("doctor").returncode == 0


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    site: Installation, identity: Path, tmp_path: Path
) -> None:
    site.manage("migrate", "django_q", LAST_BUT_ONE)
    file = backed_up(site, tmp_path / "backups")
    done = site.run("restore", str(file), "--identity", str(identity))
    assert (done.returncode, "bringing the database “default” up to date" in done.stderr) == (
        0,
        True,
    )
    assert site.run("doctor").returncode == 0


def test_a_backup_of_a_newer_version_is_refused(
    site: Installation, identity: Path, tmp_path: Path
) -> None:
    site.query(
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('parties', '9999_later', '2030-01-01')"
    )
    file = backed_up(site, tmp_path / "backups")
    done = site.run("restore", str(file), "--identity", str(identity), "--verify")
    assert done.returncode == 1
    assert "written by a newer Fulcrum" in done.stderr
    assert "parties.9999_later" in done.stderr


def repacked(file: Path, identity: Path, change: str) -> Path:
    """What somebody makes of a backup who got hold of the key for backups."""
    room = file.with_name("room")
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    identities = archives.read_identities(identity)
    folder = archives.unpack(file, room, identities)
    with (folder / change).open("ab") as opened:
        opened.write(b"more")
    target = file.with_name("changed.fulcrum-backup")
    archives.pack(folder, room, target, [str(identities[0].to_public())])
    return target


def test_a_tampered_part_is_located(site: Installation, identity: Path, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backups")
    ending = "pgdump" if site.urls else "sqlite3"
    for part in (f"default.{ending}", f"vault.{ending}", "files/uploads/evidence.sealed"):
        changed = repacked(file, identity, part)
        done = site.run("restore", str(changed), "--identity", str(identity))
        assert (done.returncode, done.stdout) == (1, "")
        assert f"These parts are missing or were changed: {part}." in done.stderr
    assert not list(site.folder.glob("before-restore-*"))


def test_a_log_tampered_with_before_the_backup_is_noticed(
    site: Installation, identity: Path, tmp_path: Path
) -> None:
    tamper(site)
    file = backed_up(site, tmp_path / "backups")
    done = site.run("restore", str(file), "--identity", str(identity))
    assert done.returncode == 1
    assert "not whole: " in done.stderr
    assert "Row 2 was changed after it was written." in done.stderr


def tamper(site: Installation) -> None:
    """What an owner of the tables can do."""
    if site.urls:
        site.query("ALTER TABLE audit_entry DISABLE TRIGGER USER")
    else:
        name = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        while trigger := site.query(name):
            site.query(f"DROP TRIGGER {trigger}")
    site.query("UPDATE audit_entry SET actor_label = 'Eve' WHERE sequence = 2")


def test_the_wrong_identity_is_told(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backups")
    other = key_file(tmp_path / "other.txt")
    done = site.run("restore", str(file), "--identity", str(other), "--verify")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{file}: This backup was encrypted for another private key." in done.stderr


def test_the_wrong_installation_is_told(site: Installation, identity: Path, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backups")
    words = ["restore", str(file), "--identity", str(identity), "--verify"]
    done = site.run(*words, FULCRUM_AUDIT_KEY="0123456789abcdef" * 4)
    assert done.returncode == 1
    assert "This backup was written under another audit key." in done.stderr


def test_without_recipients_nothing_is_written(installation: Installation, tmp_path: Path) -> None:
    done = installation.run("backup", str(tmp_path / "backups"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "FULCRUM_BACKUP_RECIPIENTS: No recipients of backups are set." in done.stderr
    assert not (tmp_path / "backups").exists()


def test_a_running_worker_keeps_a_restore_away(
    site: Installation, identity: Path, tmp_path: Path
) -> None:
    file = backed_up(site, tmp_path / "backups")
    with stopped_afterwards(site.start("work")) as worker:
        site.wait_until(lambda: "running queued jobs" in site.log.read_text("utf-8"))
        words = ["restore", str(file), "--identity", str(identity)]
        done = site.run(*words)
        assert done.returncode == 1
        assert "The web server or the worker is running." in done.stderr
        stop(worker)
    assert site.run(*words).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for little, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs rights that this user does not have")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("left_kib", [100, 900])
def test_a_full_disk_is_told_and_leaves_nothing(
    site: Installation, small_disk: Path, left_kib: int
) -> None:
    (small_disk / "ballast").write_bytes(bytes((1000 - left_kib) * 1024))
    (site.folder / "files" / "large").write_bytes(os.urandom(900_000))
    done = site.run("backup", str(small_disk))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search("Free some space|No space left on device|disk is full", done.stderr)
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


def test_a_folder_that_cannot_be_made_is_told(site: Installation) -> None:
    done = site.run("backup", "/proc/nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "/proc/nowhere: This folder cannot be written: No such file" in done.stderr
