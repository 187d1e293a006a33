"""The columns of a file of commitments: one row is a commitment, or one more piece of its evidence.

Rows with the same institution and key are the same commitment. Nothing here touches the database.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.commitment_layout import EVIDENCE
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models.commitments import Audience
from fulcrum.apps.parties.values import Fault, tidy

T = TypeVar("T")
_LIMITS = {"title": 200, "indicator": 2000, "what": 5000, "owner": 200, "source": 500, "key": 100}
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


@dataclass(frozen=True, slots=True)
class EvidenceCells:
    """A piece of evidence as a file gives it."""

    title: str
    publisher: str
    dated: date
    kind: Kind
    link: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A row as it is meant."""

    number: int
    organisation: str
    key: str
    title: str
    actions: tuple[str, ...]
    by_when: date
    indicator: str
    what: str
    owner: str
    audience: str
    source: str
    pledged: bool
    evidence: EvidenceCells | None


class _Cells:
    """The cells of one row, with what is wrong in them."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.faults: list[Fault] = []

    def text(self, name: str, *, needed: bool = False) -> str:
        """A text, tidied and no longer than it may be."""
        text: str = tidy("", self.cells.get(name, ""))
        if needed and not text:
            self.faults.append(Fault(name, "", _("This cell is empty.")))
        if len(text) > _LIMITS.get(name, 1000):
            what = _("This is longer than %(most)d characters.") % {"most": _LIMITS.get(name, 1000)}
            self.faults.append(Fault(name, text[:40], what))
        return text

    def read(self, name: str, parse: Callable[[str], T], what: str) -> T | None:
        """A cell that has to be parsed."""
        text = self.cells.get(name, "").strip()
        try:
            return parse(text)
        except ValueError:
            said = what if text else _("This cell is empty.")
            self.faults.append(Fault(name, text, said))
            return None


def _link(text: str) -> str:
    if not re.fullmatch(r"https://[^\s]{3,990}", text):
        raise ValueError(text)
    return text


def _pledged(text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise ValueError(text)
    return text.casefold() in _YES


def _audience(text: str) -> str:
    if text and text not in {Audience.SECRETARIAT, Audience.PUBLIC}:
        raise ValueError(text)
    return text or str(Audience.SECRETARIAT.value)


def _evidence(row: _Cells, today: date) -> EvidenceCells | None:
    """The evidence of a row; None when it has none, or a faulty one."""
    if not any(row.cells.get(name, "").strip() for name in EVIDENCE):
        return None
    title, publisher = (
        row.text(f"evidence_{part}", needed=True) for part in ("title", "publisher")
    )
    dated = row.read(
        "evidence_date", date.fromisoformat, _("This is not a date as year-month-day.")
    )
    kind = row.read(
        "evidence_kind", Kind, _("It shows a statement, strategy, policy, practice or result.")
    )
    link = row.read("evidence_link", _link, _("An address begins with https://."))
    if dated is not None and dated > today:
        row.faults.append(Fault("evidence_date", str(dated), _("This day has not come yet.")))
    if row.faults or dated is None or kind is None or link is None:
        return None
    return EvidenceCells(title, publisher, dated, kind, link)


def read_commitment_row(
    number: int, cells: Mapping[str, str], *, today: date
) -> tuple[CommitmentRow | None, list[Fault]]:
    """A row as a commitment, or everything that is wrong with it.

    Args:
        number: where it stands in the file.
        cells: text by field, as `map_commitment_columns` matched them.
        today: no evidence bears a later date.
    """
    row = _Cells(cells)
    texts = {
        name: row.text(name, needed=True) for name in ("organisation", "key", "title", "indicator")
    }
    free = {name: row.text(name) for name in ("what", "owner", "source")}
    actions = tuple(
        part.strip() for part in re.split(r"[;,]", row.text("actions", needed=True)) if part.strip()
    )
    by_when = row.read("by_when", date.fromisoformat, _("This is not a date as year-month-day."))
    pledged = row.read("pledged", _pledged, _("Say yes or no."))
    audience = row.read("audience", _audience, _("Say secretariat or public."))
    evidence = _evidence(row, today)
    if row.faults or by_when is None or pledged is None or audience is None:
        return None, row.faults
    made = CommitmentRow(
        number=number,
        actions=actions,
        by_when=by_when,
        audience=audience,
        pledged=pledged,
        evidence=evidence,
        **texts,
        **free,
    )
    return made, []
