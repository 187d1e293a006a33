"""What came from another bank, read strictly: nothing but counts can travel in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from fulcrum.engines.screening.learning.limits import (
    FORMAT,
    KIND,
    check_least,
    check_pack,
    is_count,
)
from fulcrum.engines.screening.learning.quarters import Period, parse_quarter
from fulcrum.engines.screening.learning.suppression import Shown
from fulcrum.engines.screening.learning.tallies import Kind, Line
from fulcrum.kernel.errors import FulcrumError

KEYS = {"format", "kind", "pack", "digest", "first", "last", "least", "invented", "lines"}
HEAD = ("pack", "digest", "least", "invented")
CELLS = ("productive", "not_productive", "undetermined", "total")
LINE_KEYS = {"kind", "id", "version", *CELLS}
MOST_LINES = 5000
MOST_ALERTS = 10**9


@dataclass(frozen=True, slots=True)
class Told:
    """What a bank told.

    Attributes:
        pack: name of the typology pack.
        digest: SHA-256 of its files, hex.
        period: the quarters.
        least: the smallest count that is told.
        invented: whether the data is.
        lines: counts by outcome; None is withheld.
    """

    pack: str
    digest: str
    period: Period
    least: int
    invented: bool
    lines: tuple[Shown, ...]


def _refuse(what: str, where: str) -> FulcrumError:
    return FulcrumError(what, where=where, mend="Ask the sender to make the bundle again.")


def read_payload(payload: object) -> Told:
    """A payload, checked in every part.

    Raises:
        FulcrumError: a part is missing, too much, or of another kind; a count is below the least;
            parts and total disagree; a line stands twice.
    """
    if not isinstance(payload, Mapping) or set(payload) != KEYS:
        raise _refuse("The payload has other parts than it must have.", "payload")
    if (payload["format"], payload["kind"]) != (FORMAT, KIND):
        raise _refuse(f"This is not format {FORMAT} of an effectiveness report.", "format")
    pack, digest, least, invented = (payload[name] for name in HEAD)
    check_pack(pack, digest)
    check_least(least)
    if not isinstance(invented, bool):
        raise _refuse("Whether the data is invented is not said.", "invented")
    period = Period(parse_quarter(payload["first"]), parse_quarter(payload["last"]))
    return Told(pack, digest, period, least, invented, _lines(payload["lines"], least))


def _lines(told: object, least: int) -> tuple[Shown, ...]:
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_LINES:
        raise _refuse("There are no lines, or too many.", "lines")
    lines = tuple(_line(one, least, f"line {number}") for number, one in enumerate(told, 1))
    if len({one.line for one in lines}) != len(lines):
        raise _refuse("A line stands twice.", "lines")
    return lines


def _line(told: object, least: int, where: str) -> Shown:
    if not isinstance(told, Mapping) or set(told) != LINE_KEYS:
        raise _refuse("It has other parts than it must have.", where)
    if told["kind"] not in set(Kind) or not all(
        isinstance(told[name], str) for name in ("id", "version")
    ):
        raise _refuse("It names no indicator or scenario.", where)
    cells = [_cell(told[name], least, f"{where}, {name}") for name in CELLS]
    parts = [cell for cell in cells[:3] if cell is not None]
    whole = sum(parts) if len(parts) == 3 else None
    if cells[3] != whole:
        raise _refuse("The total is not what the parts allow.", where)
    return Shown(Line(Kind(told["kind"]), told["id"], told["version"]), *cells)


def _cell(value: Any, least: int, where: str) -> int | None:
    if value is not None and not is_count(value, least, MOST_ALERTS):
        raise _refuse(f"{value!r} is no count that may be told.", where)
    return cast("int | None", value)
