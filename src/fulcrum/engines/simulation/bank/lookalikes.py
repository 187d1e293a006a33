"""Innocent look-alikes: how many there are, who they are, and what they do."""

from collections.abc import Callable

import numpy as np

from fulcrum.engines.simulation.bank import circles, innocents
from fulcrum.engines.simulation.bank.arrays import NONE, Array
from fulcrum.engines.simulation.bank.networks.plan import Plan, ease
from fulcrum.engines.simulation.bank.people import PERSONAL
from fulcrum.engines.simulation.bank.stage import Stage
from fulcrum.engines.simulation.bank.trades import RETIRED, SALES, STUDENT, TRADER, WORKING

Act = Callable[[Stage, Plan], None]
# How many of each for 1,000 accounts at difficulty 0.5, how many others are in it, and what it is.
KINDS: dict[str, tuple[float, tuple[int, int], Act]] = {
    "night_shift": (9.0, (0, 0), innocents.night_shift),
    "travelling_sales": (5.0, (0, 0), innocents.travelling_sales),
    "charity_collector": (1.5, (0, 0), innocents.charity_collector),
    "therapist": (4.0, (0, 0), innocents.therapist),
    "family_abroad": (5.0, (0, 0), innocents.family_abroad),
    "cash_builder": (4.0, (0, 0), innocents.cash_builder),
    "students": (2.5, (3, 5), circles.students),
    "savings_club": (1.0, (5, 9), circles.savings_club),
    "one_purse": (2.0, (1, 3), circles.one_purse),
    "landlord": (4.0, (0, 0), circles.landlord),
    "hostel": (0.7, (4, 8), circles.hostel),
    "carer": (2.5, (1, 1), circles.carer),
}
WORKERS = tuple(range(WORKING))
# Occupations of who leads one, and of the others in it; anybody's where none is named.
LEADS = {
    "students": (STUDENT,), "travelling_sales": (SALES,), "night_shift": WORKERS,
    "therapist": (TRADER,), "cash_builder": (TRADER,),
}  # fmt: skip
OTHERS = {"students": (STUDENT,), "carer": (RETIRED,), "one_purse": WORKERS, "hostel": WORKERS}
_RATE = (0.3, 1.7)  # times as many, at difficulty 0 and 1


def _working_as(stage: Stage, wanted: tuple[int, ...] | None) -> Array:
    people = stage.people
    person: Array = people.kind == PERSONAL
    return person if wanted is None else person & np.isin(people.occupation, wanted)


def _suited(stage: Stage, kind: str) -> tuple[Array, Array]:
    """Who may lead a look-alike of a kind, and who may be in it."""
    return _working_as(stage, LEADS.get(kind)), _working_as(stage, OTHERS.get(kind))


def _enlist(stage: Stage, kind: str, free: Array, size: int) -> Plan | None:
    leads, others = _suited(stage, kind)
    found = stage.draws.permutation(np.flatnonzero(free & leads))[:1]
    if not len(found):
        return None
    free[found] = False
    members = np.sort(stage.draws.permutation(np.flatnonzero(free & others))[:size])
    free[members] = False
    none = np.empty(0, dtype=np.int64)
    days = stage.world.days.count
    return Plan(NONE, kind, found, none, members, NONE, 0, days)


def play_all(stage: Stage, free: Array) -> list[tuple[str, Array]]:
    """Every look-alike of a block; returns kinds, and the accounts of each.

    Args:
        stage: the block.
        free: accounts that are in no network; those taken are marked.
    """
    played = []
    for kind, (rate, (low, high), act) in KINDS.items():
        here = stage.of(f"look-alike {kind}")
        wanted = rate * ease(stage, *_RATE) * stage.people.count / 1_000
        for _ in range(int(wanted + here.draws.random())):
            plan = _enlist(here, kind, free, int(here.draws.integers(low, high + 1)))
            if plan is None or len(plan.exploited) < low:
                break
            act(here, plan)
            played.append((kind, np.concatenate([plan.controllers, plan.exploited])))
    return played
