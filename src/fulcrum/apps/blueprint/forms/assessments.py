"""The form of one question."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.blueprint.actions.assessments import AnswerInput
from fulcrum.apps.blueprint.models import Answer
from fulcrum.apps.blueprint.spec import Item

NOT_APPLICABLE = "na"


class StartForm(forms.Form):
    """The day a new assessment describes."""

    as_of_date = forms.DateField(
        label=_("State of play on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day your answers describe; usually today."),
    )

    def clean_as_of_date(self) -> date:
        """Nobody describes a day to come."""
        day: date = self.cleaned_data["as_of_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class AnswerForm(forms.Form):
    """One question: a level with its anchor, or not applicable with a reason."""

    choice = forms.ChoiceField(label=_("Your level"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why it does not apply"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed only for “does not apply”. One sentence is enough."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What a reader should know. It is part of what you submit."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(level), anchor) for level, anchor in enumerate(item.levels)]
        choices = [*levels, (NOT_APPLICABLE, _("Does not apply to us"))]
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Not applicable needs a reason."""
        data = super().clean() or {}
        if data.get("choice") == NOT_APPLICABLE and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Please say why this does not apply."))
        return data

    def answer_input(self) -> AnswerInput:
        """What was given, for the action."""
        choice = self.cleaned_data["choice"]
        aside = choice == NOT_APPLICABLE
        return AnswerInput(
            level=int(choice) if choice and not aside else None,
            not_applicable=aside,
            reason=self.cleaned_data["reason"] if aside else "",
            note=self.cleaned_data["note"],
        )


def initial_of(answer: Answer | None) -> dict[str, Any]:
    """What the form shows for a stored answer."""
    if answer is None:
        return {"version": 0}
    choice = NOT_APPLICABLE if answer.not_applicable else answer.level
    return {
        "choice": "" if choice is None else str(choice),
        "reason": answer.reason,
        "note": answer.note,
        "version": answer.version,
    }


def kept_choice(form: AnswerForm) -> str:
    """The radio button that is pressed: what was stored or sent; "" before there is an answer."""
    return str(form["choice"].value() or "")


class MessageForm(forms.Form):
    """A remark, a question or a reply."""

    text = forms.CharField(
        label=_("Your message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class LinkForm(forms.Form):
    """Evidence that lies elsewhere."""

    title = forms.CharField(label=_("What it shows"), max_length=200)
    link = forms.URLField(label=_("Address (https)"), max_length=1000, assume_scheme="https")

    def clean_link(self) -> str:
        """Links lead over HTTPS alone."""
        link: str = self.cleaned_data["link"]
        if not link.startswith("https://"):
            raise forms.ValidationError(_("Use an address that begins with https://."))
        return link


class FileForm(forms.Form):
    """Evidence as a file."""

    title = forms.CharField(label=_("What it shows"), max_length=200)
    file = forms.FileField(label=_("File"), max_length=200)
