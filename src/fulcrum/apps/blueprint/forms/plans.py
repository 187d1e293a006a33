"""The forms of plans."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.blueprint.actions.plans import PlanInput
from fulcrum.apps.blueprint.exit_words import QUESTIONS as WORDS
from fulcrum.apps.blueprint.leverage.exit_test import QUESTIONS
from fulcrum.apps.blueprint.models import Plan
from fulcrum.apps.blueprint.queries.releases import action_line
from fulcrum.apps.blueprint.spec import ReleaseSpec

ANSWERS = {"yes": True, "no": False, "": None}
SAID = {True: "yes", False: "no", None: ""}


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(forms.Form):
    """Objective, leverage, Actions and day."""

    title = forms.CharField(label=_("Plan"), max_length=200)
    objective = forms.CharField(
        label=_("Objective"),
        max_length=3000,
        widget=_text(3),
        help_text=_("What will be different for the people concerned."),
    )
    leverage = forms.CharField(
        label=_("Leverage used"),
        max_length=3000,
        required=False,
        widget=_text(3),
        help_text=_("What moves the other side: terms, votes, others who ask for the same …"),
    )
    actions = forms.MultipleChoiceField(
        label=_("Actions it serves"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    by_when = _day(_("By when"))
    owner = forms.CharField(
        label=_("Who answers for it"),
        max_length=200,
        required=False,
        help_text=_("A function rather than a name."),
    )

    def __init__(self, *args: Any, spec: ReleaseSpec | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [action_line(spec, action) for action in spec.actions] if spec else []
        self.fields["actions"].choices = [  # type: ignore[attr-defined] # a field of choices
            (line.action.id, f"{line.action.id} {line.title}") for line in lines
        ]

    def given(self) -> PlanInput:
        """What was given, for the action."""
        return PlanInput(**self.cleaned_data)


def initial_plan(plan: Plan) -> dict[str, Any]:
    """What the form shows of a stored plan."""
    return {name: getattr(plan, name) for name in PlanForm.base_fields}


class MilestoneForm(forms.Form):
    """Something to be reached by a day."""

    title = forms.CharField(label=_("Milestone"), max_length=200)
    due = _day(_("By when"))
    owner = forms.CharField(label=_("Who answers for it"), max_length=200, required=False)


class EscalationForm(forms.Form):
    """What is done next, and when."""

    trigger = forms.CharField(
        label=_("When this happens"),
        max_length=300,
        help_text=_("“No answer within six weeks”, “a second audit finds the same”."),
    )
    step = forms.CharField(label=_("This is done"), max_length=300)


class DoneForm(forms.Form):
    """The day something was reached or done; none takes that back."""

    day = _day(_("On"), required=False)
    day.help_text = _("Leave it empty to say that it is not done after all.")

    def clean_day(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["day"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class OutcomeForm(forms.Form):
    """What came of a plan."""

    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=3000,
        widget=_text(4),
        help_text=_("For the people concerned first; also when nothing came of it."),
    )


class ExitTestForm(forms.Form):
    """Whether leaving would lower the risk to people: five questions, each with a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            question, hint = WORDS[name]
            self.fields[name] = forms.ChoiceField(
                label=str(question),
                help_text=str(hint),
                required=False,
                choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not known yet"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                label=_("Why"), max_length=1000, required=False, widget=_text(2)
            )

    def clean(self) -> dict[str, Any]:
        """Each answer has a reason."""
        data = super().clean() or {}
        for name in QUESTIONS:
            if data.get(name) and not data.get(f"{name}_reason", "").strip():
                self.add_error(f"{name}_reason", _("Give the reason in a sentence."))
        return data

    def answers(self) -> dict[str, tuple[bool | None, str]]:
        """Answer and reason by question."""
        data = self.cleaned_data
        return {name: (ANSWERS[data[name]], data[f"{name}_reason"]) for name in QUESTIONS}


def initial_exit_test(plan: Plan) -> dict[str, Any]:
    """What was answered before."""
    found: dict[str, Any] = {}
    for name, kept in plan.exit_answers.items():
        found |= {name: SAID[kept["answer"]], f"{name}_reason": kept["reason"]}
    return found
