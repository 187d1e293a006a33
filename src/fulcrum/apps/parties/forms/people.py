"""The form of a contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.parties.enums import Consent
from fulcrum.apps.parties.forms.fields import OrganisationField, languages_field
from fulcrum.apps.parties.models import Organisation, Person
from fulcrum.kernel.actors import Actor

FIELDS = (
    "name",
    "role_title",
    "email",
    "phone",
    "languages",
    "source",
    "consent",
    "consent_date",
)


class PersonForm(forms.Form):
    """A contact: who, in which role, how to reach them, and whether to."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role_title = forms.CharField(label=gettext_lazy("Role"), required=False, max_length=200)
    organisation = OrganisationField(label=gettext_lazy("Organisation"), required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "inputmode": "tel"}),
    )
    languages = languages_field(gettext_lazy("Languages"))
    source = forms.CharField(
        label=gettext_lazy("Where the details come from"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A meeting, a public page, a colleague. They may ask."),
    )
    consent = forms.ChoiceField(
        label=gettext_lazy("May we contact them?"),
        choices=Consent.choices,
        initial=Consent.UNKNOWN,
        widget=forms.RadioSelect,
    )
    consent_date = forms.DateField(
        label=gettext_lazy("Since"),
        required=False,
        help_text=gettext_lazy("The day they agreed, or asked not to be contacted."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Actor,
        current: Person | None = None,
        organisation: Organisation | None = None,
    ) -> None:
        initial: dict[str, Any] = {"organisation": organisation}
        if current:
            initial = {name: getattr(current, name) for name in (*FIELDS, "organisation")}
        super().__init__(data, initial=initial)
        self.fields["organisation"].actor = actor  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A consent, either way, has a date."""
        consent = self.cleaned_data.get("consent")
        if consent != Consent.UNKNOWN and not self.cleaned_data.get("consent_date"):
            if "consent_date" not in self.errors:
                self.add_error("consent_date", _("Say on which day they told you."))
        elif consent == Consent.UNKNOWN:
            self.cleaned_data["consent_date"] = None
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """The fields as actions take them, organisation aside."""
        return {name: self.cleaned_data[name] for name in FIELDS}
