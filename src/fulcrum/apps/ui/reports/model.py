"""What a report holds, whatever it is rendered as."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures import Figure, FigureColumn

Text = str | Promise
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})
DEEPEST = 3
LETTERS = 8, 48  # the least and the most that a column's room is reckoned by
MARGIN = 6  # beside a word, in letters: whoever opens a DOCX may have a wider font
NAMES = 24  # the least for what names a row
RUNNING_LENGTH = 90  # of a title, in letters, so that it is one line of every page


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the report; level 1 to 3, none left out on the way down."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes:
        title: what the table shows.
        columns: as figures name theirs; the first names the row.
        rows: one mapping each, by column key.
        note: source or method, below it.
    """

    title: Text
    columns: tuple[FigureColumn, ...]
    rows: tuple[Mapping[str, Any], ...]
    note: Text = ""

    @property
    def lines(self) -> list[list[str]]:
        """The rows as shown."""
        return [[column.shown(row.get(column.key)) for column in self.columns] for row in self.rows]

    @property
    def parts(self) -> list[int]:
        """How wide the columns are, relative to one another: by their longest text, within reason.

        No heading's word is broken where that can be helped; what names a row has some room.
        """
        parts = []
        for place, column in enumerate(self.columns):
            heading = str(column.label)
            least = max([LETTERS[0], *(len(word) + MARGIN for word in heading.split())])
            longest = max(map(len, [heading, *(line[place] for line in self.lines)]))
            parts.append(min(LETTERS[1], max(least, longest, 0 if place else NAMES)))
        return parts


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure, drawn, with source and method below it."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that stands out; tone as of alerts: info, warning, success or danger."""

    text: Text
    tone: str = "info"


Block = Heading | Prose | Bullets | Facts | Table | FigureBlock | Note


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Attributes:
        title: what it is about.
        subtitle: of whom, as of when.
        language: of its texts, such as `en` or `ar`.
        made_at: when its data was read.
        source: where its data is from.
        is_invented: whether any of it is; every page then says so.
        blocks: what it holds, in order.
    """

    title: Text
    subtitle: Text
    language: str
    made_at: datetime
    source: Text
    is_invented: bool
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        """Headings lead down one level at a time, as people who listen to them need it."""
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, DEEPEST):
                    raise ValueError(f"A heading of level {block.level} stands under level {level}")
                level = block.level

    @property
    def is_rtl(self) -> bool:
        """Whether it reads from right to left."""
        return self.language.split("-")[0] in RTL_LANGUAGES

    @property
    def running_title(self) -> str:
        """The title as every page repeats it."""
        return Truncator(str(self.title)).chars(RUNNING_LENGTH)

    @property
    def credit(self) -> str:
        """Source and instant in a line."""
        when = formats.date_format(timezone.localtime(self.made_at), "DATETIME_FORMAT")
        return _("Source: %(source)s. Made %(when)s.") % {"source": self.source, "when": when}

    @property
    def mark(self) -> str:
        """What every page says of invented data; "" otherwise."""
        return _("Invented data, for demonstration only") if self.is_invented else ""
