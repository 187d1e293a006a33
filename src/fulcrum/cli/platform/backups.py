"""Back up while people go on working: one encrypted file, of one moment."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from fulcrum import __version__
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import ChainHead
from fulcrum.cli.platform import archives, dumps, manifests, operator
from fulcrum.cli.platform.database import applied_migrations
from fulcrum.kernel.errors import FulcrumError

Say = Callable[[str], None]
FILES = "files"


@contextmanager
def workroom(near: Path) -> Iterator[Path]:
    """A private folder on the same disk; a full disk is told in a sentence.

    Raises:
        FulcrumError: there is no room, or no right to write.
    """
    try:
        near.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".fulcrum-", dir=near, ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FulcrumError(
            f"This folder cannot be written: {reason}.",
            where=str(near),
            mend="Free some space or choose another folder; nothing was changed.",
        ) from error


def uploads() -> Path:
    """Where uploaded files are."""
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
    with workroom(folder) as room:
        with transaction.atomic():
            record(operator(), "back_up", Thing("installation", "backup"))
        head, made_at = ChainHead.objects.get(id=1), datetime.now(UTC)
        content = _copied(room, say)
        say("encrypting")
        manifests.write(manifests.sealed(_manifest(content, made_at, head)), content)
        target = folder / f"fulcrum-{made_at:%Y%m%dT%H%M%SZ}{archives.ENDING}"
        archives.pack(content, room, target, recipients)
    return target


def _copied(room: Path, say: Say) -> Path:
    """Databases first: every file that their rows name is then among the files."""
    content = room / "content"
    content.mkdir()
    say("copying the databases")
    dumps.copy_out(content)
    if uploads().is_dir():
        say("copying the files")
        shutil.copytree(uploads(), content / FILES)
    return content


def _manifest(content: Path, made_at: datetime, head: ChainHead) -> manifests.Manifest:
    return manifests.Manifest(
        version=__version__,
        made_at=made_at.isoformat(timespec="seconds"),
        vendors=dumps.vendors(),
        audit_sequence=head.sequence,  # what was copied later holds at least this row
        audit_mac=head.mac,
        migrations=applied_migrations(),
        digests=manifests.digests_of(content),
    )
