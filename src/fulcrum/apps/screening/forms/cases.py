"""The forms of cases, notes, files and tasks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.screening.actions.case_parts import TaskInput
from fulcrum.apps.screening.actions.cases import CaseInput
from fulcrum.apps.screening.models import Case

USUAL_DAYS = 30  # from opening a case to deciding it; our default


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, as browsers ask for one."""
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more
    )


def text_field(label: Any, length: int, rows: int, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def _not_past(day: Any, kept: Any = None) -> Any:
    if day is not None and day != kept and day < timezone.localdate():
        raise ValidationError(_("This day has passed."))
    return day


class CaseForm(forms.Form):
    """Title, day, lead and what it is about."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("A few words without names: the title shows in lists and in the log."),
    )
    due_on = day_field(_("To be decided by"))
    lead = forms.ModelChoiceField(
        User.objects.none(), label=_("Lead"), required=False, empty_label=_("nobody yet")
    )
    summary = text_field(_("What it is about"), 5000, 4, required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people  # type: ignore[attr-defined] # a field of records

    def clean_due_on(self) -> Any:
        """Not a day that has passed, unless it was the case's day before."""
        return _not_past(self.cleaned_data["due_on"], self.initial.get("due_on"))

    def given(self) -> CaseInput:
        """What was given, for the action."""
        names = ("title", "due_on", "summary", "lead")
        return CaseInput(**{name: self.cleaned_data[name] for name in names})


def new_case(user_id: int | None) -> dict[str, Any]:
    """What the form of a new case begins with."""
    return {"due_on": timezone.localdate() + timedelta(days=USUAL_DAYS), "lead": user_id}


def initial_case(case: Case) -> dict[str, Any]:
    """What the form shows of a stored case."""
    return {
        "title": case.title,
        "due_on": case.due_on,
        "lead": case.lead_id,
        "summary": case.summary,
    }


class NamedCase(forms.ModelChoiceField):  # type: ignore[type-arg] # takes none at run time
    """Offers cases by number and title; a case's own text leaves the title out, for logs."""

    def label_from_instance(self, obj: Case) -> str:
        """Number and title."""
        return f"{obj.number} {obj.title}"


class AlertCaseForm(CaseForm):
    """A case for an alert: one that is open, or a new one, which needs nothing typed."""

    case = NamedCase(
        Case.objects.none(),
        label=_("Case"),
        required=False,
        empty_label=_("a new case"),
        help_text=_("For a case that is open already, leave the rest as it is."),
    )
    field_order = ("case", "title", "due_on", "lead", "summary")

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases  # type: ignore[attr-defined] # a field of records
        for name in ("title", "due_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """What was left out of a new case is as the form began."""
        data = super().clean() or {}
        for name in ("title", "due_on"):
            data[name] = data.get(name) or self.initial[name]
        if data.get("case") is not None:
            self.errors.pop("due_on", None)  # of a new case, which was not asked for
        return data


class NoteForm(forms.Form):
    """A note."""

    text = text_field(
        _("Note"),
        10_000,
        5,
        help_text=_("What you found out, and from where. A note is never changed or taken out."),
    )


class CaseFileForm(forms.Form):
    """An attachment."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("PDF, picture, Word, Excel, CSV or text, at most 20 MB. It is kept sealed."),
    )


class TaskForm(forms.Form):
    """Something to be done by somebody by a day."""

    title = forms.CharField(label=_("Task"), max_length=200)
    due_on = day_field(_("By when"))
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Who does it"), required=False, empty_label=_("nobody yet")
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined] # as above

    def clean_due_on(self) -> Any:
        """Not a day that has passed."""
        return _not_past(self.cleaned_data["due_on"])

    def given(self) -> TaskInput:
        """What was given, for the action."""
        return TaskInput(**self.cleaned_data)


class CaseOutcomeForm(forms.Form):
    """What came of a case."""

    outcome = text_field(
        _("What came of it"),
        5000,
        4,
        help_text=_("For the people concerned first; also when nothing came of it."),
    )
