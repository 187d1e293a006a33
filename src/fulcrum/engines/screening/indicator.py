"""What an indicator is: one reviewed file of a typology pack.

An indicator proves nothing by itself. It states what it counts, from which source, with which
parameters, what else explains the same picture, and on which invented rows it must and must not
fire.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Fixture
from fulcrum.engines.screening.slices import Slices
from fulcrum.kernel.errors import FulcrumError


class Family(StrEnum):
    """What an indicator looks at; an alert rests on at least two families."""

    CASH = "cash"
    FLOW = "flow"
    TRAVEL = "travel"
    ONLINE = "online"
    LABOUR = "labour"
    IDENTITY = "identity"


class Exploitation(StrEnum):
    """The forms of exploitation that sources tie an indicator to."""

    SEXUAL = "S"
    LABOUR = "L"
    DOMESTIC = "D"
    CHILD = "C"
    ORGAN = "O"
    SMUGGLING = "G"
    ANY = "A"


class Origin(StrEnum):
    """Where a parameter's default comes from."""

    SOURCE = "source"  # the guidance states the number
    OURS = "ours"  # our default, unvalidated: calibrate it on your own data


class Scope(StrEnum):
    """How far an indicator has to look.

    ACCOUNT needs the rows of one account, so that a shard answers it alone. NETWORK gathers
    candidates from every shard and decides over all of them. GLOBAL reads only tables that are
    small enough to be read whole: parties, accounts, holders and feeds.
    """

    ACCOUNT = "account"
    NETWORK = "network"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number or word that a bank may tune.

    Attributes:
        name: as the expression calls it.
        default: its value unless a bank sets another; money in whole units.
        unit: count, days, hours, hour, share, money, factor or text.
        origin: whether the source states the default, or it is ours.
        meaning: what it bounds.
    """

    name: str
    default: float | str
    unit: str
    origin: Origin
    meaning: str

    def resolved(self, value: Any) -> Any:
        """A value as expressions use it: money in cents, counts and days as whole numbers."""
        if self.unit == "text":
            return str(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FulcrumError(
                f"{value!r} is not a number.", where=self.name, mend=f"Give {self.unit}."
            )
        if self.unit == "money":
            return round(value * 100)
        return int(value) if self.unit in {"count", "days", "hours", "hour"} else float(value)


class Values:
    """The parameters of one indicator, by name, as expressions use them."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Found:
    """What an indicator finds, as expressions.

    Attributes:
        hits: one row a subject and day: subject, day, sec, start_sec, value, threshold; made by
            `shapes.hits`.
        events: the rows that count, from which an alert's evidence is taken: account_id, sec,
            txn_id; made by `shapes.evidence`. None when a hit rests on no transaction.
    """

    hits: Table
    events: Table | None = None


Find = Callable[[Slices, Any], Found]
Gather = Callable[[Slices, Any], Table]
Combine = Callable[[Table, Slices, Any], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of a pack.

    Attributes:
        id: as the list of indicators numbers it, for instance I01.
        name: two to five words.
        measures: what it looks for, in a sentence of ours.
        family: what it looks at.
        exploitation: the forms of exploitation sources tie it to.
        sources: keys of `sources.SOURCES`.
        needs: tables and columns without which it cannot be evaluated, as table.column or table.
        parameters: what a bank may tune.
        roles: who is likely to be the controller and who the victim when it fires.
        false_positives: what else explains the same picture.
        fixtures: invented rows: positive, near-miss at each boundary, negative.
        find: from slices and parameters to hits; for NETWORK, `gather` and `combine` instead.
        gather: candidates of one shard, for NETWORK.
        combine: from the candidates of all shards to hits, for NETWORK.
        scope: how far it has to look.
        lookback: days before a hit that it may read.
        absence: days of silence it rests on: before the data is that old, nothing can be absent.
        weight: how much it says beside others, in points; ours until dispositions teach better.
        alone: whether a hit with enough members raises an alert by itself.
        weight_only: whether it only adds weight to what others found.
    """

    id: str
    name: str
    measures: str
    family: Family
    exploitation: tuple[Exploitation, ...]
    sources: tuple[str, ...]
    needs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    roles: str
    false_positives: str
    fixtures: tuple[Fixture, ...]
    find: Find | None = None
    gather: Gather | None = None
    combine: Combine | None = None
    scope: Scope = Scope.ACCOUNT
    lookback: int = 100
    absence: int = 0
    weight: float = 1.0
    alone: bool = False
    weight_only: bool = False

    def values(self, changes: Mapping[str, Any] | None = None) -> Values:
        """Its parameters, with a bank's own values where it set some.

        Raises:
            FulcrumError: a value is of the wrong kind, or names no parameter.
        """
        given = dict(changes or {})
        known = {one.name for one in self.parameters}
        strange = sorted(set(given) - known)
        if strange:
            raise FulcrumError(
                f"{self.id} has no parameter {strange[0]!r}.",
                where=self.id,
                mend=f"It has: {', '.join(sorted(known)) or 'none'}.",
            )
        return Values(
            {one.name: one.resolved(given.get(one.name, one.default)) for one in self.parameters}
        )


def counts(name: str, default: float, meaning: str, origin: Origin = Origin.OURS) -> Parameter:
    """A parameter that is a count."""
    return Parameter(name, default, "count", origin, meaning)


def days(default: float, origin: Origin = Origin.OURS, name: str = "days") -> Parameter:
    """The length of a window in calendar days, the day of the hit among them."""
    return Parameter(name, default, "days", origin, "Calendar days looked at, the last included.")


def share(name: str, default: float, meaning: str, origin: Origin = Origin.OURS) -> Parameter:
    """A parameter from 0 to 1."""
    return Parameter(name, default, "share", origin, meaning)


def money(name: str, default: float, meaning: str, origin: Origin = Origin.OURS) -> Parameter:
    """A parameter in units of the reporting currency."""
    return Parameter(name, default, "money", origin, meaning)


def hours(name: str, default: float, meaning: str, origin: Origin = Origin.OURS) -> Parameter:
    """A length of time in hours."""
    return Parameter(name, default, "hours", origin, meaning)
