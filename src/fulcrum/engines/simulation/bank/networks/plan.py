"""One planted network: its members, when it is at work, and how hard it is to see."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, stream
from fulcrum.engines.simulation.bank.spec import BankSpec
from fulcrum.engines.simulation.bank.stage import Stage

SCENARIOS = (
    "sex_trade_circuit",
    "wage_capture",
    "recruitment_debt",
    "smuggling_funnel",
    "domestic_servitude",
    "online_exploitation",
)
ROLES = ("controller", "facilitator", "exploited")
DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Plan:
    """A network before it acts.

    Attributes:
        number: of the network in the bank, from 0.
        scenario: one of SCENARIOS.
        controllers: accounts, by place in the block, of those who control.
        facilitators: accounts of those who help, firms among them.
        exploited: accounts of the people who are exploited.
        firm: account of the firm in front; NONE without one.
        begin: first day, from the start of the simulation.
        end: the day after the last.
    """

    number: int
    scenario: str
    controllers: Array
    facilitators: Array
    exploited: Array
    firm: int
    begin: int
    end: int

    def at_work(self, day: Array) -> Array:
        """Whether each day is one of its time."""
        return (day >= self.begin) & (day < self.end)

    @property
    def months(self) -> float:
        """How long it is at work."""
        return (self.end - self.begin) / DAYS_A_MONTH

    @property
    def boss(self) -> int:
        """The account of the first controller."""
        return int(self.controllers[0])

    @property
    def helpers(self) -> Array:
        """The facilitators who are people, not the firm."""
        found: Array = self.facilitators[self.facilitators != self.firm]
        return found

    @property
    def members(self) -> Iterator[tuple[str, Array]]:
        """Roles, and the accounts of each."""
        yield from zip(ROLES, (self.controllers, self.facilitators, self.exploited), strict=True)


def network_count(spec: BankSpec) -> int:
    """How many networks are planted: at least one of each scenario from 3,000 accounts on."""
    count = round(spec.accounts / spec.accounts_per_network)
    return max(count, len(SCENARIOS)) if spec.accounts >= 3_000 else count


def numbers_of_block(spec: BankSpec, block: int) -> list[int]:
    """The networks planted in a block."""
    total, blocks = network_count(spec), spec.block_count
    return list(range(-(-block * total // blocks), -(-(block + 1) * total // blocks)))


def scenario_of(spec: BankSpec, number: int) -> str:
    """The scenario of a network: every six in a row are of six scenarios."""
    order = stream(spec.seed, NONE, f"scenarios {number // len(SCENARIOS)}")
    return SCENARIOS[order.permutation(len(SCENARIOS))[number % len(SCENARIOS)]]


def ease(stage: Stage, easiest: float, hardest: float) -> float:
    """A figure between what it is at difficulty 0 and at difficulty 1."""
    return easiest + (hardest - easiest) * stage.world.spec.difficulty


def times(stage: Stage, plan: Plan, accounts: Array, rate: float) -> tuple[Array, Array]:
    """Who does something on which day of the plan's time, at a monthly rate for each account."""
    draws = stage.draws
    who = np.repeat(accounts, draws.poisson(rate * plan.months, len(accounts)))
    return who, draws.integers(plan.begin, plan.end, len(who))


def monthly(stage: Stage, plan: Plan, day_of_month: Array) -> tuple[Array, Array]:
    """Each place's working day in every month of the plan's time."""
    place, day = stage.world.days.monthly(day_of_month)
    during = plan.at_work(day)
    return place[during], day[during]


def within(stage: Stage, plan: Plan, day: Array) -> Array:
    """Days held within the plan's time."""
    return day.clip(plan.begin, min(plan.end, stage.world.days.count) - 1)
