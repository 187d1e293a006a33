"""What a backup is made of: a tar of databases and files with a manifest, encrypted with age.

The manifest (`manifest.json`, first in the tar) names version, time, kind of database, the end of
the audit chain, and the SHA-256 of every other member.
"""

import json
import tarfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

import pyrage

from fulcrum.kernel.errors import FulcrumError

MANIFEST = "manifest.json"
ENDING = ".fulcrum-backup"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        version: of the Fulcrum that wrote it.
        made_at: ISO 8601, UTC.
        vendor: of the databases: sqlite or postgresql.
        audit_sequence: the last row of the log.
        audit_mac: its MAC.
        digests: SHA-256 of every member, by its name.
    """

    version: str
    made_at: str
    vendor: str
    audit_sequence: int
    audit_mac: str
    digests: dict[str, str] = field(default_factory=dict)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def members(folder: Path) -> list[Path]:
    """Every file below a folder but the manifest, in order."""
    return [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != MANIFEST]


def pack(folder: Path, manifest: Manifest, target: Path, recipients: Sequence[str]) -> None:
    """Write a folder as an encrypted backup.

    Raises:
        FulcrumError: a recipient is not an age public key.
    """
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    plain = target.with_suffix(".part")
    try:
        with tarfile.open(plain, "w") as tar:
            for path in [folder / MANIFEST, *members(folder)]:
                tar.add(path, str(path.relative_to(folder)))
        encrypted = target.with_suffix(".encrypting")
        pyrage.encrypt_file(str(plain), str(encrypted), [_recipient(text) for text in recipients])
        encrypted.replace(target)  # a backup has its name only when it is whole
    finally:
        plain.unlink(missing_ok=True)
        target.with_suffix(".encrypting").unlink(missing_ok=True)


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise FulcrumError(
            "This is not an age public key.",
            where="FULCRUM_BACKUP_RECIPIENTS",
            mend="Make a pair with `fulcrum keys backup`; the public half begins with age1.",
        ) from error


def read_identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The private keys in an age identity file (lines beginning AGE-SECRET-KEY-).

    Raises:
        FulcrumError: it cannot be read or holds none.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")]
        identities = [pyrage.x25519.Identity.from_str(line) for line in found]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise FulcrumError("The private key cannot be read.", where=str(path)) from error
    if not identities:
        raise FulcrumError(
            "There is no private key in this file.",
            where=str(path),
            mend="Give the file with the line that begins with AGE-SECRET-KEY-.",
        )
    return identities


def unpack(source: Path, folder: Path, identities: Sequence[pyrage.x25519.Identity]) -> Manifest:
    """Open a backup into a folder and check every member against the manifest.

    Raises:
        FulcrumError: another key encrypted it, or it is not whole.
    """
    plain = folder / "opened.tar"
    try:
        pyrage.decrypt_file(str(source), str(plain), list(identities))
    except (pyrage.DecryptError, OSError) as error:
        raise FulcrumError(
            "This backup cannot be opened.",
            where=str(source),
            mend="It is damaged, or was made for another private key.",
        ) from error
    try:
        with tarfile.open(plain) as tar:
            tar.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    except (tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise FulcrumError("This is not a whole backup.", where=str(source)) from error
    finally:
        plain.unlink(missing_ok=True)
    _check_members(folder, manifest, source)
    return manifest


def _check_members(folder: Path, manifest: Manifest, source: Path) -> None:
    found = {str(path.relative_to(folder)): digest_of(path) for path in members(folder)}
    wrong = sorted(
        name
        for name in found.keys() | manifest.digests.keys()
        if found.get(name) != manifest.digests.get(name)
    )
    if wrong:
        raise FulcrumError(
            f"These parts are missing or were changed: {', '.join(wrong)}.",
            where=str(source),
            mend="Use another backup.",
        )
