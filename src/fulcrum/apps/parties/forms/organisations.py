"""Forms of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.parties.enums import PROFILE_FIELDS, ActorType, Mark, SizeBand, SubSector
from fulcrum.apps.parties.forms.fields import (
    ManyField,
    OrganisationField,
    countries_field,
    country_choices,
    languages_field,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import DEFAULTS, faults_in, tidied
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.sectors import sectors


def _sector_choices(current: str) -> list[tuple[str, str]]:
    """Sections and divisions; a finer code stays when it is there."""
    shown = [
        (code, f"{code} {sector.title}")
        for code, sector in sectors().items()
        if sector.level in {"section", "division"} or code == current
    ]
    return [("", _("Not said")), *shown]


class OrganisationForm(forms.Form):
    """Every field of an organisation."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    aliases = ManyField(
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy(
            "One a line: abbreviations, former names, names in other languages."
        ),
    )
    lei = forms.CharField(
        label=gettext_lazy("LEI"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("The 20-character Legal Entity Identifier, if it has one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    sub_sector = forms.ChoiceField(
        label=gettext_lazy("Sub-sector"),
        choices=[("", gettext_lazy("Choose a sub-sector")), *SubSector.choices],
    )
    actor_types = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of actor"),
        choices=ActorType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    country = forms.ChoiceField(label=gettext_lazy("Country of seat"), choices=country_choices)
    jurisdictions = countries_field(gettext_lazy("Operates in"))
    languages = languages_field(gettext_lazy("Languages"))
    size_band = forms.ChoiceField(
        label=gettext_lazy("Size"),
        required=False,
        choices=[("", gettext_lazy("Not said")), *SizeBand.choices],
    )
    sector_code = forms.ChoiceField(label=gettext_lazy("ISIC sector"), required=False)
    website = forms.URLField(
        label=gettext_lazy("Website"), required=False, max_length=300, assume_scheme="https"
    )
    parent = OrganisationField(label=gettext_lazy("Part of"), required=False)
    external_key = forms.CharField(
        label=gettext_lazy("Key in your records"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Imports find the organisation by it."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=500)
    source_date = forms.DateField(
        label=gettext_lazy("Date of source"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mark = forms.ChoiceField(
        label=gettext_lazy("How sure is this?"),
        required=False,
        choices=[("", gettext_lazy("Not said")), *Mark.choices],
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy("Only the Secretariat sees these."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, actor: Actor, current: Organisation | None = None
    ) -> None:
        names = (*DEFAULTS, "parent")
        initial = {name: getattr(current, name) for name in names} if current else {}
        super().__init__(data, initial=initial)
        code = current.sector_code if current else ""
        sector: Any = self.fields["sector_code"]
        sector.choices = _sector_choices(code)
        if parent := self.fields.get("parent"):
            parent.actor = actor  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what the fields themselves do not know: LEI, web address, repeated entries."""
        values = {name: self.cleaned_data[name] for name in DEFAULTS if name in self.cleaned_data}
        self.cleaned_data |= tidied(values)
        for fault in faults_in(tidied(values)):
            self.add_error(fault.field, str(fault))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """The fields as actions take them, parent aside."""
        return {name: value for name, value in self.cleaned_data.items() if name in DEFAULTS}


class ProfileForm(OrganisationForm):
    """What an institution's lead keeps up to date about their own organisation."""

    def __init__(
        self, data: Any = None, *, actor: Actor, current: Organisation | None = None
    ) -> None:
        super().__init__(data, actor=actor, current=current)
        for name in set(self.fields) - set(PROFILE_FIELDS):
            del self.fields[name]


class AccountForm(forms.Form):
    """Which kind of account an organisation gets."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it to the initiative?"),
        choices=[choice for choice in TenantKind.choices if choice[0] != TenantKind.SECRETARIAT],
        initial=TenantKind.INSTITUTION,
    )
