"""The layout of a file of commitments: its headings and what they mean."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.assessment_columns import ERROR, LayoutColumn
from fulcrum.apps.ui.tabular.mapping import normalise
from fulcrum.kernel.errors import FulcrumError


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
