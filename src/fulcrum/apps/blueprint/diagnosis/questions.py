"""The questions on one risk, in their order, and which of them a given answer makes needless."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
YES_NO, LEVEL, CHOICE, RECORD = "yes_no", "level", "choice", "record"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, one page.

    Attributes:
        name: the judgement it asks for.
        kind: yes or no, a level from 1 to 5, a choice, or a line of the record.
        title: the heading it belongs to.
        text: the question.
        help: what to think of while answering.
    """

    name: str
    kind: str
    title: Text
    text: Text
    help: Text


_CONNECTION = _("Connection")
_SEVERITY = _("Severity")
QUESTIONS = (
    Question(
        "harm",
        CHOICE,
        _("The harm"),
        _("Which harm to people do you have in mind?"),
        _("Think of the people at the far end: workers, borrowers, account holders, families."),
    ),
    Question(
        "causes",
        YES_NO,
        _CONNECTION,
        _("Is your own act or omission enough to do the harm?"),
        _(
            "For instance: you employ, house or recruit the people yourselves, or what you decide is "
            "all it takes."
        ),
    ),
    Question(
        "contributes",
        YES_NO,
        _CONNECTION,
        _("Does what you do, with others, materially raise or reward the harm?"),
        _(
            "For instance: a price or deadline that cannot be met without it, finance for the very "
            "site where it is known to happen, or a fee that rises with it."
        ),
    ),
    Question(
        "linked",
        YES_NO,
        _CONNECTION,
        _("Is the harm tied to your product or service through a business relationship?"),
        _(
            "For instance: a client, an investee, a supplier or one of theirs, without anything you "
            "did having raised it."
        ),
    ),
    Question(
        "scale",
        LEVEL,
        _SEVERITY,
        _("How grave is the harm for those it reaches?"),
        _("Think of the gravest that is plausible, not of the usual case."),
    ),
    Question(
        "scope",
        LEVEL,
        _SEVERITY,
        _("How many people does it reach?"),
        _("Not how much money: how many people."),
    ),
    Question(
        "irremediability",
        LEVEL,
        _SEVERITY,
        _("How hard would it be to put right?"),
        _("Could people be put back where they were, or where they would have been?"),
    ),
    Question(
        "likelihood",
        LEVEL,
        _("Likelihood"),
        _("How likely is it?"),
        _("The sources propose a level. Stand by it, or say what you know better."),
    ),
    Question(
        "known",
        RECORD,
        _("What you know and did"),
        _("Do you know of this harm already, and what was done?"),
        _(
            "To know and not to act moves a link towards a contribution. The record keeps the days, "
            "in your favour too."
        ),
    ),
)
BY_NAME = {question.name: question for question in QUESTIONS}
INVOLVEMENT = ("causes", "contributes", "linked")


def asked(answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions that are left to ask: a yes to the graver makes the lighter ones needless."""
    skipped: set[str] = set()
    for place, name in enumerate(INVOLVEMENT):
        if answers.get(name):
            skipped = set(INVOLVEMENT[place + 1 :])
            break
    return tuple(question for question in QUESTIONS if question.name not in skipped)


def neighbours(answers: Mapping[str, Any], name: str) -> tuple[str, str, int, int]:
    """The questions before and after one ("" at the ends), its number from 1, and how many."""
    names = [question.name for question in asked(answers)]
    place = names.index(name)
    before = names[place - 1] if place else ""
    after = names[place + 1] if place + 1 < len(names) else ""
    return before, after, place + 1, len(names)
