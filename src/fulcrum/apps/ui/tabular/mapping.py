"""Propose which column of a file is which field; a person confirms."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

THRESHOLD = 0.72
_WORD = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that can be filled from a column."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column proposed for a field; score is 0 to 1."""

    field: str
    header: str
    score: float


def normalise(text: str) -> str:
    """Lower case, no accents, words parted by one space."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _WORD.sub(" ", plain).strip()


def _score(header: str, name: str) -> float:
    if header == name:
        return 1.0
    ours, theirs = set(header.split()), set(name.split())
    shared = len(ours & theirs) / max(len(ours | theirs), 1)
    return max(0.95 * SequenceMatcher(None, header, name).ratio(), 0.9 * shared)


def propose_mapping(headers: Sequence[str], fields: Sequence[FieldSpec]) -> list[Proposal]:
    """One column at most for each field, best pairs first; only those alike enough."""
    pairs = []
    for header in headers:
        said = normalise(header)
        if not said:
            continue
        for field in fields:
            names = (field.key, field.label, *field.synonyms)
            best = max(_score(said, normalise(name)) for name in names)
            if best >= THRESHOLD:
                pairs.append(Proposal(field.key, header, round(best, 3)))
    chosen: list[Proposal] = []
    for pair in sorted(pairs, key=lambda p: -p.score):
        if all(pair.field != c.field and pair.header != c.header for c in chosen):
            chosen.append(pair)
    return chosen
