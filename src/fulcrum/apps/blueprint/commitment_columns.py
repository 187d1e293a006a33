"""The columns of a file of commitments: one row is a commitment, or one more piece of its evidence.

Rows with the same institution and key are the same commitment. Nothing here touches the database.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.assessment_columns import ERROR, LayoutColumn
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models.commitments import Audience
from fulcrum.apps.parties.values import Fault, tidy
from fulcrum.apps.ui.tabular.mapping import normalise
from fulcrum.kernel.errors import FulcrumError

T = TypeVar("T")
_LIMITS = {"title": 200, "indicator": 2000, "what": 5000, "owner": 200, "source": 500, "key": 100}
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


def _column(field: str, label: str | Promise, *, needed: bool = False) -> LayoutColumn:
    return LayoutColumn(field, label, is_needed=needed)


COLUMNS = (
    _column("organisation", gettext_lazy("The institution: its key in your records, its LEI, or “Name (CC)”"), needed=True),
    _column("key", gettext_lazy("The commitment's key in your records"), needed=True),
    _column("title", gettext_lazy("What will be so, in a line"), needed=True),
    _column("actions", gettext_lazy("Ids of the Actions it serves, with semicolons between"), needed=True),
    _column("by_when", gettext_lazy("The day it is to be achieved, as year-month-day"), needed=True),
    _column("indicator", gettext_lazy("How it will be known"), needed=True),
    _column("what", gettext_lazy("What will be done")),
    _column("owner", gettext_lazy("Who answers for it: a function")),
    _column("audience", gettext_lazy("Who may read it: secretariat or public")),
    _column("source", gettext_lazy("Where it was said")),
    _column("pledged", gettext_lazy("Whether the institution stands by it: yes or no")),
    _column("evidence_title", gettext_lazy("Title of a document that shows how far it has come")),
    _column("evidence_publisher", gettext_lazy("Whose document it is")),
    _column("evidence_date", gettext_lazy("The date it bears, as year-month-day")),
    _column("evidence_kind", gettext_lazy("What it shows: statement, strategy, policy, practice or result")),
    _column("evidence_link", gettext_lazy("Its address, beginning with https://")),
)  # fmt: skip
EVIDENCE = tuple(one.field for one in COLUMNS if one.field.startswith("evidence_"))


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


def map_commitment_columns(headers: Sequence[str]) -> dict[str, str]:
    """The heading for each field of a file.

    Raises:
        FulcrumError: a needed column is missing, or a heading means nothing here.
    """
    fields = {normalise(column.field): column.field for column in COLUMNS}
    unknown = [name for name in headers if normalise(name) not in {*fields, normalise(ERROR)}]
    if unknown:
        raise FulcrumError(
            _("These columns mean nothing here: %(names)s.") % {"names": ", ".join(unknown[:10])},
            mend=_("Name columns as the documentation does, or take them out."),
        )
    found = {fields[normalise(name)]: name for name in headers if normalise(name) in fields}
    missing = [one.field for one in COLUMNS if one.is_needed and one.field not in found]
    if missing:
        raise FulcrumError(
            _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)},
            mend=_("Every commitment needs them."),
        )
    return found


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
