"""The forms of a risk's record, and of files of exposures."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind
from fulcrum.apps.blueprint.forms.diagnostics import _RATE, _day, known_currencies


class EventForm(forms.Form):
    """A line of the record."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=EventKind.choices)
    date = _day(gettext_lazy("Day"))
    text = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A sentence, with its source. No names of people."),
    )

    def clean_date(self) -> Any:
        """No day that has not come yet."""
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class ExposureFileForm(forms.Form):
    """A file of exposures, the area of rows that name none, and rates of other currencies."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with headings in the first row, up to 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    area = forms.ChoiceField(
        label=gettext_lazy("What are the rows about, where they do not say it?"),
        choices=Area.choices,
        initial=Area.CLIENTS,
    )
    rates = forms.CharField(
        label=gettext_lazy("Rates of other currencies"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, what one unit is worth in the diagnostic's: EUR 1.08"),
    )

    def clean_rates(self) -> dict[str, str]:
        """The rate of each currency."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["rates"].splitlines())):
            match = _RATE.fullmatch(line)
            if match is None or match[1].upper() not in known_currencies():
                raise forms.ValidationError(
                    _("This is not a rate: %(line)s. Write EUR 1.08.") % {"line": line[:40]}
                )
            found[match[1].upper()] = match[2].replace(",", ".")
        return found
