"""Forms of diagnostics: the start, an exposure, a question, a line of the record, a file."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.diagnostics import Judgement
from fulcrum.apps.blueprint.diagnosis.exposures import MOST_AMOUNT, ExposureInput
from fulcrum.apps.blueprint.diagnosis.questions import CHOICE, LEVEL, YES_NO, Question
from fulcrum.apps.blueprint.diagnosis.severity import ANCHORS, LEVELS
from fulcrum.apps.blueprint.diagnosis.terms import Area, EventKind, Harm
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


YES, NO, OPEN = "yes", "no", ""
ANSWERS = {YES: True, NO: False, OPEN: None}


def _said(value: Any) -> str:
    return {True: YES, False: NO, None: OPEN}.get(value, str(value))


class QuestionForm(forms.Form):
    """One question on a risk: the answer, and why."""

    choice = forms.ChoiceField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why? One or two sentences"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept and shown beside the judgement. No names of people."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, question: Question, proposed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.proposed = question, proposed
        self.fields["choice"].label = str(question.text)
        self.fields["choice"].choices = self._choices()  # type: ignore[attr-defined]
        if question.kind == CHOICE:
            del self.fields["reason"]

    def _choices(self) -> list[tuple[str, Any]]:
        if self.question.kind == YES_NO:
            return [(YES, _("Yes")), (NO, _("No")), (OPEN, _("Not known yet"))]
        if self.question.kind == LEVEL:
            anchors = ANCHORS[self.question.name]
            return [(str(level), anchors[level - 1]) for level in LEVELS]
        return list(Harm.choices)

    def clean(self) -> dict[str, Any]:
        """A level or a harm is chosen; what departs from the sources has a reason."""
        data = super().clean() or {}
        choice = data.get("choice", "")
        if self.question.kind in {LEVEL, CHOICE} and not choice and "choice" not in self.errors:
            self.add_error("choice", _("Choose one of the answers."))
        departs = self.question.name == "likelihood" and choice and choice != str(self.proposed)
        if departs and not data.get("reason", "").strip():
            self.add_error("reason", _("Please say what you know better than the sources."))
        return data

    def judgement(self) -> Judgement:
        """What was answered."""
        choice = self.cleaned_data["choice"]
        value: Any = choice
        if self.question.kind == YES_NO:
            value = ANSWERS[choice]
        elif self.question.kind == LEVEL:
            value = int(choice)
        return Judgement(self.question.name, value, self.cleaned_data.get("reason", ""))


def initial_of(question: Question, value: Any, reason: str, version: int = 0) -> dict[str, Any]:
    """What a question's form begins with."""
    return {"choice": _said(value), "reason": reason, "version": version}


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
