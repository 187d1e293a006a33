"""The forms of commitments, their evidence, reviews and disputes."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models import (
    Audience,
    Commitment,
    CommitmentEvidence,
    EvidenceKind,
)
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.spec import ReleaseSpec


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CommitmentForm(forms.Form):
    """What an institution commits to."""

    title = forms.CharField(
        label=_("Commitment"), max_length=200, help_text=_("One line that says what will be so.")
    )
    actions = forms.MultipleChoiceField(
        label=_("Actions it serves"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("One to ten. Hold Ctrl (⌘ on a Mac) to choose several."),
    )
    what = forms.CharField(
        label=_("What will be done"), max_length=5000, required=False, widget=_text(4)
    )
    by_when = forms.DateField(label=_("By when"), widget=_date())
    indicator = forms.CharField(
        label=_("How it will be known"),
        max_length=2000,
        widget=_text(2),
        help_text=_("The indicator of success, so that somebody else could check it."),
    )
    owner = forms.CharField(
        label=_("Who answers for it"),
        max_length=200,
        required=False,
        help_text=_("A function rather than a name: it may be read by others."),
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience.choices, initial=Audience.SECRETARIAT
    )
    source = forms.CharField(
        label=_("Where it was said"),
        max_length=500,
        required=False,
        help_text=_("A report, a speech, a page; empty when it is said here first."),
    )

    def __init__(self, *args: Any, spec: ReleaseSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["actions"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        lines = [action_line(spec, action) for action in spec.actions]
        field.choices = [(line.action.id, f"{line.action.id} {line.title}") for line in lines]

    def given(self) -> CommitmentInput:
        """What was given, for the action."""
        return CommitmentInput(**self.cleaned_data)


def initial_commitment(commitment: Commitment) -> dict[str, Any]:
    """What the form shows of a stored commitment."""
    names = ("title", "what", "by_when", "indicator", "owner", "audience", "source")
    actions = list(commitment.actions.values_list("action_id", flat=True))
    return {name: getattr(commitment, name) for name in names} | {"actions": actions}


class EvidenceForm(forms.Form):
    """A dated document: as a file, or where it is."""

    title = forms.CharField(label=_("Title of the document"), max_length=200)
    publisher = forms.CharField(
        label=_("Whose document it is"),
        max_length=200,
        help_text=_("Who wrote it or stands by it: your institution, an auditor, a regulator …"),
    )
    dated = forms.DateField(label=_("Date it bears"), widget=_date())
    kind = forms.ChoiceField(label=_("What it shows"), choices=EvidenceKind.choices)
    link = forms.URLField(
        label=_("Address (https)"), max_length=1000, required=False, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Or a file"), max_length=200, required=False, help_text=_("It is sealed at rest.")
    )
    replaces = forms.ModelChoiceField(
        label=_("It takes the place of"),
        queryset=CommitmentEvidence.objects.none(),
        required=False,
        empty_label=_("Nothing: it stands beside what is there"),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaces"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = commitment.evidence.filter(withdrawn_at=None, newer=None).order_by("pk")
        if not field.queryset.exists():
            del self.fields["replaces"]

    def clean_dated(self) -> date:
        """A document cannot bear a day to come."""
        day: date = self.cleaned_data["dated"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_link(self) -> str:
        """Links lead over HTTPS alone."""
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Use an address that begins with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        """A file or a link, not both."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("link")) == bool(data.get("file")):
            self.add_error("link", _("Give an address or a file: one of the two."))
        return data

    def given(self) -> EvidenceInput:
        """What was given, for the action."""
        data = self.cleaned_data
        return EvidenceInput(
            data["title"], data["publisher"], data["dated"], Kind(data["kind"]), data["link"] or ""
        )


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=_text(2),
        help_text=_("It stays with the record and can be read by whoever can read the commitment."),
    )
