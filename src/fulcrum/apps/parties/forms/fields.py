"""Form fields of this app."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.parties import geography
from fulcrum.apps.parties.queries.organisations import find_organisation
from fulcrum.apps.parties.references import naming
from fulcrum.kernel.actors import Actor

OPTIONS_ID = "organisation-options"


class ManyField(forms.CharField):
    """Several things, one a line: kept as a list of codes, shown by their names."""

    widget = forms.Textarea

    def __init__(
        self,
        *,
        find: Callable[[str], str] = str,
        name: Callable[[str], str] = str,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)
        self.find, self.name = find, name

    def prepare_value(self, value: Any) -> Any:
        """A list as lines of names; what was typed as it was."""
        return "\n".join(self.name(part) for part in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The codes of the lines, each once."""
        lines = [line.strip() for line in str(value or "").replace("\r", "\n").split("\n")]
        said = [line for line in lines if line]
        unknown = [line for line in said if not self.find(line)]
        if unknown:
            text = _("Not known here: %(names)s. Write one a line.")
            raise ValidationError(text % {"names": ", ".join(unknown[:3])})
        return list(dict.fromkeys(self.find(line) for line in said))


def countries_field(label: Any, help_text: Any = "") -> ManyField:
    """Countries, by name or code."""
    return ManyField(
        label=label,
        help_text=help_text or gettext_lazy("One country a line, by name or two-letter code."),
        find=geography.find_country,
        name=geography.country_name,
    )


def languages_field(label: Any, help_text: Any = "") -> ManyField:
    """Languages, by name or code."""
    return ManyField(
        label=label,
        help_text=help_text or gettext_lazy("One language a line; the main one first."),
        find=geography.find_language,
        name=geography.language_name,
    )


def country_choices() -> list[tuple[str, str]]:
    """Every country, and none chosen."""
    return [("", _("Choose a country")), *geography.countries().items()]


class OrganisationField(forms.CharField):
    """One organisation, named as “Name (CC)”, by LEI or by key; suggestions come while typing."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {
            "list": OPTIONS_ID,
            "autocomplete": "off",
            "hx-get": reverse_lazy("organisation_suggestions"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{OPTIONS_ID}",
        }
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        kwargs.setdefault(
            "help_text", gettext_lazy("Type its name and choose, or give its LEI or key.")
        )
        super().__init__(**kwargs)
        self.actor: Actor | None = None

    def prepare_value(self, value: Any) -> Any:
        """An organisation as its text."""
        return naming(value) if hasattr(value, "country") else value

    def clean(self, value: Any) -> Any:
        """The organisation, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = find_organisation(text, self.actor) if self.actor else None
        if found is None:
            raise ValidationError(
                _("There is no such organisation here, or more than one. Choose from the list.")
            )
        return found
