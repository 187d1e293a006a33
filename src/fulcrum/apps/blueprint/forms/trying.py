"""Forms of the diagnostic that anybody may try; what was answered travels signed, and is not kept."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.diagnosis.questions import QUESTIONS, RECORD, asked
from fulcrum.apps.blueprint.diagnosis.terms import Area
from fulcrum.apps.blueprint.forms.diagnostics import ExposureForm

SALT, LASTING = "fulcrum.try", 6 * 3600
MOST_ITEMS, MOST_BYTES = 5, 64 * 1024
WHERE, WHAT, RESULT = "where", "what", "result"
State = dict[str, Any]


def begun() -> State:
    """Nothing answered yet."""
    return {"step": WHERE, "items": [{}]}


def pack(state: State) -> str:
    """What was answered, signed."""
    return signing.dumps(state, salt=SALT, compress=True)


def unpack(text: str) -> State | None:
    """What was answered; None when it is not ours, was changed, or is older than six hours."""
    try:
        state = signing.loads(text, salt=SALT, max_age=LASTING)
    except signing.BadSignature:
        return None
    return state if isinstance(state, dict) else None


def steps_of(item: dict[str, Any]) -> list[str]:
    """The pages on one activity, in order; the record of what was known needs an account."""
    questions = [question.name for question in asked(item) if question.kind != RECORD]
    return [WHERE, WHAT, *questions]


QUESTION_NAMES = {question.name for question in QUESTIONS}


class WhereForm(forms.Form):
    """Which part of an institution one thinks of."""

    area = forms.ChoiceField(
        label=gettext_lazy("Which part of your business do you have in mind?"),
        choices=Area.choices,
        widget=forms.RadioSelect,
    )


class WhatForm(ExposureForm):
    """What one thinks of there; nothing that names anybody."""

    field_order = ("sector", "country", "good", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["activity"]
