"""The columns of a file of completed assessments: one row is one assessment.

Four columns say whose it is and when; then there is one for each item of the framework, under its
id, and wherever wanted one for a note, under `<id>:note`. Nothing here touches the database.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.spec import TOP_LEVEL, ReleaseSpec
from fulcrum.apps.parties.values import Fault, tidy
from fulcrum.apps.ui.tabular.mapping import normalise
from fulcrum.kernel.errors import FulcrumError

NOTE = ":note"
ERROR = "error"
REASON_LIMIT, NOTE_LIMIT = 2000, 5000
_ASIDE = re.compile(r"n\s*/?\s*a\b\s*:?\s*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column that is not an item.

    Attributes:
        field: its heading.
        label: what it is, for people.
        is_needed: whether a file without it is refused.
    """

    field: str
    label: str | Promise
    is_needed: bool = True


FIXED = (
    LayoutColumn(
        "organisation",
        gettext_lazy("The institution: its key in your records, its LEI, or “Name (CC)”"),
    ),
    LayoutColumn("as_of_date", gettext_lazy("The day it describes, as year-month-day")),
    LayoutColumn("release", gettext_lazy("The code of the framework release it was made under")),
    LayoutColumn(
        "submitted_date",
        gettext_lazy("The day it was submitted; the day it describes when empty"),
        is_needed=False,
    ),
)


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """An answer as a file gives it: a level, or a reason why the item does not apply."""

    level: int | None = None
    reason: str = ""
    note: str = ""

    @property
    def not_applicable(self) -> bool:
        """Whether the item was set aside."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment as a file gives it."""

    number: int
    organisation: str
    as_of_date: date
    release: str
    submitted_date: date
    answers: dict[str, AnswerCell] = field(default_factory=dict)


def map_columns(headers: Sequence[str], items: Collection[str]) -> dict[str, str]:
    """The heading for each field of a file.

    Args:
        headers: the file's headings.
        items: ids of the items of every release that answers may be given under.

    Raises:
        FulcrumError: a needed column is missing, or a heading means nothing here.
    """
    fields = {normalise(column.field): column.field for column in FIXED}
    fields |= {normalise(item): item for item in items}
    fields |= {normalise(item + NOTE): item + NOTE for item in items}
    found = {fields.get(normalise(name), ""): name for name in headers}
    unknown = [
        name for name in headers if normalise(name) not in fields and normalise(name) != ERROR
    ]
    if unknown:
        raise FulcrumError(
            _("These columns mean nothing here: %(names)s.") % {"names": ", ".join(unknown[:10])},
            mend=_(
                "Name columns as in the empty file, or take them out, so that no answer is lost."
            ),
        )
    missing = [column.field for column in FIXED if column.is_needed and column.field not in found]
    if missing:
        raise FulcrumError(
            _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)},
            mend=_("Begin from the empty file, which has every heading."),
        )
    return {name: heading for name, heading in found.items() if name}


def read_answer(text: str, note: str = "") -> AnswerCell | None:
    """An answer from its cell; None when the item was not answered.

    Raises:
        ValueError: the text is neither a level nor "n/a: reason".
    """
    note = tidy("", note)[:NOTE_LIMIT]
    if not text.strip():
        return AnswerCell(note=note) if note else None
    if text in {str(level) for level in range(TOP_LEVEL + 1)}:
        return AnswerCell(int(text), "", note)
    aside = _ASIDE.fullmatch(text.strip())
    if aside is None:
        raise ValueError(_("An answer is a level from 0 to 4, or “n/a: ” and a reason."))
    reason = tidy("", aside["reason"])[:REASON_LIMIT]
    if not reason:
        raise ValueError(_("“n/a” needs a reason: write “n/a: ” and why it does not apply."))
    return AnswerCell(None, reason, note)


def write_answer(answer: AnswerCell) -> str | int:
    """The cell that `read_answer` reads back, without the note."""
    if answer.not_applicable:
        return f"n/a: {answer.reason}"
    return "" if answer.level is None else answer.level


def _day(cells: Mapping[str, str], name: str, faults: list[Fault]) -> date | None:
    text = cells.get(name, "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = _("This is not a date as year-month-day.") if text else _("A date is missing.")
        faults.append(Fault(name, text, what))
        return None


def _answers(cells: Mapping[str, str], faults: list[Fault]) -> dict[str, AnswerCell]:
    fixed = {column.field for column in FIXED}
    items = [name for name in cells if name not in fixed and not name.endswith(NOTE)]
    items += [
        name.removesuffix(NOTE)
        for name in cells
        if name.endswith(NOTE) and name.removesuffix(NOTE) not in cells
    ]
    found = {}
    for item in items:
        text = cells.get(item, "")
        try:
            answer = read_answer(text, cells.get(item + NOTE, ""))
        except ValueError as error:
            faults.append(Fault(item, text, str(error)))
        else:
            if answer is not None:
                found[item] = answer
    return found


def _dates(
    cells: Mapping[str, str], today: date, faults: list[Fault]
) -> tuple[date | None, date | None]:
    """The day described and the day submitted."""
    described = _day(cells, "as_of_date", faults)
    given = cells.get("submitted_date", "")
    submitted = _day(cells, "submitted_date", faults) if given else described
    if described and submitted and not described <= submitted <= today:
        what = _("The day described, the day submitted and today do not follow one another.")
        faults.append(Fault("submitted_date", str(submitted), what))
    return described, submitted


def read_row(
    number: int, cells: Mapping[str, str], *, today: date
) -> tuple[AssessmentRow | None, list[Fault]]:
    """A row as an assessment, or what is wrong with it.

    Args:
        number: where it stands in the file.
        cells: text by field, as `map_columns` matched them.
        today: no assessment was submitted after it.
    """
    empty = [name for name in ("organisation", "release") if not cells[name]]
    faults = [Fault(name, "", _("This cell is empty.")) for name in empty]
    described, submitted = _dates(cells, today, faults)
    answers = _answers(cells, faults)
    levels = [one for one in answers.values() if one.level is not None or one.not_applicable]
    if not levels and not faults:
        faults.append(Fault("organisation", cells["organisation"], _("Nothing is answered here.")))
    if faults or described is None or submitted is None:
        return None, faults
    who, release = cells["organisation"], cells["release"]
    return AssessmentRow(number, who, described, release, submitted, answers), []


def headings(spec: ReleaseSpec) -> list[str]:
    """The headings of an empty file for a release; notes are left to whoever wants them."""
    return [*(column.field for column in FIXED), *spec.items]


def with_notes(spec: ReleaseSpec) -> list[str]:
    """The headings with a column for the note on every item."""
    return [*headings(spec), *(item + NOTE for item in spec.items)]
