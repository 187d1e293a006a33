"""How the sealed files of an assessment are named in the vault."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from fulcrum.apps.blueprint.models import Evidence
from fulcrum.apps.vault.files import open_file
from fulcrum.kernel.actors import Actor

PURPOSE = "files"


def subject_of(assessment_id: int) -> str:
    """The subject under whose key an assessment's files are sealed."""
    return f"assessment:{assessment_id}"


def open_evidence(evidence: Evidence, *, by: Actor) -> Iterator[bytes]:
    """The bytes of a piece of evidence, chunk by chunk; the opening is in the log.

    Raises:
        RefusedError: the organisation acted for holds no key.
        FulcrumError: the file is damaged.
    """
    name = PurePath(evidence.file.name or "").name
    with evidence.file.storage.open(evidence.file.name or "") as source:
        subject = subject_of(evidence.assessment_id)
        yield from open_file(cast("BinaryIO", source), name=name, by=by, subject=subject)
