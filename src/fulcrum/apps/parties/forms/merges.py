"""The form of a merge: for every field that differs, whose value to keep."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from fulcrum.apps.parties.actions.merging import ABSORBED, BOTH, KEPT, LISTS, chosen_values
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.queries.organisations import shown_value
from fulcrum.apps.parties.values import DEFAULTS


class Difference(NamedTuple):
    """A field that differs, with both values as people read them."""

    field: str
    label: str
    kept: str
    absorbed: str


def differences(kept: Organisation, absorbed: Organisation) -> list[Difference]:
    """The fields that differ, in their order."""
    found = []
    for name in DEFAULTS:
        ours, theirs = getattr(kept, name), getattr(absorbed, name)
        if ours != theirs:
            label = str(Organisation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            shown = shown_value(name, ours), shown_value(name, theirs)
            found.append(Difference(name, label[:1].upper() + label[1:], *shown))
    return found


class MergeForm(forms.Form):
    """One choice for every field that differs."""

    def __init__(
        self, *args: Any, kept: Organisation, absorbed: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.absorbed = kept, absorbed
        self.differences = differences(kept, absorbed)
        for row in self.differences:
            ours, theirs = getattr(kept, row.field), getattr(absorbed, row.field)
            choices = [(KEPT, row.kept or _("nothing")), (ABSORBED, row.absorbed or _("nothing"))]
            initial = KEPT if ours or not theirs else ABSORBED
            if row.field in LISTS:
                joined = shown_value(row.field, list(dict.fromkeys([*ours, *theirs])))
                choices.insert(0, (BOTH, _("Both: %(values)s") % {"values": joined}))
                initial = BOTH
            self.fields[row.field] = forms.ChoiceField(
                label=row.label, choices=choices, initial=initial, widget=forms.RadioSelect
            )

    def result(self) -> dict[str, Any]:
        """The values the kept record would get."""
        return chosen_values(self.kept, self.absorbed, self.cleaned_data)
