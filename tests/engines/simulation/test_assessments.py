from collections import Counter, defaultdict
from datetime import timedelta
from statistics import correlation, mean

from fulcrum.engines.simulation import Institutions, SimulatedAssessment, simulate_institutions
from fulcrum.engines.simulation.assessments import answer_question, assess_institutions
from fulcrum.engines.simulation.organisations import invent_institutions
from tests.engines.simulation.conftest import ITEMS, UNTIL, spec_of


def levels(assessment: SimulatedAssessment) -> list[int]:
    return [answer.level for answer in assessment.answers if answer.level is not None]


def by_institution(simulated: Institutions) -> dict[str, list[SimulatedAssessment]]:
    found = defaultdict(list)
    for one in simulated.assessments:
        found[one.organisation].append(one)
    return found


def test_there_are_as_many_as_asked_for_some_a_second_time(simulated: Institutions) -> None:
    assert len(simulated.assessments) == 150
    times = Counter(len(found) for found in by_institution(simulated).values())
    assert times == {1: 124, 2: 13}


def test_the_order_of_institutions_does_not_matter() -> None:
    spec = spec_of()
    made = invent_institutions(spec)
    assert assess_institutions(spec, made[::-1]) == assess_institutions(spec, made)


def test_answers_follow_the_truth_behind_them(simulated: Institutions) -> None:
    truth = [one.maturity for one in simulated.assessments]
    answered = [mean(levels(one)) for one in simulated.assessments]
    assert correlation(truth, answered) > 0.9
    halves = [
        (mean(levels(one)[::2]), mean(levels(one)[1::2]))
        for one in simulated.assessments
        if len(levels(one)) > 3
    ]
    assert correlation(*zip(*halves, strict=True)) > 0.7


def test_every_level_is_answered(simulated: Institutions) -> None:
    counts = Counter(level for one in simulated.assessments for level in levels(one))
    assert set(counts) == set(range(5))
    assert min(counts.values()) / sum(counts.values()) > 0.02


def test_some_questions_stay_open_and_some_do_not_apply(simulated: Institutions) -> None:
    answers = [answer for one in simulated.assessments for answer in one.answers]
    share = len(answers) / (150 * len(ITEMS))
    assert 0.85 < share < 0.99
    aside = [answer for answer in answers if answer.level is None]
    assert 0.01 < len(aside) / len(answers) < 0.06
    assert all(answer.reason and answer.cell == f"n/a: {answer.reason}" for answer in aside)
    assert all(not answer.reason for answer in answers if answer.level is not None)
    assert any(answer.note for answer in answers)


def test_what_does_not_apply_does_not_apply_next_time() -> None:
    spec = spec_of()
    for number in range(200):
        first, second = (answer_question(spec, "k", f"I-{number}", turn, 0.0) for turn in (0, 1))
        if first is not None and first.level is None:
            assert second == first


def test_days_lie_in_the_years_and_time_shows(simulated: Institutions) -> None:
    first = UNTIL - timedelta(days=3 * 366)
    for one in simulated.assessments:
        assert first <= one.as_of_date < one.submitted_date <= UNTIL
    twice = [found for found in by_institution(simulated).values() if len(found) == 2]
    assert all((late.as_of_date - early.as_of_date).days >= 180 for early, late in twice)
    gains = [mean(levels(late)) - mean(levels(early)) for early, late in twice]
    assert mean(gains) > 0.2


def test_a_single_year_is_enough() -> None:
    made = simulate_institutions(spec_of(years=1, repeat_share=1.0)).assessments
    assert all(UNTIL - timedelta(days=366) <= one.as_of_date < UNTIL for one in made)


def test_without_assessments_there_are_none() -> None:
    assert simulate_institutions(spec_of(assessment_count=0, item_ids=())).assessments == ()
