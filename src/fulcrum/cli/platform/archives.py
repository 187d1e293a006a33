"""A folder as one encrypted file, and back: a tar with the manifest first, encrypted with age."""

import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pyrage

from fulcrum.cli.platform import manifests
from fulcrum.kernel.errors import FulcrumError

ENDING = ".fulcrum-backup"
_OTHER_KEY = "No matching keys found"
_OF_MACHINE = "os error"  # how the library words what is no fault of the file


def pack(folder: Path, room: Path, target: Path, recipients: Sequence[str]) -> None:
    """Write a folder as an encrypted backup; it has its name only when it is whole.

    Args:
        folder: what is packed.
        room: a private folder for what is not encrypted yet, on the same disk as the target.
        target: the backup.
        recipients: age public keys.

    Raises:
        FulcrumError: a recipient is not an age public key, or the backup cannot be written.
    """
    known = [_recipient(text) for text in recipients]
    plain, encrypted = room / "plain.tar", room / "encrypted"
    with tarfile.open(plain, "w") as tar:
        for path in [folder / manifests.NAME, *manifests.members(folder)]:
            tar.add(path, str(path.relative_to(folder)))
    try:
        pyrage.encrypt_file(str(plain), str(encrypted), known)
    except pyrage.EncryptError as error:
        raise FulcrumError(f"The backup cannot be encrypted: {error}.", where=str(target)) from error  # fmt: skip
    encrypted.replace(target)


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


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    """Take plain files out, and only to below the folder.

    By hand, for Python before 3.11.4 (as in Debian 12) has no extraction filters.
    """
    folder.mkdir(exist_ok=True)
    for member in tar:
        target = (folder / member.name).resolve()
        content = tar.extractfile(member) if member.isfile() else None
        if content is None or not target.is_relative_to(folder.resolve()):
            raise tarfile.TarError(member.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as file:
            shutil.copyfileobj(content, file)


def unpack(source: Path, room: Path, identities: Sequence[pyrage.x25519.Identity]) -> Path:
    """Open a backup in a private room; the folder of what is in it.

    Raises:
        FulcrumError: another key encrypted it, or it is damaged.
    """
    plain, folder = room / "plain.tar", room / "opened"
    try:
        pyrage.decrypt_file(str(source), str(plain), list(identities))
        with tarfile.open(plain) as tar:
            _extract(tar, folder)
    except (pyrage.DecryptError, tarfile.TarError, OSError) as error:
        if _OF_MACHINE in str(error) or isinstance(error, FileNotFoundError):
            raise
        raise _closed(str(error), source) from error
    plain.unlink()
    return folder


def _closed(reason: str, source: Path) -> FulcrumError:
    if reason == _OTHER_KEY:
        return FulcrumError(
            "This backup was encrypted for another private key.",
            where=str(source),
            mend="Give the file with the private half of FULCRUM_BACKUP_RECIPIENTS.",
        )
    return FulcrumError(
        "This file is damaged, or is no backup.", where=str(source), mend="Use another copy."
    )
