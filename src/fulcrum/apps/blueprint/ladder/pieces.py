"""What each piece of evidence does for a commitment's status at an instant."""

from dataclasses import dataclass
from enum import StrEnum

from fulcrum.apps.blueprint.ladder.standing import Known, Piece, Standing, is_replaced
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Strength


class PieceState(StrEnum):
    """What a piece of evidence does for the status."""

    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    WAITING = "waiting"
    DISPUTED = "disputed"
    CARRIES = "carries"
    STALE = "stale"
    SUPERSEDED = "superseded"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of evidence as it was known: what it does, and how it was coded then."""

    state: PieceState
    coded: tuple[Kind, Strength] | None


def _state(known: Known, key: int, piece: Piece, now: Standing) -> PieceState:
    """The first that holds; a dispute upheld rejects what its maker did not withdraw."""
    gone = PieceState.WITHDRAWN
    if piece.gone is EventKind.DISPUTE_UPHELD:
        gone = PieceState.REJECTED
    cases = (
        (piece.gone is not None, gone),
        (piece.coded is None, PieceState.WAITING),
        (bool(piece.disputes or known.disputes), PieceState.DISPUTED),
        (key == now.carried_by, PieceState.CARRIES),
        (key in now.stale, PieceState.STALE),
        (is_replaced(known, piece), PieceState.SUPERSEDED),
    )
    return next((state for holds, state in cases if holds), PieceState.COUNTS)


def pieces_of(known: Known, now: Standing) -> dict[int, PieceView]:
    """Every piece known, by its key, with what it does for a status.

    Args:
        known: what had been recorded at an instant.
        now: the status that followed from it.
    """
    return {
        key: PieceView(_state(known, key, piece, now), piece.coded)
        for key, piece in known.pieces.items()
    }
