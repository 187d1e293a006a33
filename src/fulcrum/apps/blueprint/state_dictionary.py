"""What each column of the open data means."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.ladder.terms import Rung

# File, column, kind of value, meaning: every column of both files, in their order.
_SECTOR = gettext_lazy("Sub-sector of the institution.")
_CONTINENT = gettext_lazy("Continent it is based in.")
_LANGUAGE = gettext_lazy("Its main language; empty when it is not known.")
_RUNG = gettext_lazy("Institutions whose highest rung in this part is this one: %(rung)s.")
_CELLS = (
    ("part", "text", gettext_lazy("Goal (G1) or Action (G1.A1); empty for the whole Blueprint. Parts of a group without any institution are left out, but for the whole.")),
    ("sub_sector", "code", _SECTOR),
    ("continent", "code", _CONTINENT),
    ("language", "ISO 639", _LANGUAGE),
    ("known", "integer", gettext_lazy("Organisations of this group in the register; the same for every part.")),
    ("staff_at_least", "integer", gettext_lazy("Sum of the lower ends of their bands of staff; one person where the band is not known.")),
)  # fmt: skip
_COMMITMENTS = (
    ("commitment", "integer", gettext_lazy("The commitment's number.")),
    ("institution", "text", gettext_lazy("Whose it is.")),
    ("sub_sector", "code", _SECTOR),
    ("continent", "code", _CONTINENT),
    ("language", "ISO 639", _LANGUAGE),
    ("country", "ISO 3166-1", gettext_lazy("Country it is based in.")),
    ("title", "text", gettext_lazy("What the institution commits to, as worded on the day.")),
    ("actions", "list", gettext_lazy("The Actions it serves, separated by semicolons.")),
    ("status", "code", gettext_lazy("Its rung on the day, from proposed to verified; it follows from dated evidence by the codebook.")),
    ("disputed", "boolean", gettext_lazy("Whether a dispute was open.")),
    ("by_when", "date", gettext_lazy("When it is to be achieved, ISO 8601.")),
)  # fmt: skip
CELL_COLUMNS = (*(name for name, *_rest in _CELLS), *(rung.name.lower() for rung in Rung))
COMMITMENT_COLUMNS = tuple(name for name, *_rest in _COMMITMENTS)
DICTIONARY_COLUMNS = (
    gettext_lazy("File"),
    gettext_lazy("Column"),
    gettext_lazy("Kind"),
    gettext_lazy("Meaning"),
)


def dictionary_rows() -> Iterator[list[str]]:
    """The rows of the data dictionary: file, column, kind of value, meaning."""
    rungs = [
        (rung.name.lower(), "integer", str(_RUNG) % {"rung": rung_label(rung)}) for rung in Rung
    ]
    for name, columns in (("cells.csv", (*_CELLS, *rungs)), ("commitments.csv", _COMMITMENTS)):
        for column, kind, meaning in columns:
            yield [name, column, kind, str(meaning)]
