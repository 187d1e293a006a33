"""The forms of practices: what is contributed, and what the Secretariat says to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.practices import PracticeInput
from fulcrum.apps.blueprint.forms.diagnostics import sector_choices
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, Shown
from fulcrum.apps.blueprint.models import Practice
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties.enums import ActorType
from fulcrum.apps.parties.geography import countries

FIELDS = (
    "title", "who", "what", "result", "kind", "shown", "actor_types", "actions", "sectors",
    "countries", "source", "source_url", "source_date",
)  # fmt: skip


def _several(label: Any, size: int = 6) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": size}),
        help_text=gettext_lazy("Choose none when it holds for any."),
    )


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PracticeForm(forms.Form):
    """What somebody did with their leverage, where it is from, and what came of it."""

    title = forms.CharField(
        label=gettext_lazy("Practice"),
        max_length=200,
        help_text=gettext_lazy("One line that another institution would look for."),
    )
    who = forms.CharField(
        label=gettext_lazy("Who did it"),
        max_length=200,
        help_text=gettext_lazy("A name that is public, or a kind: “a retail bank”. No people."),
    )
    what = forms.CharField(label=gettext_lazy("What was done"), max_length=5000, widget=_text(5))
    result = forms.CharField(
        label=gettext_lazy("Reported result"), max_length=3000, required=False, widget=_text(3)
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of leverage"),
        choices=LeverageKind.choices,
        widget=forms.RadioSelect,
    )
    shown = forms.TypedChoiceField(
        label=gettext_lazy("How strongly the result is shown"),
        choices=Shown.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    actor_types = _several(gettext_lazy("Kinds of institution"))
    actions = _several(gettext_lazy("Actions it serves"))
    sectors = _several(gettext_lazy("Sectors (ISIC)"), 8)
    countries = _several(gettext_lazy("Countries"), 8)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=500,
        help_text=gettext_lazy("A report, a page, an interview: what somebody else could look up."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source (https)"),
        max_length=1000,
        required=False,
        assume_scheme="https",
    )
    source_date = forms.DateField(
        label=gettext_lazy("Date of the source"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, spec: ReleaseSpec | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [action_line(spec, action) for action in spec.actions] if spec else []
        choices: dict[str, list[tuple[str, Any]]] = {
            "actor_types": list(ActorType.choices),
            "actions": [(line.action.id, f"{line.action.id} {line.title}") for line in lines],
            "sectors": sector_choices()[1:],
            "countries": sorted(countries().items(), key=lambda pair: pair[1]),
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined] # a field of choices

    def clean_source_url(self) -> str:
        """Links lead over HTTPS alone."""
        link: str = self.cleaned_data["source_url"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Use an address that begins with https://."))
        return link

    def given(self) -> PracticeInput:
        """What was given, for the action."""
        data = dict(self.cleaned_data)
        return PracticeInput(
            **data | {"kind": LeverageKind(data["kind"]), "shown": Shown(data["shown"])}
        )


def initial_practice(practice: Practice) -> dict[str, Any]:
    """What the form shows of a stored practice."""
    return {name: getattr(practice, name) for name in FIELDS}


class ModerationForm(forms.Form):
    """Why a practice is returned or withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=_text(3),
        help_text=gettext_lazy("Whoever contributed it reads this."),
    )
