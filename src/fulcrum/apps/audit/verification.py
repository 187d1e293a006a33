"""Read the log from its first row to its last and say where it was tampered with, if it was."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.audit.chain import SIGNED, head_seal, keys, row_mac
from fulcrum.apps.audit.models import FIRST_MAC, ChainHead, Entry

CHUNK = 2000
_SEQUENCE, _KEY, _PREVIOUS = (SIGNED.index(n) for n in ("sequence", "key_id", "previous_mac"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the chain was known to end at some time, kept outside the database."""

    sequence: int
    mac: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What reading the chain found.

    Attributes:
        count: rows read.
        sequence: number of the last sound row.
        mac: its MAC.
        problem: "" when the chain is whole; else `missing`, `changed`, `reordered`,
            `unknown_key`, `old_key`, `truncated`, `head_changed` or `anchor`.
        at_sequence: the first row it concerns.
        message: the same for people.
    """

    count: int
    sequence: int
    mac: str
    problem: str = ""
    at_sequence: int = 0
    message: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.problem

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def _messages() -> dict[str, str]:
    return {
        "missing": _("Row %(row)s is missing."),
        "changed": _("Row %(row)s was changed after it was written."),
        "reordered": _("Row %(row)s does not follow the row before it."),
        "unknown_key": _(
            "Row %(row)s is signed with a key this installation does not have. "
            "Put the old key into FULCRUM_OLD_AUDIT_KEYS."
        ),
        "old_key": _("Row %(row)s is signed with a key that had been replaced before."),
        "truncated": _("Rows from %(row)s on are missing at the end."),
        "head_changed": _("The end of the chain, kept apart, was changed (row %(row)s)."),
        "anchor": _("Row %(row)s is not the one that was there when the log was last verified."),
    }


def _row_problem(row: tuple[Any, ...], before: tuple[int, str], oldest_key: int) -> str:
    """What is wrong with a row, given the (sequence, MAC) before it; "" when nothing."""
    values, mac = row[:-1], row[-1]
    if values[_SEQUENCE] != before[0] + 1:
        return "missing"
    order = list(keys())
    if values[_KEY] not in order:
        return "unknown_key"
    if not hmac.compare_digest(row_mac(values), mac):
        return "changed"
    if values[_PREVIOUS] != before[1]:
        return "reordered"
    return "old_key" if order.index(values[_KEY]) < oldest_key else ""


def _rows() -> Iterator[tuple[Any, ...]]:
    return Entry.objects.order_by("sequence").values_list(*SIGNED, "mac").iterator(CHUNK)


def _head_problem(sequence: int, mac: str) -> tuple[str, int]:
    """Whether the chain ends where its head says, and the row where it does not."""
    head = ChainHead.objects.filter(id=1).first()
    if head is None:
        return ("head_changed", sequence) if sequence else ("", 0)
    if head.sequence == 0 == sequence:
        return "", 0
    if head.key_id not in keys() or head.seal != head_seal(head.sequence, head.mac, head.key_id):
        return "head_changed", head.sequence
    if head.sequence > sequence:
        return "truncated", sequence + 1
    return ("", 0) if (head.sequence, head.mac) == (sequence, mac) else ("head_changed", sequence)


def verify_chain(
    anchor: Anchor | None = None, observer: Callable[[int], None] | None = None
) -> Verification:
    """Read the whole log, a few rows in memory at a time, and stop at the first problem.

    Run it inside a transaction on PostgreSQL at REPEATABLE READ, or with writers quiet, when
    rows may be appended meanwhile; `queries.verify` does.

    Args:
        anchor: where the chain ended when it was last verified; the row must still be that one.
        observer: called with the number of rows read, now and then.
    """
    before, count, newest_key = (0, FIRST_MAC), 0, 0
    for row in _rows():
        problem = _row_problem(row, before, newest_key)
        if not problem and anchor and row[_SEQUENCE] == anchor.sequence and row[-1] != anchor.mac:
            problem = "anchor"
        if problem:
            return _found(problem, before[0] + 1, count, before)
        count += 1
        before = (row[_SEQUENCE], row[-1])
        newest_key = list(keys()).index(row[_KEY])
        if observer and count % CHUNK == 0:
            observer(count)
    problem, place = _head_problem(*before)
    if not problem and anchor and anchor.sequence > before[0]:
        problem, place = "truncated", before[0] + 1
    return _found(problem, place, count, before)


def _found(problem: str, place: int, count: int, before: tuple[int, str]) -> Verification:
    message = _messages()[problem] % {"row": place} if problem else ""
    return Verification(count, before[0], before[1], problem, place, message)
