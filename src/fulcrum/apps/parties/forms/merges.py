"""The form of a merge: for every field on which two records disagree, whose value to keep."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fulcrum.apps.parties.actions.merging import ABSORBED, BOTH, KEPT, LISTS, joined
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.queries.organisations import shown_value
from fulcrum.apps.parties.values import DEFAULTS


@dataclass(frozen=True, slots=True)
class Cell:
    """One record's value of a field; a choice where the records disagree."""

    column: str
    value: str
    text: str
    is_choice: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field that differs."""

    field: str
    label: str
    cells: tuple[Cell, ...]


def field_label(name: str) -> str:
    """A field's name for people."""
    label = str(Organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


class MergeForm(forms.Form):
    """One choice for every field of which both records say something else."""

    def __init__(self, data: Any = None, *, kept: Organisation, absorbed: Organisation) -> None:
        super().__init__(data)
        self.kept, self.absorbed = kept, absorbed
        self.differing = [
            name for name in DEFAULTS if getattr(kept, name) != getattr(absorbed, name)
        ]
        for name in self.differing:
            if getattr(kept, name) and getattr(absorbed, name):
                values = [KEPT, ABSORBED, *([BOTH] if name in LISTS else [])]
                self.fields[name] = forms.ChoiceField(
                    label=field_label(name),
                    choices=[(value, value) for value in values],
                    initial=values[-1] if name in LISTS else KEPT,
                )

    def rows(self) -> list[Row]:
        """What the page shows: every field that differs, side by side."""
        return [self._row(name) for name in self.differing]

    def _row(self, name: str) -> Row:
        ours, theirs = getattr(self.kept, name), getattr(self.absorbed, name)
        columns = [(str(self.kept), KEPT, ours), (str(self.absorbed), ABSORBED, theirs)]
        is_choice = name in self.fields
        both = joined(ours, theirs) if name in LISTS and is_choice else None
        columns.append((_("Both"), BOTH, both))
        chosen = str(self[name].value()) if is_choice else ""
        cells = (
            Cell(
                column, value, shown_value(name, shown), is_choice and bool(shown), value == chosen
            )
            for column, value, shown in columns
        )
        return Row(name, field_label(name), tuple(cells))
