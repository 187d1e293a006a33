"""Completed self-assessments of invented institutions, spread over years, some a second time."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.maturity import answered_level, growth, item_difficulty
from fulcrum.engines.simulation.results import (
    SimulatedAnswer,
    SimulatedAssessment,
    SimulatedInstitution,
)
from fulcrum.engines.simulation.spec import InstitutionsSpec

DAYS_A_YEAR = 365.25
LATEST_DAYS = 6  # before `until`, so that even the last has time to be handed in
BETWEEN_DAYS = 200
NOT_APPLICABLE_SHARE = 0.03
NOTE_SHARE = 0.012
REASONS = (
    "We hold no accounts for private customers.",
    "We lend to no companies and hold no shares in any.",
    "Our supervisor does this for the whole country; we have no part in it.",
    "We have no suppliers outside our own building.",
    "The parent company decides this for the group, and answers for it.",
    "We have fewer than ten staff and no department for it.",
    "We are not an obliged entity under the law on money laundering.",
)
NOTES = (
    "Applies to the head office; the branches follow next year.",
    "The committee has approved this; the rollout is not finished.",
    "An outside review of this is under way.",
    "Changed since last year, after an incident at a supplier.",
    "Holds for lending; investment is still behind.",
    "The new case system covers this from the autumn.",
    "Two of five business lines work this way.",
    "Our union asked for this, and it works.",
)


def _patience(seed: int, key: str) -> float:
    """How many questions an institution leaves open, as a share: most few, some many."""
    return stream(seed, "patience", key).betavariate(0.6, 9)


def answer_question(
    spec: InstitutionsSpec, key: str, item_id: str, occasion: int, maturity: float
) -> SimulatedAnswer | None:
    """What an institution answers to a question; None when it leaves it open.

    What does not apply at one occasion does not apply at the next either.

    Args:
        spec: the simulation.
        key: of the institution.
        item_id: the question.
        occasion: 0 for the first assessment, 1 for the second.
        maturity: of the institution at that time.
    """
    lasting = stream(spec.seed, "applies", key, item_id)
    if lasting.random() < NOT_APPLICABLE_SHARE:
        return SimulatedAnswer(item_id, None, lasting.choice(REASONS))
    draws = stream(spec.seed, "answer", key, item_id, occasion)
    if draws.random() < _patience(spec.seed, key):
        return None
    level = answered_level(maturity, item_difficulty(spec.seed, item_id), draws)
    note = draws.choice(NOTES) if draws.random() < NOTE_SHARE else ""
    return SimulatedAnswer(item_id, level, note=note)


def _days(spec: InstitutionsSpec, draws: Random, *, twice: bool) -> list[date]:
    """The days assessed: one anywhere in the years, or an early and a late one."""
    first, last = round(spec.years * DAYS_A_YEAR), LATEST_DAYS
    if not twice:
        return [spec.until - timedelta(days=draws.randint(last, first))]
    early = draws.randint(round(last + 0.65 * (first - last)), first)
    late = draws.randint(last, max(last, early - BETWEEN_DAYS))
    return [spec.until - timedelta(days=early), spec.until - timedelta(days=late)]


def _assess(
    spec: InstitutionsSpec, one: SimulatedInstitution, *, twice: bool
) -> Iterator[SimulatedAssessment]:
    key = one.external_key
    days = _days(spec, stream(spec.seed, "days", key), twice=twice)
    for occasion, day in enumerate(days):
        years = (day - days[0]).days / DAYS_A_YEAR
        maturity = one.maturity + growth(spec.seed, key, years)
        answers = (answer_question(spec, key, item, occasion, maturity) for item in spec.item_ids)
        wait = stream(spec.seed, "handing in", key, occasion).randint(2, 45)
        yield SimulatedAssessment(
            organisation=key,
            as_of_date=day,
            submitted_date=min(spec.until, day + timedelta(days=wait)),
            answers=tuple(answer for answer in answers if answer is not None),
            maturity=maturity,
        )


def assess_institutions(
    spec: InstitutionsSpec, institutions: tuple[SimulatedInstitution, ...]
) -> tuple[SimulatedAssessment, ...]:
    """The assessments of a specification, by day, then institution."""
    chance = {
        one.external_key: stream(spec.seed, "assessed", one.external_key).random()
        for one in institutions
    }
    ranked = sorted(institutions, key=lambda one: chance[one.external_key])
    again = spec.assessment_count - spec.assessed_count
    made = [
        assessment
        for place, one in enumerate(ranked[: spec.assessed_count])
        for assessment in _assess(spec, one, twice=place < again)
    ]
    return tuple(sorted(made, key=lambda one: (one.as_of_date, one.organisation)))
