"""Back up while people go on working; restore, after everything was checked."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections, transaction

from fulcrum import __version__
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import ChainHead
from fulcrum.apps.vault.actions import replay_tombstones
from fulcrum.apps.vault.models import Tombstone
from fulcrum.cli.platform import archives, dumps, operator
from fulcrum.cli.platform.database import pending_migrations
from fulcrum.kernel.errors import FulcrumError

Say = Callable[[str], None]
FILES = "files"
HELD = "before-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: tombstones replayed, and where what was there before is kept."""

    manifest: archives.Manifest
    erased_again: int
    kept_at: Path | None


@contextmanager
def _workroom(near: Path) -> Iterator[Path]:
    """A private folder on the same disk; a full one is told in a sentence."""
    try:
        with tempfile.TemporaryDirectory(prefix=".fulcrum-", dir=near) as folder:
            yield Path(folder)
    except OSError as error:
        raise FulcrumError(
            f"Not enough room, or no right to write: {error.strerror}.",
            where=str(near),
            mend="Free some space or choose another folder; nothing was changed.",
        ) from error


def _files() -> Path:
    return Path(settings.DATA_DIR) / FILES


def back_up(folder: Path, say: Say) -> Path:
    """Write one encrypted file with both databases and the uploaded files.

    Raises:
        FulcrumError: no recipients are set, or the folder cannot be written.
    """
    recipients = settings.CONFIG.backup_recipients
    if not recipients:
        raise FulcrumError(
            "No recipients of backups are set.",
            where="FULCRUM_BACKUP_RECIPIENTS",
            mend="Make a key pair with `fulcrum keys backup` and set its public half.",
        )
    with transaction.atomic():
        record(operator(), "back_up", Thing("installation", "backup"))
    made_at = datetime.now(UTC)
    target = folder / f"fulcrum-{made_at:%Y%m%dT%H%M%SZ}{archives.ENDING}"
    head = ChainHead.objects.get(id=1)  # what is copied later holds at least this row
    with _workroom(_made(folder)) as room:
        say("copying the databases")
        dumps.copy_out(room)
        if _files().is_dir():
            say("copying the files")
            shutil.copytree(_files(), room / FILES)
        say("encrypting")
        archives.pack(room, _manifest(room, made_at, head), target, recipients)
    return target


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FulcrumError(
            f"The folder cannot be made: {error.strerror}.", where=str(folder)
        ) from error
    return folder


def _manifest(room: Path, made_at: datetime, head: ChainHead) -> archives.Manifest:
    return archives.Manifest(
        version=__version__,
        made_at=made_at.isoformat(timespec="seconds"),
        vendor=dumps.vendor(),
        audit_sequence=head.sequence,
        audit_mac=head.mac,
        digests={str(p.relative_to(room)): archives.digest_of(p) for p in archives.members(room)},
    )


def _check(room: Path, manifest: archives.Manifest) -> None:
    """Whether this installation can take a backup, and whether what it holds is sound."""
    if manifest.vendor != dumps.vendor():
        raise FulcrumError(
            f"This backup is of {manifest.vendor}, this installation runs on {dumps.vendor()}.",
            mend="Restore it to an installation on the same kind of database.",
        )
    if manifest.vendor == "sqlite":
        for alias in dumps.ALIASES:
            dumps.check_sqlite(room / dumps.member_name(alias))
        _check_chain(room, f"{manifest.audit_sequence}:{manifest.audit_mac}")


def _check_chain(room: Path, anchor: str) -> None:
    """Verify the copy's log with the keys of this installation, in a process of its own."""
    chain = room / "chain"
    chain.mkdir()
    shutil.copy(room / "default.sqlite3", chain / "fulcrum.sqlite3")
    shutil.copy(room / "vault.sqlite3", chain / "vault.sqlite3")
    command = [sys.executable, "-m", "fulcrum", "audit", "verify", "--anchor", anchor]
    variables = environ | {"FULCRUM_DATA_DIR": str(chain), **_keys()}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    shutil.rmtree(chain)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise FulcrumError(f"The log in the backup is not whole: {said[-1] if said else ''}")


def _keys() -> dict[str, str]:
    """The keys in force, for a process whose data folder holds none (a showcase's do)."""
    names = ("secret_key", "audit_key", "seed_key", "signing_key", "vault_key")
    return {f"FULCRUM_{name.upper()}": getattr(settings.CONFIG, name) for name in names}


def verify_backup(source: Path, identity: Path, say: Say) -> archives.Manifest:
    """Open a backup and check all of it, without touching a thing.

    Raises:
        FulcrumError: what is wrong with it.
    """
    with _workroom(Path(settings.DATA_DIR)) as room:
        say("opening and checking every part")
        manifest = archives.unpack(source, room, archives.read_identities(identity))
        _check(room, manifest)
    return manifest


def restore(source: Path, identity: Path, say: Say) -> Restored:
    """Put a backup in place of what is there; what was there is kept beside it (SQLite, files).

    Raises:
        FulcrumError: what is wrong with it; nothing was changed then.
    """
    data = Path(settings.DATA_DIR)
    with _workroom(data) as room:
        say("opening and checking every part")
        manifest = archives.unpack(source, room, archives.read_identities(identity))
        _check(room, manifest)
        erased = _known_tombstones()
        kept = _set_aside(data)
        say("putting the databases and files in place")
        dumps.copy_in(room)
        if (room / FILES).is_dir():
            shutil.move(room / FILES, _files())
    return Restored(manifest, _settle(erased, manifest), kept)


def _known_tombstones() -> list[str]:
    """What is erased by now, as far as the databases about to be replaced can still tell."""
    try:
        return list(Tombstone.objects.values_list("subject", flat=True))
    except DatabaseError:
        return []


def _set_aside(data: Path) -> Path | None:
    """Move SQLite files and uploads out of the way, where they can be had back."""
    kept = data / f"{HELD}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    connections.close_all()
    names = [p for p in data.glob("*.sqlite3*") if dumps.vendor() == "sqlite"]
    moved = [*names, *([_files()] if _files().is_dir() else [])]
    if not moved:
        return None
    kept.mkdir()
    for path in moved:
        shutil.move(path, kept / path.name)
    return kept


def _settle(erased: list[str], manifest: archives.Manifest) -> int:
    """Erase again what was erased meanwhile, end every session, and write it into the log."""
    if pending_migrations():
        raise FulcrumError(
            "The backup is in place, but was written by an older version.",
            mend="Run `fulcrum migrate`, then `fulcrum restore` once more.",
        )
    Tombstone.objects.bulk_create([Tombstone(subject=s) for s in erased], ignore_conflicts=True)
    count = replay_tombstones()
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    with transaction.atomic():
        new = {"made_at": manifest.made_at, "audit_sequence": manifest.audit_sequence}
        record(operator(), "restore", Thing("installation", "backup"), new=new)
    return count
