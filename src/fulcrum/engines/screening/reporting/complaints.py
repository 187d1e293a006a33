"""What a schema complains of, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Match, search
from typing import Any


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that is wrong.

    Attributes:
        path: of the element, from the root.
        line: of the file.
        what: what is wrong, as a sentence.
        code: the validator's own name for it.
    """

    path: str
    line: int
    what: str
    code: str

    def summary(self) -> str:
        """On one line."""
        return f"Line {self.line}, {self.path}: {self.what}"


LONGEST = 60
LEAST = r"facet 'minInclusive'\] The value '(.*)' is less than the minimum value allowed \('(.*)'\)"
MOST = (
    r"facet 'maxInclusive'\] The value '(.*)' is greater than the maximum value allowed \('(.*)'\)"
)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _expected(told: str) -> str:
    names = [name.strip() for name in told.split(",")]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


RULES: tuple[tuple[str, Callable[[Match[str]], str]], ...] = (
    (
        r"Element '([^']+)': This element is not expected\. Expected is (?:one of )?\( (.+) \)",
        lambda hit: f"{hit[1]} stands where {_expected(hit[2])} must.",
    ),
    (
        r"Element '([^']+)': This element is not expected",
        lambda hit: f"{hit[1]} may not stand here.",
    ),
    (
        r"Element '([^']+)': Missing child element\(s\)\. Expected is (?:one of )?\( (.+) \)",
        lambda hit: f"{hit[1]} lacks {_expected(hit[2])}.",
    ),
    (
        r"\[facet 'pattern'\] The value '(.*)' is not accepted by the pattern '(.*)'",
        lambda hit: f"{_short(hit[1])!r} has characters that are not allowed here ({hit[2]}).",
    ),
    (
        r"\[facet 'enumeration'\] The value '(.*)' is not an element of the set",
        lambda hit: f"{_short(hit[1])!r} is none of the codes the unit knows.",
    ),
    (
        r"\[facet 'maxLength'\] The value (?:'.*' )?has a length of '(\d+)'.* of '(\d+)'",
        lambda hit: f"It has {hit[1]} characters; {hit[2]} are allowed.",
    ),
    (
        r"\[facet 'minLength'\] The value (?:'.*' )?has a length of '(\d+)'.* of '(\d+)'",
        lambda hit: f"It has {hit[1]} characters; {hit[2]} are needed.",
    ),
    (LEAST, lambda hit: f"{hit[1]} is less than {hit[2]}."),
    (MOST, lambda hit: f"{hit[1]} is more than {hit[2]}."),
    (
        r"'(.*)' is not a valid value of the (?:atomic|local atomic) type(?: '(?:xs:)?(.*)')?",
        lambda hit: f"{_short(hit[1])!r} is no {hit[2] or 'value that is allowed here'}.",
    ),
    (
        r"Element '([^']+)': No matching global declaration",
        lambda hit: f"{hit[1]} is not what this schema is about.",
    ),
    (
        r"Character content (?:other than whitespace )?is not allowed",
        lambda _: "There is text where only elements may stand.",
    ),
)


def in_words(message: str) -> str:
    """A validator's message as a sentence; its own words where it says something rare."""
    flat = " ".join(message.split())
    plain = flat if flat.endswith(".") else f"{flat}."
    hits = ((tell, search(pattern, flat)) for pattern, tell in RULES)
    return next((tell(hit) for tell, hit in hits if hit), plain)


def complaints(log: Iterable[Any]) -> tuple[Complaint, ...]:
    """Each wrong place once: a value that breaks a facet is not told a second time as no value."""
    told: list[Complaint] = []
    facets: set[tuple[str, int]] = set()
    for entry in log:
        place = (str(entry.path or ""), int(entry.line))
        if "facet" in entry.message:
            facets.add(place)
        elif place in facets and "is not a valid value" in entry.message:
            continue
        told.append(Complaint(*place, in_words(entry.message), str(entry.type_name)))
    return tuple(told)
