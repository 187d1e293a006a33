"""Economic sectors: ISIC Revision 4, read once from data."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DATA = "data/isic4.csv"


@dataclass(frozen=True, slots=True)
class Sector:
    """One line of the classification.

    Attributes:
        code: a letter for a section, two to four digits below it.
        title: its name in English, as the United Nations publish it.
        level: section, division, group or class.
        parent: the code it is part of; "" for a section.
    """

    code: str
    title: str
    level: str
    parent: str


@cache
def sectors() -> dict[str, Sector]:
    """Every sector by its code, in the order of the classification."""
    text = files("fulcrum.kernel").joinpath(DATA).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Sector(row["code"], row["title"], row["level"], row["parent"]) for row in rows
    }


def is_sector(code: str) -> bool:
    """Whether the classification has this code."""
    return code in sectors()


def lineage(code: str) -> list[Sector]:
    """A sector and what it is part of, the section first.

    Raises:
        KeyError: the classification has no such code.
    """
    found = [sectors()[code]]
    while found[0].parent:
        found.insert(0, sectors()[found[0].parent])
    return found
