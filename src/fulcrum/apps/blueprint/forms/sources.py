"""Forms of files: which column is which field, and what is said of a table of countries."""

from types import MappingProxyType

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.exposure_columns import COUNTRY_COLUMNS, EXPOSURE_COLUMNS
from fulcrum.apps.blueprint.models import CountryTable
from fulcrum.apps.parties.forms.imports import ColumnsForm


class ExposureColumnsForm(ColumnsForm):
    """Which column of a file of exposures is which field."""

    columns = EXPOSURE_COLUMNS


class CountryColumnsForm(ColumnsForm):
    """Which column of a table of countries is which field."""

    columns = COUNTRY_COLUMNS
    needed = MappingProxyType(
        {
            "country": gettext_lazy("Say which column holds the countries."),
            "value": gettext_lazy("Say which column holds the values."),
        }
    )


class CountryTableForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """A file, and where its table is from and under what licence."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX: one row for each country, with its value."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    link = forms.URLField(
        label=gettext_lazy("Address of the source"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = CountryTable
        fields = ("title", "kind", "unit", "source", "link", "licence", "published_date", "higher_is_worse")  # fmt: skip
        labels = {
            "kind": gettext_lazy("What does it measure?"),
            "higher_is_worse": gettext_lazy("Higher values are worse"),
        }
        help_texts = {
            "unit": gettext_lazy("Such as “people in a thousand”, or “points of 100”."),
            "licence": gettext_lazy("Its name, or the agreement under which you may use it here."),
        }
        widgets = {"published_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_published_date(self) -> object:
        """No day that has not come yet."""
        day = self.cleaned_data["published_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
