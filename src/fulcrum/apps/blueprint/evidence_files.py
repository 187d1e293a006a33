"""Sealed files of evidence: how the vault names them, how they are sealed and opened."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, cast
from uuid import uuid4

from django.core.files.base import ContentFile

from fulcrum.apps.blueprint.models import CommitmentEvidence, Evidence
from fulcrum.apps.ui.uploads import CheckedFile
from fulcrum.apps.vault.files import open_file, seal_file
from fulcrum.kernel.actors import Actor

PURPOSE = "files"


def subject_of(assessment_id: int) -> str:
    """The subject under whose key an assessment's files are sealed."""
    return f"assessment:{assessment_id}"


def subject_of_commitment(commitment_id: int) -> str:
    """The subject under whose key a commitment's files are sealed."""
    return f"commitment:{commitment_id}"


def seal_upload(checked: CheckedFile, subject: str, *, by: Actor) -> "ContentFile[bytes]":
    """The sealed bytes, under a name of their own that they are bound to."""
    name, sealed = f"{uuid4().hex}.sealed", BytesIO()
    seal_file(BytesIO(checked.content), sealed, name=name, by=by, subject=subject)
    return ContentFile(sealed.getvalue(), name=name)


def open_evidence(evidence: Evidence | CommitmentEvidence, *, by: Actor) -> Iterator[bytes]:
    """The bytes of a piece of evidence, chunk by chunk; the opening is in the log.

    Raises:
        RefusedError: the organisation acted for holds no key.
        FulcrumError: the file is damaged.
    """
    name = PurePath(evidence.file.name or "").name
    with evidence.file.storage.open(evidence.file.name or "") as source:
        subject = (
            subject_of(evidence.assessment_id)
            if isinstance(evidence, Evidence)
            else subject_of_commitment(evidence.commitment_id)
        )
        yield from open_file(cast("BinaryIO", source), name=name, by=by, subject=subject)
