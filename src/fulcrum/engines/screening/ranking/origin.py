"""Where a result of ranking or tuning comes from."""

from typing import Any

from fulcrum import __version__
from fulcrum.kernel.provenance import Provenance, hash_of


def made_by(method: str, citation: str = "", seed: int | None = None, **inputs: Any) -> Provenance:
    """How a result was made.

    Args:
        method: in a sentence or two.
        citation: who described it; "" when it is ours.
        seed: of the random draws; None when there are none.
        inputs: what the result depends on, as plain values.
    """
    return Provenance("screening", __version__, hash_of(inputs), seed, method, citation)


def told_by(said: Provenance) -> str:
    """The method of a result and who described it, in words."""
    return f"{said.method} {said.citation}".strip()
