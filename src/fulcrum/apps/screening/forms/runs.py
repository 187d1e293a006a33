"""The forms of runs."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.screening.enums import Every
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.errors import FulcrumError


class RunForm(forms.Form):
    """What to run over what."""

    folder = forms.ChoiceField(
        label=_("Data"),
        help_text=_("Folders that “fulcrum screen ingest” wrote into this organisation's place."),
    )
    title = forms.CharField(label=_("Run"), max_length=200)
    since = forms.DateField(
        label=_("Compute anew from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave empty to compute everything."),
    )
    parameters = forms.CharField(
        label=_("Your own values"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text=_("TOML, for instance [I05] and, below it, report_threshold = 9000."),
    )

    def __init__(self, *args: Any, folders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].choices = folders  # type: ignore[attr-defined] # a choice field

    def clean_parameters(self) -> dict[str, dict[str, Any]]:
        """The values by indicator and parameter."""
        try:
            told = tomllib.loads(self.cleaned_data["parameters"])
            wrong = [key for key, value in told.items() if not isinstance(value, dict)]
            if wrong:
                raise forms.ValidationError(
                    _now("%(key)s stands outside an indicator.") % {"key": wrong[0]}
                )
            load_pack().values(told)
        except tomllib.TOMLDecodeError as error:
            raise forms.ValidationError(
                _now("This is not TOML: %(why)s") % {"why": error}
            ) from None
        except FulcrumError as error:
            raise forms.ValidationError(str(error)) from None
        return told


class ScheduleForm(forms.Form):
    """How often runs start by themselves."""

    every = forms.ChoiceField(label=_("How often"), choices=Every.choices)
    days_back = forms.IntegerField(
        label=_("Days computed anew"),
        min_value=0,
        max_value=400,
        initial=0,
        help_text=_("0 computes everything."),
    )
    is_on = forms.BooleanField(label=_("On"), required=False, initial=True)
