"""The forms of reports: what is reported, the narrative, the filing, a schema."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.screening.forms.cases import day_field, text_field
from fulcrum.apps.screening.models import CaseParty, Report, SchemaFile
from fulcrum.apps.screening.report_given import Given, split_name
from fulcrum.engines.screening.reporting.profile_files import load_profile, profile_names
from fulcrum.engines.screening.reporting.spec import CRIMES

CRIME_WORDS = {"trafficking": _("Human trafficking"), "smuggling": _("Smuggling of people")}
TEXTS = (
    "profile", "currency", "country", "last_name", "first_name", "occupation", "phone",
    "entity_id", "branch", "street", "city", "postcode", "own_country",
)  # fmt: skip


def _profiles() -> list[tuple[str, str]]:
    return [(name, load_profile(name).title) for name in profile_names()]


class NamedParties(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # not subscriptable when it runs
    """Offers parties by name and role."""

    def label_from_instance(self, obj: CaseParty) -> str:
        """Name and role."""
        return f"{obj.name} ({obj.get_role_display()})"


def _text(label: Any, length: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **more)


class ReportForm(forms.Form):
    """What a report is about and who reports; whoever may be a victim is not offered."""

    profile = forms.ChoiceField(label=_("Written for"), choices=_profiles)
    subjects = NamedParties(
        CaseParty.objects.none(),
        label=_("Whom it is about"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever may be a victim is never offered here."),
    )
    crimes = forms.MultipleChoiceField(
        label=_("What is suspected"),
        choices=[(one, CRIME_WORDS[one]) for one in CRIMES],
        widget=forms.CheckboxSelectMultiple,
    )
    currency = forms.CharField(
        label=_("Currency of amounts"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, such as EUR."))],
    )
    entity_id = _text(_("Number by which the authority knows your organisation"), 50)
    branch = _text(_("Branch"), 100)
    street = _text(_("Street and number of your organisation"), 100)
    city = _text(_("Town"), 100)
    postcode = _text(_("Postal code"), 20)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as LI."))],
    )
    first_name = _text(_("First name of who reports"), 100)
    last_name = forms.CharField(label=_("Last name of who reports"), max_length=100)
    occupation = _text(_("Post"), 100)
    phone = _text(_("Telephone"), 50)
    own_country = forms.BooleanField(
        label=_("Take your own country where the data names none"),
        required=False,
        help_text=_("An assumption about the other side of transactions. Only if it holds."),
    )

    def __init__(self, *args: Any, people: QuerySet[CaseParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].queryset = people  # type: ignore[attr-defined] # a field of records

    def given(self) -> Given:
        """What was given, for the action."""
        values = {name: self.cleaned_data[name] for name in TEXTS}
        return Given(crimes=tuple(self.cleaned_data["crimes"]), **values)


class ReportEditForm(ReportForm):
    """A report, and its narrative."""

    narrative = text_field(
        _("Narrative"),
        30_000,
        18,
        required=False,
        help_text=_(
            "Describe whoever may be a victim by that role only: a text that names one is refused."
        ),
    )
    redraft = forms.BooleanField(
        label=_("Draft the narrative anew from the evidence"),
        required=False,
        help_text=_("What is written above is then lost."),
    )
    field_order = ("narrative", "redraft")

    def clean(self) -> dict[str, Any]:
        """There is a narrative, unless it is drafted anew."""
        data = super().clean() or {}
        if not data.get("redraft") and not str(data.get("narrative") or "").strip():
            self.add_error("narrative", _("Say what happened and why it is suspicious."))
        return data

    def told(self) -> str | None:
        """The narrative; None when it is drafted anew."""
        return None if self.cleaned_data["redraft"] else str(self.cleaned_data["narrative"])


def new_report(given: dict[str, Any], people: QuerySet[CaseParty], **known: str) -> dict[str, Any]:
    """What the form of a new report begins with: who reports, as in the last one."""
    first, last = split_name(known.get("name", ""))
    chosen = [one.pk for one in people if one.is_subject]
    kept = {name: value for name, value in given.items() if name not in {"crimes", "own_country"}}
    base = {"crimes": ["trafficking"], "first_name": first, "last_name": last, "profile": "generic"}
    currency = known.get("currency") or kept.get("currency", "")
    return base | kept | {"subjects": chosen, "currency": currency}


def initial_report(report: Report, people: QuerySet[CaseParty]) -> dict[str, Any]:
    """What the form shows of a stored report."""
    chosen = [one.pk for one in people if one.is_subject]
    return dict(report.content["given"]) | {"subjects": chosen, "narrative": report.narrative}


class BuildForm(forms.Form):
    """The schema a file is checked against."""

    schema = forms.ModelChoiceField(
        SchemaFile.objects.none(),
        label=_("Check it against"),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, schemas: QuerySet[SchemaFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schema"].queryset = schemas  # type: ignore[attr-defined] # a field of records


class FiledForm(forms.Form):
    """That people filed it: when, and what the authority gave back."""

    filed_on = day_field(_("Filed on"))
    reference = forms.CharField(label=_("The authority's reference"), max_length=200)

    def clean_filed_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["filed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class SchemaForm(forms.Form):
    """A schema file of goAML."""

    file = forms.FileField(
        label=_("Schema"),
        max_length=200,
        help_text=_("The .xsd file of your unit, in one file of at most 4 MB. It stays here."),
    )
