"""The forms of reviewers: codings, disputes and decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.blueprint.actions.codings import CodingInput
from fulcrum.apps.blueprint.forms.commitments import _text
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import (
    Commitment,
    CommitmentEvidence,
    DisputeState,
    EvidenceKind,
    EvidenceStrength,
)


class CodingForm(forms.Form):
    """A reviewer's reading by the codebook."""

    kind = forms.ChoiceField(
        label=_("What it shows"), choices=EvidenceKind.choices, widget=forms.RadioSelect
    )
    strength = forms.TypedChoiceField(
        label=_("How strong it is"),
        choices=EvidenceStrength.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        widget=_text(3),
        help_text=_("Needed when you settle a disagreement; the institution can read it."),
    )

    def given(self) -> CodingInput:
        """What was given, for the action."""
        data = self.cleaned_data
        return CodingInput(Kind(data["kind"]), Strength(data["strength"]), data["note"])


class DisputeForm(forms.Form):
    """What is disputed, and why."""

    evidence = forms.ModelChoiceField(
        label=_("About"),
        queryset=CommitmentEvidence.objects.none(),
        required=False,
        empty_label=_("The commitment as a whole"),
    )
    text = forms.CharField(label=_("Your reasons"), max_length=5000, widget=_text(5))

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["evidence"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = commitment.evidence.filter(withdrawn_at=None).order_by("pk")


class DecisionForm(forms.Form):
    """How a dispute ends, and why."""

    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (DisputeState.DISMISSED, _("Dismissed: the evidence counts in full again")),
            (DisputeState.UPHELD, _("Upheld: the disputed evidence counts no more")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Reasons"), max_length=5000, widget=_text(4))
