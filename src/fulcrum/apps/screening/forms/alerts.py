"""The forms of alerts."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.screening.enums import Verdict


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=3000, help_text=help_text, widget=forms.Textarea({"rows": 4})
    )


class VerdictForm(forms.Form):
    """What reading the alert showed."""

    verdict = forms.ChoiceField(
        label=_("What did it show?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = _reason(
        _("Why"),
        _("From flows and facts alone. A colleague reads this before the alert is closed."),
    )


class CheckForm(forms.Form):
    """What a second person says."""

    agrees = forms.TypedChoiceField(
        label=_("Do you agree?"),
        choices=(("yes", _("Yes: close the alert")), ("no", _("No: send it back"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you do not agree."),
    )


class SnoozeForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Within a year. A new indicator or family ends it by itself."),
    )
    reason = _reason(_("Why"))


class AssignForm(forms.Form):
    """Whom alerts are given to."""

    alert = forms.TypedMultipleChoiceField(coerce=int, choices=())
    to = forms.TypedChoiceField(coerce=int, choices=(), empty_value=None, required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = cast("QueryDict", self.data).getlist("alert") if self.is_bound else []
        self.fields["alert"].choices = [  # type: ignore[attr-defined] # a choice field
            (one, one) for one in asked if one.isdecimal()
        ]
        self.fields["to"].choices = [("", "")] + [(one.pk, one.name) for one in people]  # type: ignore[attr-defined] # as above
