"""Put a backup in place of what is there, after all of it was checked."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections, transaction

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.vault.actions import replay_tombstones
from fulcrum.apps.vault.models import Tombstone
from fulcrum.cli.platform import archives, dumps, manifests, operator, postgresql
from fulcrum.cli.platform.auditing import parse_anchor
from fulcrum.cli.platform.backups import FILES, uploads, workroom
from fulcrum.cli.platform.database import ALIASES, migrate, pending_migrations, unknown_migrations
from fulcrum.cli.platform.presence import alone
from fulcrum.kernel.errors import FulcrumError

Say = Callable[[str], None]
HELD = "before-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: tombstones replayed, and where what was there before is kept."""

    manifest: manifests.Manifest
    erased_again: int
    kept_at: Path


def verify_backup(source: Path, identity: Path, say: Say) -> manifests.Manifest:
    """Open a backup and check all of it, without touching a thing.

    Raises:
        FulcrumError: what is wrong with it.
    """
    with workroom(Path(settings.DATA_DIR)) as room:
        return _opened(source, identity, room, say)[1]


def restore(source: Path, identity: Path, say: Say) -> Restored:
    """Put a backup in place of what is there; what was there is kept beside it.

    Raises:
        ConflictError: the server or the worker is running.
        FulcrumError: what is wrong with the backup; nothing was changed then.
    """
    data = Path(settings.DATA_DIR)
    with alone(data):
        with workroom(data) as room:
            folder, manifest = _opened(source, identity, room, say)
            kept = _kept_folder(data, say)
            erased = _known_tombstones()
            say("putting the databases and files in place")
            _put_in_place(folder, kept)
        return Restored(manifest, _settle(erased, manifest, say), kept)


def _opened(source: Path, identity: Path, room: Path, say: Say) -> tuple[Path, manifests.Manifest]:
    """The folder of an opened backup, and its manifest, after every check."""
    identities = archives.read_identities(identity)
    say("opening and checking every part")
    folder = archives.unpack(source, room, identities)
    manifest = manifests.read(folder, source)
    _check_fit(manifest)
    for alias in ALIASES:
        if manifest.vendors[alias] == "sqlite":
            dumps.check_sqlite(folder / dumps.member_name(alias))
        else:
            postgresql.program("psql")
            postgresql.program("pg_restore")
    if manifest.vendors["default"] == "sqlite":
        say("checking the log")
        _check_chain(folder / dumps.member_name("default"), room, manifest.anchor)
    return folder, manifest


def _check_fit(manifest: manifests.Manifest) -> None:
    """Whether this installation can take a backup."""
    if manifest.vendors != dumps.vendors():
        raise FulcrumError(
            f"This backup is of {manifest.vendors['default']}, "
            f"this installation runs on {dumps.vendors()['default']}.",
            mend="Restore it to an installation on the same kind of databases.",
        )
    if unknown := unknown_migrations(manifest.migrations):
        raise FulcrumError(
            f"This backup was written by a newer Fulcrum ({manifest.version}): "
            f"{unknown[0]} is not known here.",
            mend="Install that version first.",
        )


def _check_chain(database: Path, room: Path, anchor: str) -> None:
    """Verify a copy's log with the keys of this installation, in a process of its own."""
    data = room / "chain"
    data.mkdir()
    shutil.copy(database, data / "fulcrum.sqlite3")
    command = [sys.executable, "-m", "fulcrum", "audit", "verify", "--anchor", anchor]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, env=_environment(data), capture_output=True, text=True, check=False
    )
    shutil.rmtree(data)
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()
        raise FulcrumError(f"The log in the backup is not whole: {said[-1] if said else ''}")


def _environment(data: Path) -> dict[str, str]:
    """The keys in force, for a process whose data folder holds none (a showcase's do)."""
    names = ("secret_key", "audit_key", "seed_key", "signing_key", "vault_key")
    keys = {f"FULCRUM_{name.upper()}": str(getattr(settings.CONFIG, name)) for name in names}
    return environ | keys | {"FULCRUM_DATA_DIR": str(data)}


def _known_tombstones() -> list[str]:
    """What is erased by now, as far as the databases about to be replaced can still tell."""
    try:
        return list(Tombstone.objects.values_list("subject", flat=True))
    except DatabaseError:
        return []


def _kept_folder(data: Path, say: Say) -> Path:
    """A folder for what is there now; PostgreSQL's databases are copied into it at once."""
    kept = data / f"{HELD}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    kept.mkdir(mode=0o700)
    for alias, kind in dumps.vendors().items():
        if kind == "postgresql":
            say(f"keeping the database “{alias}” as it is now")
            postgresql.dump(alias, kept / dumps.member_name(alias))
    return kept


def _put_in_place(folder: Path, kept: Path) -> None:
    """Move what is there out of the way, and the backup's databases and files in."""
    connections.close_all()
    try:
        for path in filter(None, map(dumps.sqlite_path, ALIASES)):
            for part in path.parent.glob(f"{path.name}*"):  # with its -wal and -shm
                part.replace(kept / part.name)
        if uploads().is_dir():
            uploads().replace(kept / FILES)
        dumps.copy_in(folder)
        if (folder / FILES).is_dir():
            (folder / FILES).replace(uploads())
    except (OSError, FulcrumError) as error:
        raise FulcrumError(
            f"The backup could not be put in place: {error}",
            mend=f"What was there before is in {kept}. Run this again, or move it back.",
        ) from error


def _settle(erased: list[str], manifest: manifests.Manifest, say: Say) -> int:
    """Erase again what was erased meanwhile, end every session, and write it into the log."""
    found = verify(parse_anchor(manifest.anchor))
    if pending_migrations():
        migrate(say)
    Tombstone.objects.bulk_create([Tombstone(subject=s) for s in erased], ignore_conflicts=True)
    count = replay_tombstones()
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    with transaction.atomic():
        new = {"made_at": manifest.made_at, "audit_sequence": manifest.audit_sequence}
        record(operator(), "restore", Thing("installation", "backup"), new=new)
    if not found.is_whole:
        raise FulcrumError(f"The backup is in place, but its log is not whole: {found.message}")
    return count
