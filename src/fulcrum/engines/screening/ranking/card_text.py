"""Read a scorecard from its text: it is checked like one made here, and nothing of it is run."""

import json
from typing import Any

from fulcrum.engines.screening.ranking.card import FORMAT, Card, Scale, Term
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance


def read_card(text: str) -> Card:
    """A card from its text.

    Raises:
        FulcrumError: the text is no card, of another format, or not monotone.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        return _card(told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FulcrumError(
            "This is no scorecard.", where="card", mend="Give one that `fulcrum` wrote."
        ) from error


def _card(told: dict[str, Any]) -> Card:
    if told.pop("format") != FORMAT:
        raise ValueError("another format")
    terms = tuple(
        Term(str(one["feature"]), float(one["weight"]), _pairs(one["steps"]))
        for one in told["terms"]
    )
    return Card(
        kind=str(told["kind"]),
        meaning=str(told["meaning"]),
        terms=terms,
        base=float(told["base"]),
        scale=Scale(told["scale"]),
        knots=_pairs(told["knots"]),
        judged=int(told["judged"]),
        productive=int(told["productive"]),
        provenance=Provenance(**told["provenance"]),
    )


def _pairs(told: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(first), float(second)) for first, second in told)
