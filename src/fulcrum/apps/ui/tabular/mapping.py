"""Propose which column of a file is which field; a person confirms."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

THRESHOLD = 0.72
_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that can be filled from a column."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the field is called."""
        return (self.key, self.label, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column proposed for a field; score is 0 to 1."""

    field: str
    header: str
    score: float


def normalise(text: str) -> str:
    """Lower case, no accents, words parted by one space; "legalName" is two words."""
    folded = unicodedata.normalize("NFKD", _BREAK.sub(" ", text).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", plain).strip()


def likeness(header: str, name: str) -> float:
    """How alike two normalised names are, 0 to 1: the same, by letters, or by words."""
    if header == name:
        return 1.0
    ours, theirs = set(header.split()), set(name.split())
    shared = len(ours & theirs) / max(len(ours | theirs), 1)
    return max(0.95 * SequenceMatcher(None, header, name).ratio(), 0.9 * shared)


def _pairs(headers: Sequence[str], fields: Sequence[FieldSpec]) -> Iterator[Proposal]:
    said_as = [(field.key, {normalise(str(name)) for name in field.names}) for field in fields]
    for header in headers:
        said = normalise(header)
        for key, names in said_as if said else ():
            best = max(likeness(said, name) for name in names)
            if best >= THRESHOLD:
                yield Proposal(key, header, round(best, 3))


def propose_mapping(headers: Sequence[str], fields: Sequence[FieldSpec]) -> list[Proposal]:
    """One column at most for each field, best pairs first; only those alike enough."""
    chosen: list[Proposal] = []
    taken_fields, taken_headers = set(), set()
    for pair in sorted(_pairs(headers, fields), key=lambda pair: -pair.score):
        if pair.field not in taken_fields and pair.header not in taken_headers:
            chosen.append(pair)
            taken_fields.add(pair.field)
            taken_headers.add(pair.header)
    return chosen
