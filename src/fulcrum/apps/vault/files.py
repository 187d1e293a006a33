"""Files sealed at rest: chunks of AES-256-GCM under a key of the file's own (STREAM, Hoang 2015).

Reading and writing keep one chunk in memory. A chunk that was changed, moved, repeated or cut
off at the end is noticed before its bytes are handed out.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fulcrum.apps.vault import envelopes, keys
from fulcrum.apps.vault.actions import open_data_key, protect_subject
from fulcrum.apps.vault.errors import damaged
from fulcrum.apps.vault.models import WrappedKey
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError

MAGIC = b"FULCRUM1"
SALT_BYTES = 32
CHUNK = 64 * 1024
TAG_BYTES = 16
PURPOSE = "files"


def tenant_subject(tenant_id: int) -> str:
    """The subject under whose key an organisation's own files are sealed."""
    return f"files:{tenant_id}"


def _file_key(data_key: bytes, salt: bytes, name: str) -> AESGCM:
    info = envelopes.context_of("file", name)
    return AESGCM(HKDF(SHA256(), envelopes.KEY_BYTES, salt, info).derive(data_key))


def _nonce(number: int, *, last: bool) -> bytes:
    # The key is the file's own, so the chunk's number is nonce enough.
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes, and whether it is the last, of every chunk; at least one."""
    number, chunk = 0, source.read(size)
    while True:
        following = source.read(size)
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def seal_stream(source: BinaryIO, target: BinaryIO, data_key: bytes, name: str) -> None:
    """Seal a stream under a data key, bound to a name."""
    salt = os.urandom(SALT_BYTES)
    cipher = _file_key(data_key, salt, name)
    target.write(MAGIC + salt)
    target.writelines(
        cipher.encrypt(_nonce(number, last=last), chunk, None)
        for number, chunk, last in _chunks(source, CHUNK)
    )


def open_stream(source: BinaryIO, data_key: bytes, name: str) -> Iterator[bytes]:
    """Open what `seal_stream` made, chunk by chunk.

    Raises:
        FulcrumError: damaged, cut off, or sealed under another key or name.
    """
    header = source.read(len(MAGIC) + SALT_BYTES)
    if header[: len(MAGIC)] != MAGIC:
        raise damaged()
    cipher = _file_key(data_key, header[len(MAGIC) :], name)
    for number, chunk, last in _chunks(source, CHUNK + TAG_BYTES):
        try:
            yield cipher.decrypt(_nonce(number, last=last), chunk, None)
        except (InvalidTag, ValueError):
            raise damaged() from None


def seal_file(
    source: BinaryIO, target: BinaryIO, *, name: str, by: Actor, subject: str = ""
) -> None:
    """Seal a file for an organisation.

    Args:
        source: what to seal, opened for reading bytes.
        target: where to, opened for writing bytes.
        name: what the sealed file is bound to (its storage name); opening asks for it again.
        by: whoever stores it.
        subject: a protected subject; the organisation's own files when empty.
    """
    subject = subject or tenant_subject(by.tenant_id or 0)
    if not WrappedKey.objects.filter(subject=subject, purpose=PURPOSE).exists():
        # Two first uploads at once: one makes the key, both use it.
        with suppress(ConflictError):
            protect_subject(subject, by=by, purpose=PURPOSE)
    data_key = keys.unwrap(keys.live_wrap(subject, by.tenant_id, PURPOSE))
    seal_stream(source, target, data_key, f"{subject}/{name}")


def open_file(source: BinaryIO, *, name: str, by: Actor, subject: str = "") -> Iterator[bytes]:
    """The bytes of a sealed file, chunk by chunk; the opening is recorded at once.

    Raises:
        RefusedError: the organisation holds no live key.
        FulcrumError: the file is damaged.
    """
    subject = subject or tenant_subject(by.tenant_id or 0)
    data_key = open_data_key(subject, by=by, purpose=PURPOSE, field=name)
    return open_stream(source, data_key, f"{subject}/{name}")
