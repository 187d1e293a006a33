"""What happens in the showcase's year: a draft in the making, questions asked, answered, accepted."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from fulcrum.apps.blueprint.actions import assessments, evidence, submissions
from fulcrum.apps.blueprint.actions.assessments import AnswerInput
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import TOP_LEVEL
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role

Houses = Mapping[str, Mapping[Role, Actor]]
LEAD, COLLEAGUE, OFFICER = (
    Role.INSTITUTION_LEAD,
    Role.INSTITUTION_COLLEAGUE,
    Role.SECRETARIAT_OFFICER,
)
OPEN_SHARE, ASIDE_SHARE = 0.06, 0.03
NOTES = (
    "Adopted by the board in spring; the minutes are attached.",
    "Piloted in two regions; the rest follows next year.",
    "Our auditors looked at a sample of twenty files.",
)


def _given(draws: Random, maturity: float) -> AnswerInput:
    """An answer as an institution of this maturity (0 to 4) gives it; at times none."""
    if draws.random() < OPEN_SHARE:
        return AnswerInput()
    if draws.random() < ASIDE_SHARE:
        return AnswerInput(not_applicable=True, reason="We have no such business.")
    level = min(TOP_LEVEL, max(0, round(draws.gauss(maturity, 0.9))))
    return AnswerInput(level, note=draws.choice(NOTES) if draws.random() < 0.15 else "")


def _begin(actor: Actor, day: date) -> Assessment:
    organisation = Organisation.objects.get(tenant_id=actor.tenant_id or 0)
    return assessments.start_assessment(organisation, by=actor, as_of_date=day)


def _answer(assessment: Assessment, people: list[Actor], draws: Random, *, until: int, maturity: float) -> None:  # fmt: skip
    """Answer the first questions, in turn."""
    for number, item in enumerate(list(spec_of(assessment.release).items)[:until]):
        given = _given(draws, maturity)
        assessments.answer_item(assessment, item, given, by=people[number % len(people)])


def _submit(actor: Actor, draws: Random, day: date, maturity: float) -> Assessment:
    assessment = _begin(actor, day)
    _answer(assessment, [actor], draws, until=len(spec_of(assessment.release).items), maturity=maturity)  # fmt: skip
    return assessments.submit(assessments.sign_off(assessment, by=actor), by=actor)


def _draft(people: Mapping[Role, Actor], draws: Random, today: date) -> None:
    """Half done by two people, with remarks and evidence, a year after the one before."""
    lead, colleague = people[LEAD], people[COLLEAGUE]
    _submit(lead, draws, today - timedelta(days=380), 1.4)
    assessment = _begin(lead, today - timedelta(days=2))
    _answer(assessment, [lead, colleague], draws, until=23, maturity=2.1)
    first, second, third = list(spec_of(assessment.release).items)[:3]
    assessments.comment_on_item(
        assessment, second, "The mandate was renewed in May. Can you attach it?", by=lead
    )
    assessments.comment_on_item(assessment, second, "Done, see the link.", by=colleague)
    assessments.comment_on_item(
        assessment, third, "I would say level 2: the branches are not covered yet.", by=colleague
    )
    for item, title, link in (
        (first, "Board minutes, item 4", "https://harbour.example/board/minutes-4"),
        (second, "Mandate of the lead, signed in May", "https://harbour.example/mandate"),
    ):
        evidence.add_link(assessment, item, title=title, link=link, by=colleague)


def _accept_older(officer: Actor, before: date) -> None:
    """What came in before a day was read and accepted."""
    waiting = Assessment.objects.filter(
        state=AssessmentState.SUBMITTED, finished_at__date__lt=before, clarifications=None
    )
    for assessment in waiting:
        submissions.accept_submission(assessment, by=officer)


def tell(houses: Houses, release: Release, draws: Random) -> None:
    """Let it happen.

    Args:
        houses: the acting people by role, for each part of the cast.
        release: the release in force.
        draws: where chance comes from.
    """
    today, officer = timezone.localdate(), houses["secretariat"][OFFICER]
    items = list(spec_of(release).items)
    _accept_older(officer, today - timedelta(days=120))
    _draft(houses["draft"], draws, today)
    asked = _submit(houses["asked"][LEAD], draws, today - timedelta(days=9), 2.4)
    submissions.ask_clarification(
        asked,
        "You describe training for all staff. Does it reach agents and branch partners too?",
        by=officer,
        item_id=items[10],
    )
    answered = _submit(houses["answered"][LEAD], draws, today - timedelta(days=16), 2.8)
    question = submissions.ask_clarification(
        answered, "Which share of holdings does the review cover?", by=officer, item_id=items[20]
    )
    submissions.reply_to_clarification(
        question,
        "62% by value: all listed equity, and direct lending since January.",
        by=houses["answered"][LEAD],
    )
    accepted = _submit(houses["accepted"][LEAD], draws, today - timedelta(days=40), 1.8)
    submissions.accept_submission(accepted, by=officer)
    lead = houses["private"][LEAD]
    private = _begin(lead, today - timedelta(days=30))
    _answer(private, [lead], draws, until=len(items), maturity=1.1)
    assessments.keep_private(assessments.sign_off(private, by=lead), by=lead)
