"""What a report's document is made of; the pages have a renderer for each."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes:
        title: what it shows.
        columns: headings; the first names the row.
        rows: as many cells each.
        note: source or remark; "" for none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that stands out; tone is info or warning."""

    text: str
    tone: str = "info"


Block = Heading | Prose | Facts | Table | Note


@dataclass(frozen=True, slots=True)
class Document:
    """A report, laid out.

    Attributes:
        title: what it is.
        subtitle: whose, as of when.
        blocks: in order.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, each block with its kind."""
        blocks = [{"kind": type(one).__name__} | asdict(one) for one in self.blocks]
        return {"title": self.title, "subtitle": self.subtitle, "blocks": blocks}
