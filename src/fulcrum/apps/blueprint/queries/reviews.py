"""What waits for review, and how far coders agree."""

from dataclasses import dataclass

from fulcrum.apps.blueprint.ladder.agreement import Agreement, agreement_of
from fulcrum.apps.blueprint.models import (
    Coding,
    Commitment,
    CommitmentEvidence,
)
from fulcrum.kernel.actors import Actor

CODERS = 2


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A piece of evidence with the state of its review.

    Attributes:
        evidence: the piece.
        codings: what was coded, the first first.
        by_me: whether whoever looks has coded it.
    """

    evidence: CommitmentEvidence
    codings: tuple[Coding, ...]
    by_me: bool

    @property
    def disagree(self) -> bool:
        """Whether both coded and differ: somebody has to settle it."""
        pairs = {(one.kind, one.strength) for one in self.codings}
        settled = any(one.settles for one in self.codings)
        return len(self.codings) >= CODERS and len(pairs) > 1 and not settled

    @property
    def shows_codings(self) -> bool:
        """Coders work blind: what others coded shows once both are done."""
        return self.evidence.is_coded or len(self.codings) >= CODERS


def reviewed(evidence: CommitmentEvidence, actor: Actor) -> Reviewed:
    """One piece with its review."""
    codings = tuple(evidence.codings.select_related("coder").order_by("pk"))
    return Reviewed(evidence, codings, any(one.coder_id == actor.user_id for one in codings))


def to_review(actor: Actor) -> list[Reviewed]:
    """Evidence that waits for a coding or a settlement, the oldest first."""
    rows = CommitmentEvidence.objects.filter(
        commitment__in=Commitment.objects.visible_to(actor),
        coded_kind="",
        withdrawn_at__isnull=True,
    )
    found = rows.select_related("commitment__organisation").prefetch_related("codings__coder")
    made = []
    for evidence in found.order_by("added_at", "pk"):
        codings = tuple(sorted(evidence.codings.all(), key=lambda one: one.pk))
        by_me = any(one.coder_id == actor.user_id for one in codings)
        made.append(Reviewed(evidence, codings, by_me))
    return made


def agreement() -> dict[str, Agreement]:
    """Agreement of first and second coders, on kind and on strength, over all evidence."""
    pairs: dict[int, list[Coding]] = {}
    for one in Coding.objects.filter(settles=False).order_by("evidence_id", "pk"):
        pairs.setdefault(one.evidence_id, []).append(one)
    both = [(two[0], two[1]) for two in pairs.values() if len(two) >= CODERS]
    return {
        "kind": agreement_of([(first.kind, second.kind) for first, second in both]),
        "strength": agreement_of([(first.strength, second.strength) for first, second in both]),
    }
