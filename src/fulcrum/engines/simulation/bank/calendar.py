"""Days of a simulation: weekdays, months, holidays, paydays, and hours of the day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array, Draws
from fulcrum.engines.simulation.bank.spec import BankSpec

EPOCH = date(1970, 1, 1)
A_DAY, AN_HOUR = 86_400, 3_600
HOLIDAYS = ((1, 1), (5, 1), (8, 25), (12, 25), (12, 26))
# How likely each weekday (Monday first) and each month is.
WEEKDAYS = {
    "any": (1, 1, 1, 1, 1, 1, 1),
    "work": (1, 1, 1, 1, 1, 0.25, 0.15),
    "shops": (0.9, 0.85, 0.9, 1, 1.25, 1.5, 1.0),
    "leisure": (0.6, 0.6, 0.7, 0.9, 1.5, 1.8, 1.1),
    "bank": (1.1, 1, 1, 1, 1.2, 0, 0),
}
MONTHS = {
    "any": (1,) * 12,
    "work": (1, 1, 1, 1, 1, 1, 0.9, 0.8, 1, 1, 1, 0.8),
    "shops": (0.85, 0.85, 0.95, 1, 1, 1, 0.95, 0.95, 1, 1, 1.2, 1.5),
    "leisure": (0.8, 0.85, 0.95, 1, 1.05, 1.1, 1.25, 1.25, 1, 0.95, 0.95, 1.15),
    "bank": (1,) * 12,
}
HOURS = {
    "batch": (6, 8, 9, 9, 8, 6, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 1, 3),
    "office": (0, 0, 0, 0, 0, 0, 0.2, 1, 4, 8, 9, 9, 7, 8, 8, 8, 7, 4, 1, 0.5, 0.2, 0.1, 0, 0),
    "shops": (
        0.1, 0.05, 0.05, 0.05, 0.1, 0.2, 0.6, 2, 4, 5, 7, 8, 9, 8, 7, 7, 8, 9, 7, 5, 3, 1.5, 0.6, 0.2,
    ),
    "evening": (1, 0.5, 0.3, 0.2, 0.1, 0.1, 0.3, 1, 1, 1, 1.5, 3, 6, 6, 3, 2, 3, 5, 8, 9, 8, 6, 4, 2),
    "night": (9, 8, 6, 4, 3, 1.5, 0.8, 0.4, 0.4, 0.4, 0.4, 0.4, 0.6, 0.6, 0.6, 0.6, 1, 1.5, 2, 3, 5, 7, 9, 10),
    "people": (1.2, 0.6, 0.4, 0.3, 0.3, 0.5, 1.5, 3, 4, 5, 5, 5, 6, 6, 5, 5, 6, 7, 7, 7, 7, 6, 4, 2.5),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a simulation; days are counted from its first.

    Attributes:
        count: how many days.
        first: days from 1970-01-01 to the first.
        weekday: of each day, Monday 0.
        month: of each day, from 0.
        month_start: first day of each month, and one more for the end.
        edges: cumulative weights of days, by profile.
        hours: cumulative weights of hours, by profile.
        holiday: whether a day is one.
    """

    count: int
    first: int
    weekday: Array
    month: Array
    month_start: Array
    edges: dict[str, Array]
    hours: dict[str, Array]
    holiday: Array

    def draw(self, draws: Draws, profile: str, count: int) -> Array:
        """Days drawn by a profile's weights."""
        return np.searchsorted(self.edges[profile], draws.random(count), side="right").clip(
            0, self.count - 1
        )

    def at(self, draws: Draws, day: Array, hours: str) -> Array:
        """Seconds since 1970-01-01, local, at hours drawn by a profile."""
        count = len(day)
        hour = np.searchsorted(self.hours[hours], draws.random(count), side="right").clip(0, 23)
        at: Array = (self.first + day) * A_DAY + hour * AN_HOUR
        return at + draws.integers(0, AN_HOUR, count)

    def day_of(self, at: Array) -> Array:
        """The day, from the first, of seconds since 1970-01-01."""
        return at // A_DAY - self.first

    def working(self, day: Array) -> Array:
        """Each day, or the last before it that banks work on."""
        free = (self.weekday >= 5) | self.holiday
        latest = np.maximum.accumulate(np.where(free, -1, np.arange(self.count)))
        found = latest[day.clip(0, self.count - 1)]
        return np.where(found < 0, day.clip(0, self.count - 1), found)

    def monthly(self, day_of_month: Array) -> tuple[Array, Array]:
        """Every month's working day for each (place, day), shapes (places, months) flattened.

        Args:
            day_of_month: 1 to 28 for each place.
        """
        months = len(self.month_start) - 1
        day = self.month_start[:-1][None, :] + day_of_month[:, None] - 1
        return np.repeat(np.arange(len(day_of_month)), months), self.working(day.ravel())


def _edges(name: str, weekday: Array, month: Array, holiday: Array) -> Array:
    weight = np.array(WEEKDAYS[name])[weekday] * np.array(MONTHS[name])[month]
    weight = np.where(holiday & (name != "any"), weight * (name != "bank") * 0.3, weight)
    return np.cumsum(weight / weight.sum())


def make_days(spec: BankSpec) -> Days:
    """The calendar of a specification."""
    every = [spec.start + timedelta(days=place) for place in range(spec.day_count)]
    weekday = np.array([day.weekday() for day in every])
    month_of = np.array([day.month - 1 for day in every])
    starts = [place for place, day in enumerate(every) if day.day == 1]
    holiday = np.array([(day.month, day.day) in HOLIDAYS for day in every])
    return Days(
        count=spec.day_count,
        first=(spec.start - EPOCH).days,
        weekday=weekday,
        month=np.cumsum([day.day == 1 for day in every]) - 1,
        month_start=np.array([*starts, spec.day_count]),
        edges={name: _edges(name, weekday, month_of, holiday) for name in WEEKDAYS},
        hours={name: np.cumsum(np.array(of) / sum(of)) for name, of in HOURS.items()},
        holiday=holiday,
    )


@lru_cache(maxsize=256)
def skipped_hours(zone: str, spec: BankSpec) -> tuple[int, ...]:
    """Local seconds since 1970-01-01 at which clocks skip an hour within the simulation."""
    info, zero = ZoneInfo(zone), datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
    wall = datetime(spec.start.year, spec.start.month, 1)  # noqa: DTZ001 - as above
    every = [wall + timedelta(days=day) for day in range(spec.day_count + 1)]
    offsets = [day.replace(tzinfo=info).utcoffset() for day in every]
    found = []
    for day, before, after in zip(every, offsets, offsets[1:], strict=False):
        if before == after:
            continue
        for hour in range(24):
            moment = day + timedelta(hours=hour)
            early, late = (moment.replace(tzinfo=info, fold=fold).utcoffset() for fold in (0, 1))
            if early is not None and late is not None and late > early:
                found.append(int((moment - zero).total_seconds()))
    return tuple(found)
