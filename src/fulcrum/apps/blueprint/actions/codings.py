"""Code evidence by the codebook, blind, and settle where two differ."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.actions.commitment_evidence import _standing_piece
from fulcrum.apps.blueprint.actions.commitment_log import Happening, check, locked, write
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Strength
from fulcrum.apps.blueprint.models import Coding, CommitmentEvidence
from fulcrum.apps.blueprint.queries.reviews import CODERS
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError


@dataclass(frozen=True, slots=True)
class CodingInput:
    """A coder's reading of a piece of evidence by the codebook, and why."""

    kind: Kind
    strength: Strength
    note: str = ""


def _settle(
    evidence: CommitmentEvidence, coding: Coding, *, by: Actor, verb: str, at: datetime | None
) -> None:
    evidence.coded_kind, evidence.coded_strength = coding.kind, coding.strength
    evidence.save(update_fields=["coded_kind", "coded_strength"])
    what = Happening(EventKind.EVIDENCE_CODED, evidence, at=at)
    write(evidence.commitment, what, by=by, verb=verb)


@transaction.atomic
def code_evidence(
    evidence: CommitmentEvidence, given: CodingInput, *, by: Actor, at: datetime | None = None
) -> Coding:
    """Code a piece by the codebook; when the second coder agrees with the first, it counts.

    Raises:
        ConflictError: it was coded by this person, or by two, or is settled.
    """
    check(by, "blueprint.review_commitment", evidence.commitment)
    locked(evidence.commitment)
    row = _standing_piece(evidence)
    others = list(row.codings.order_by("pk"))
    if row.is_coded or len(others) >= CODERS or any(one.coder_id == by.user_id for one in others):
        raise ConflictError(_("You, or two others, have coded this evidence already."))
    coding = Coding.objects.create(
        evidence=row,
        coder_id=by.user_id,
        kind=given.kind.value,
        strength=int(given.strength),
        note=given.note.strip(),
    )
    agreed = others and (others[0].kind, others[0].strength) == (coding.kind, coding.strength)
    if agreed:
        _settle(row, coding, by=by, verb="code_evidence", at=at)
    return coding


@transaction.atomic
def settle_coding(
    evidence: CommitmentEvidence, given: CodingInput, *, by: Actor, at: datetime | None = None
) -> Coding:
    """Decide between two coders who differ, with a reason.

    Raises:
        ConflictError: there is no disagreement to settle, or one of the two would settle it.
    """
    check(by, "blueprint.review_commitment", evidence.commitment)
    locked(evidence.commitment)
    row = _standing_piece(evidence)
    codings = list(row.codings.order_by("pk"))
    if row.is_coded or len(codings) < CODERS:
        raise ConflictError(_("There is no disagreement to settle."))
    if any(one.coder_id == by.user_id for one in codings):
        raise ConflictError(
            _("You coded this evidence yourself."), mend=_("Somebody else has to settle it.")
        )
    if not given.note.strip():
        raise FulcrumError(_("Say why; both coders will read it."))
    coding = Coding.objects.create(
        evidence=row,
        coder_id=by.user_id,
        kind=given.kind.value,
        strength=int(given.strength),
        note=given.note.strip(),
        settles=True,
    )
    _settle(row, coding, by=by, verb="settle_coding", at=at)
    return coding
