"""Forms of an import: the file, then which column is which field."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.parties.columns import COLUMNS, FileColumn
from fulcrum.apps.parties.models import Import

PREFIX = "column_"


class UploadForm(forms.Form):
    """The file, and where it comes from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with headings in the first row, up to 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it come from?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Kept with every organisation whose row names no source."),
    )


class ColumnsForm(forms.Form):
    """For every field of a kind of file, the column it is filled from.

    Attributes:
        columns: the fields, in order.
        needed: the fields that a file cannot do without, and what to say when one is missing.
    """

    columns: Sequence[FileColumn] = ()
    needed: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, *args: Any, run: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not in this file")), *((name, name) for name in run.headers)]
        for column in self.columns:
            self.fields[PREFIX + column.field] = forms.ChoiceField(
                label=str(column.label),
                choices=choices,
                required=False,
                initial=run.mapping.get(column.field, ""),
            )
        self.order_fields([PREFIX + column.field for column in self.columns])

    def clean(self) -> dict[str, Any]:
        """A column fills one field."""
        used: dict[str, str] = {}
        for field, heading in self.mapping.items():
            if heading in used:
                text = _("This column fills another field already.")
                self.add_error(PREFIX + field, text)
            used[heading] = field
        for field, text in self.needed.items():
            if field not in self.mapping:
                self.add_error(PREFIX + field, text)
        return self.cleaned_data

    @property
    def mapping(self) -> dict[str, str]:
        """The heading for each field that has one."""
        chosen = ((name.removeprefix(PREFIX), value) for name, value in self.cleaned_data.items())
        return {name: value for name, value in chosen if isinstance(value, str) and value}


class MappingForm(ColumnsForm):
    """For every field of an organisation, the column it is filled from."""

    columns = COLUMNS
    needed = MappingProxyType({"name": gettext_lazy("Say which column holds the names.")})
    clear_blanks = forms.BooleanField(
        label=gettext_lazy("Empty cells empty the field"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise an empty cell leaves what is known about an organisation as it is."
        ),
    )

    def __init__(self, *args: Any, run: Import, **kwargs: Any) -> None:
        super().__init__(*args, run=run, **kwargs)
        self.fields["clear_blanks"].initial = run.clear_blanks
