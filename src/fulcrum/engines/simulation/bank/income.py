"""What people live on: pay, pensions and benefits."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.people import PERSONAL, People
from fulcrum.engines.simulation.bank.rows import ACH, PAYROLL
from fulcrum.engines.simulation.bank.stage import FIRM_ELSEWHERE, OWN, Stage
from fulcrum.engines.simulation.bank.trades import NOT_WORKING, RETIRED, STUDENT
from fulcrum.engines.simulation.bank.verbs import firm_elsewhere, send
from fulcrum.engines.simulation.bank.words import MEMO_STEP, PENSION, memo


def payday(employer: Array) -> Array:
    """The day of the month on which each employer pays, 20 to 28."""
    return 20 + (employer * 2_654_435_761) % 9


def pay_days(stage: Stage, workers: Array) -> tuple[Array, Array]:
    """Who is paid on which day: every month, or every Friday."""
    people, days = stage.people, stage.world.days
    monthly = workers[~people.weekly[workers]]
    place, day = days.monthly(payday(people.employer[monthly]))
    weekly, fridays = workers[people.weekly[workers]], np.flatnonzero(days.weekday == 4)
    who = np.concatenate([monthly[place], np.repeat(weekly, len(fridays))])
    return who, np.concatenate([day, np.tile(fridays, len(weekly))])


def pay_of(people: People, workers: Array) -> Array:
    """What each has on a pay day, in cents: a month's wage, or a week's."""
    return people.wage[workers] * np.where(people.weekly[workers], 12 / 52, 1.0)


def pay_memo(stage: Stage, worker: Array, day: Array) -> Array:
    """What employers write: mostly the month, some the worker's name."""
    people = stage.people
    named = people.employer[worker] % 4 == 0
    plain = memo("SALARY {n}") + stage.world.days.month[day] % 12 + 1
    return np.where(named, memo("WAGES {name}") + people.name[worker] % MEMO_STEP, plain)


def pay_workers(stage: Stage) -> None:
    """Pay of everyone employed: by firms here on both statements, by others on theirs."""
    people = stage.people
    works = (people.kind == PERSONAL) & (people.employer != NONE) & (people.wage > 0)
    who, day = pay_days(stage, np.flatnonzero(works))
    blur = 1 + 0.04 * stage.draws.standard_normal(len(who)) * (stage.draws.random(len(who)) < 0.4)
    cents = np.maximum(pay_of(people, who) * blur, 5_000).astype(np.int64)
    at, words = stage.at(day, "batch"), pay_memo(stage, who, day)
    employer = people.employer[who]
    here = employer >= 0
    send(stage, employer[here], who[here], at[here], cents[here], channel=PAYROLL, memo=words[here])
    away = ~here
    stage.add(
        who[away], at[away], cents[away], credit=True, channel=PAYROLL, memo=words[away],
        **firm_elsewhere(-2 - employer[away]),
    )  # fmt: skip


def pay_others(stage: Stage) -> None:
    """Pensions, benefits and students' grants, monthly."""
    people, draws = stage.people, stage.draws
    for occupation, median in ((RETIRED, 1_150), (NOT_WORKING, 780), (STUDENT, 620)):
        who = np.flatnonzero((people.kind == PERSONAL) & (people.occupation == occupation))
        place, day = stage.world.days.monthly(draws.integers(1, 29, len(who)))
        sums = (median * 100 * np.exp(0.25 * draws.standard_normal(len(who)))).astype(np.int64)
        stage.add(
            who[place], stage.at(day, "batch"), sums[place], credit=True, channel=ACH,
            counterparty=FIRM_ELSEWHERE + occupation, name=PENSION, bank=occupation % OWN,
        )  # fmt: skip
