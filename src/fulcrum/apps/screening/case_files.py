"""Sealed attachments of cases: each case's files are sealed under a key of its own."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from fulcrum.apps.screening.models import CaseFile
from fulcrum.apps.vault.files import open_file
from fulcrum.kernel.actors import Actor


def subject_of(case_id: int) -> str:
    """The subject under whose key a case's files are sealed."""
    return f"case:{case_id}"


def open_attachment(file: CaseFile, *, by: Actor) -> Iterator[bytes]:
    """The bytes of an attachment, chunk by chunk; the opening is in the log.

    Raises:
        RefusedError: the organisation acted for holds no key.
        FulcrumError: the file is damaged.
    """
    stored = file.file.name or ""
    with file.file.storage.open(stored) as source:
        name, subject = PurePath(stored).name, subject_of(file.case_id)
        yield from open_file(cast("BinaryIO", source), name=name, by=by, subject=subject)
