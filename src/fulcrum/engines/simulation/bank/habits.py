"""What other systems see of ordinary life: sign-ins, held authorisations, tellers' notes."""

import numpy as np

from fulcrum.engines.simulation.bank import amounts
from fulcrum.engines.simulation.bank.arrays import repeated
from fulcrum.engines.simulation.bank.people import BUSINESS, PERSONAL
from fulcrum.engines.simulation.bank.stage import Stage


def sign_in(stage: Stage) -> None:
    """Sign-ins of everyone: mostly from their own device, some from one in the household."""
    people, draws = stage.people, stage.draws
    who = repeated(draws, 1.3 * people.activity * stage.world.spec.months)
    at = stage.at(stage.world.days.draw(draws, "any", len(who)), "people")
    person = people.holder[who]
    person = np.where(people.kind[person] == BUSINESS, people.owner[person], person)
    near = (person + 1) % people.count
    shared = (people.household[near] == people.household[person]) & (draws.random(len(who)) < 0.08)
    stage.feeds.logins(who, at, np.where(shared, near, person))


def visit_tellers(stage: Stage) -> None:
    """Notes swapped by firms that need change and by some people; cheques cashed."""
    people, draws, months = stage.people, stage.draws, stage.world.spec.months
    for kind, firms, persons in ((0, 0.12, 0.004), (1, 0.03, 0.012), (2, 0.02, 0.002)):
        rate = np.select([people.kind == BUSINESS, people.kind == PERSONAL], [firms, persons], 0.0)
        who = repeated(draws, rate * months)
        at = stage.at(stage.world.days.draw(draws, "work", len(who)), "office")
        stage.feeds.teller(who, at, amounts.notes(draws, len(who), 260, 0.9), kind)


def advertise(stage: Stage) -> None:
    """Telephone numbers in adverts that belong to nobody's victim: old ones, and sole workers'."""
    people, draws = stage.people, stage.draws
    persons = people.places(PERSONAL)
    some = persons[draws.random(len(persons)) < 0.0015]
    elsewhere = draws.integers(1 << 30, 1 << 31, 1 + people.count // 250)
    phone = np.concatenate([people.phone[some], elsewhere])
    since = draws.integers(-400, stage.world.days.count, len(phone))
    stage.feeds.add("adverts", phone=phone, since=since)
