"""The form of one question about a risk."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.actions.judgements import Judgement
from fulcrum.apps.blueprint.diagnosis.questions import CHOICE, LEVEL, YES_NO, Question
from fulcrum.apps.blueprint.diagnosis.severity import ANCHORS, LEVELS
from fulcrum.apps.blueprint.diagnosis.terms import Harm

YES, NO, OPEN = "yes", "no", ""
ANSWERS = {YES: True, NO: False, OPEN: None}


def _said(value: Any) -> str:
    return {True: YES, False: NO, None: OPEN}.get(value, str(value))


class QuestionForm(forms.Form):
    """One question on a risk: the answer, and why."""

    choice = forms.ChoiceField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why? One or two sentences"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept and shown beside the judgement. No names of people."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, question: Question, proposed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.proposed = question, proposed
        self.fields["choice"].label = str(question.text)
        self.fields["choice"].choices = self._choices()  # type: ignore[attr-defined]
        if question.kind == CHOICE:
            del self.fields["reason"]

    def _choices(self) -> list[tuple[str, Any]]:
        if self.question.kind == YES_NO:
            return [(YES, _("Yes")), (NO, _("No")), (OPEN, _("Not known yet"))]
        if self.question.kind == LEVEL:
            anchors = ANCHORS[self.question.name]
            return [(str(level), anchors[level - 1]) for level in LEVELS]
        return list(Harm.choices)

    def clean(self) -> dict[str, Any]:
        """A level or a harm is chosen; what departs from the sources has a reason."""
        data = super().clean() or {}
        choice = data.get("choice", "")
        if self.question.kind in {LEVEL, CHOICE} and not choice and "choice" not in self.errors:
            self.add_error("choice", _("Choose one of the answers."))
        departs = self.question.name == "likelihood" and choice and choice != str(self.proposed)
        if departs and not data.get("reason", "").strip():
            self.add_error("reason", _("Please say what you know better than the sources."))
        return data

    def judgement(self) -> Judgement:
        """What was answered."""
        choice = self.cleaned_data["choice"]
        value: Any = choice
        if self.question.kind == YES_NO:
            value = ANSWERS[choice]
        elif self.question.kind == LEVEL:
            value = int(choice)
        return Judgement(self.question.name, value, self.cleaned_data.get("reason", ""))


def initial_of(question: Question, value: Any, reason: str, version: int = 0) -> dict[str, Any]:
    """What a question's form begins with."""
    return {"choice": _said(value), "reason": reason, "version": version}
