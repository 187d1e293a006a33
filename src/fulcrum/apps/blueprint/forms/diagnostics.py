"""Forms of diagnostics: the start, an exposure, a question, a line of the record, a file."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.diagnosis.exposures import MOST_AMOUNT, ExposureInput
from fulcrum.apps.parties.forms.fields import country_choices
from fulcrum.kernel.sectors import sectors

GOODS_LIST = "goods-options"
_RATE = re.compile(r"([A-Za-z]{3})\s*[:=]?\s*([0-9]+(?:[.,][0-9]+)?)")


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def known_currencies() -> set[str]:
    """Codes of currencies, by CLDR."""
    from babel.numbers import list_currencies  # noqa: PLC0415 - reads data when first used

    return set(list_currencies())


class CurrencyField(forms.CharField):
    """The three-letter code of a currency."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=3, **kwargs)

    def clean(self, value: Any) -> str:
        """The code in capitals."""
        code = str(super().clean(value) or "").upper()
        if code and code not in known_currencies():
            raise forms.ValidationError(_("Give a currency by its three letters, such as EUR."))
        return code


class StartDiagnosticForm(forms.Form):
    """What the diagnostic is called, of which day it is, what amounts are compared in."""

    title = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("For you and your colleagues, such as “Lending book, spring”."),
    )
    as_of_date = _day(gettext_lazy("State of play on"))
    currency = CurrencyField(
        label=gettext_lazy("Currency"),
        initial="USD",
        help_text=gettext_lazy("Amounts are compared in it. Three letters, such as USD."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of_date"].initial = timezone.localdate()

    def clean_as_of_date(self) -> Any:
        """No day that has not come yet."""
        day = self.cleaned_data["as_of_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


def sector_choices() -> list[tuple[str, Any]]:
    """Divisions of ISIC under their sections, and none."""
    groups: list[tuple[str, Any]] = [("", _("Not known, or several"))]
    for one in sectors().values():
        if one.level == "section":
            inside = [
                (part.code, f"{part.code} {part.title}")
                for part in sectors().values()
                if part.parent == one.code
            ]
            groups.append((f"{one.code} {one.title}", inside))
    return groups


class ExposureForm(forms.Form):
    """One thing the institution does, finances, owns or buys."""

    activity = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=300,
        help_text=gettext_lazy(
            "Such as “Working-capital loans to spinning mills”. No names of people."
        ),
    )
    sector = forms.ChoiceField(label=gettext_lazy("Sector (ISIC)"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    good = forms.CharField(
        label=gettext_lazy("Product"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("What is made, grown, dug or done there, such as “Cotton”."),
        widget=forms.TextInput(attrs={"list": GOODS_LIST, "autocomplete": "off"}),
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        required=False,
        min_value=Decimal(0),
        max_value=MOST_AMOUNT,
        max_digits=20,
        decimal_places=2,
        help_text=gettext_lazy("How much is lent, insured, held or spent: the size on the map."),
    )

    def __init__(self, *args: Any, goods: Any = str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = goods
        self.fields["sector"].choices = sector_choices()  # type: ignore[attr-defined]
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something has to be looked up in the sources."""
        data = super().clean() or {}
        if not self.errors and not (data.get("sector") or data.get("country") or data.get("good")):
            self.add_error("sector", _("Say at least one of sector, country and product."))
        return data

    def exposure(self, area: str) -> ExposureInput:
        """What was typed."""
        data = self.cleaned_data
        good = self.named(data["good"].strip()) if data["good"].strip() else ""
        return ExposureInput(
            area, data["activity"].strip(), data["sector"], data["country"], good, data["amount"]
        )


class NothingForm(forms.Form):
    """Why there is nothing in an area."""

    reason = forms.CharField(
        label=gettext_lazy("Why is there nothing here?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
