"""The forms of bundles: which quarters, that one has read it, and a bank's file for the hub."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fulcrum.engines.screening.learning.bundle import MOST_BYTES
from fulcrum.engines.screening.learning.quarters import Quarter, parse_quarter

KEY_BYTES = 10_000


class BundleForm(forms.Form):
    """The quarters a bundle tells of."""

    first = forms.ChoiceField(label=_("First quarter"))
    last = forms.ChoiceField(
        label=_("Last quarter"),
        help_text=_("A quarter is told once. Longer periods withhold fewer counts."),
    )

    def __init__(self, *args: Any, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            self.fields[name].choices = [  # type: ignore[attr-defined] # a field of choices
                (str(one), str(one)) for one in quarters
            ]

    def clean(self) -> dict[str, Any]:
        """The last quarter is not before the first."""
        data = super().clean() or {}
        if "first" in data and "last" in data and self.quarters()[1] < self.quarters()[0]:
            self.add_error("last", _("This is before the first quarter."))
        return data

    def quarters(self) -> tuple[Quarter, Quarter]:
        """The two ends."""
        first, last = (parse_quarter(self.cleaned_data[name]) for name in ("first", "last"))
        return first, last


class SignForm(forms.Form):
    """That a person read what they sign."""

    has_read = forms.BooleanField(label=_("I have read the whole text above"))


class HubForm(forms.Form):
    """A bank's bundle and the key it was signed with."""

    label = forms.CharField(label=_("Whose bundle it is"), max_length=200)
    file = forms.FileField(
        label=_("Bundle"),
        max_length=200,
        help_text=_("The signed file as it came."),
    )
    key = forms.FileField(
        label=_("Public key"),
        max_length=200,
        help_text=_("The bank's PEM file, come by another way than the bundle."),
    )

    def contents(self) -> tuple[bytes, bytes]:
        """Bundle and key, no longer than they may be."""
        file, key = self.cleaned_data["file"], self.cleaned_data["key"]
        return file.read(MOST_BYTES + 1), key.read(KEY_BYTES)
