"""Forms of relations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.forms.fields import OrganisationField
from fulcrum.kernel.actors import Actor


def _date(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class RelationForm(forms.Form):
    """How something stands to an organisation."""

    kind = forms.ChoiceField(label=gettext_lazy("Relation"), choices=RelationKind.choices)
    target = OrganisationField(label=gettext_lazy("To which organisation"))
    terms = forms.CharField(
        label=gettext_lazy("Terms"),
        required=False,
        max_length=5000,
        help_text=gettext_lazy("What the arrangement says, in short, or where it is kept."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start_date = _date(gettext_lazy("From"))
    end_date = _date(gettext_lazy("Until"), gettext_lazy("Leave empty while it lasts."))
    evidence = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=500)

    def __init__(self, *args: Any, actor: Actor, from_person: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].actor = actor  # type: ignore[attr-defined]
        if from_person:
            kind: Any = self.fields["kind"]
            kind.choices = [
                choice
                for choice in RelationKind.choices
                if choice[0] != RelationKind.SURVIVOR_INCLUSION
            ]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        start, end = self.cleaned_data.get("start_date"), self.cleaned_data.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("It ends before it begins."))
        return self.cleaned_data


class EndRelationForm(forms.Form):
    """The day a relation ended."""

    end_date = forms.DateField(
        label=gettext_lazy("Last day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
