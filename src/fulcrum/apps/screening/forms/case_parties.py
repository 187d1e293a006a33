"""The forms of parties and of decisions: what could harm a possible victim is not offered."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.screening.actions.case_parties import PartyInput
from fulcrum.apps.screening.actions.decisions import DecisionInput
from fulcrum.apps.screening.case_guidance import withheld
from fulcrum.apps.screening.enums import DecisionKind, PartyKind, PartyRole
from fulcrum.apps.screening.forms.cases import text_field
from fulcrum.apps.screening.models import CaseParty


class PartyForm(forms.Form):
    """Who somebody is, who they may be in this case, and why."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Person or firm"), choices=PartyKind.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(label=_("Customer or account"), max_length=160, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=PartyRole.choices,
        widget=forms.RadioSelect,
        help_text=_("Never known for certain. Where you cannot tell, say “Unclear”."),
    )
    basis = text_field(
        _("Why this role"),
        3000,
        4,
        help_text=_(
            "From payments and facts alone, never from sex, nationality or origin. Another role needs "
            "a new reason; the one before it is kept as a note."
        ),
    )
    is_subject = forms.BooleanField(
        label=_("Subject of the report"),
        required=False,
        help_text=_("The report is about them. Never somebody who may be a victim."),
    )

    def clean(self) -> dict[str, Any]:
        """A possible victim is no subject; one who was a subject until now is taken off by the action."""
        data = super().clean() or {}
        is_victim = data.get("role") == PartyRole.POSSIBLE_VICTIM
        if is_victim and data.get("is_subject") and not self.initial.get("is_subject"):
            said = _("Whoever may be a victim is never the subject of a report.")
            self.add_error("is_subject", said)
        return data

    def given(self) -> PartyInput:
        """What was given, for the action."""
        return PartyInput(**self.cleaned_data)


NEW_PARTY = {"kind": PartyKind.PERSON, "role": PartyRole.UNCLEAR}


def initial_party(party: CaseParty) -> dict[str, Any]:
    """What the form shows of a stored party."""
    return {name: getattr(party, name) for name in PartyForm.base_fields}


class DecisionForm(forms.Form):
    """What is decided about a party or the whole case, and why."""

    kind = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This decision is not offered here.")},
    )
    reason = text_field(
        _("Why"), 5000, 5, help_text=_("So that somebody who was not there can follow it.")
    )

    def __init__(
        self, *args: Any, roles: Collection[str], about: CaseParty | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._about = about
        left_out = withheld(roles, about.role if about else None)
        self.fields["kind"].choices = [  # type: ignore[attr-defined] # a field of choices
            (kind.value, kind.label) for kind in DecisionKind if kind not in left_out
        ]

    def given(self) -> DecisionInput:
        """What was given, for the action."""
        return DecisionInput(about=self._about, **self.cleaned_data)


class CheckForm(forms.Form):
    """What a second person says of a decision."""

    agrees = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    remark = text_field(
        _("Remark"),
        3000,
        4,
        required=False,
        help_text=_("Needed when you do not agree. It is kept as a note of the case."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever does not agree says why."""
        data = super().clean() or {}
        if data.get("agrees") == "no" and not data.get("remark", "").strip():
            self.add_error("remark", _("Say what you see differently."))
        return data

    def given(self) -> dict[str, Any]:
        """What was given, for the action."""
        return {
            "agrees": self.cleaned_data["agrees"] == "yes",
            "remark": self.cleaned_data["remark"],
        }
