"""Amounts as people and tills make them, in cents. Planted rows draw from the same functions."""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array, Draws

STEPS = np.array([1, 5, 10, 50, 100])
UPTO = np.array([20, 100, 500, 2_000])


def _raw(draws: Draws, count: int, median: float | Array, spread: float) -> Array:
    """Log-normal amounts in units."""
    units: Array = np.asarray(median) * np.exp(spread * draws.standard_normal(count))
    return units


def prices(draws: Draws, count: int, median: float | Array, spread: float) -> Array:
    """Till prices: some whole, some ending in 50, 49 or 99, most in anything.

    Args:
        draws: the stream.
        count: how many.
        median: in units of the currency.
        spread: standard deviation of the logarithm.
    """
    cents = np.maximum(100 * _raw(draws, count, median, spread), 60).astype(np.int64)
    way = draws.random(count)
    ending = np.select([way < 0.2, way < 0.28, way < 0.5, way < 0.55], [100, 50, 99, 49], 0)
    priced: Array = np.where(way < 0.55, cents // 100 * 100 + ending, cents)
    return priced


def sums(draws: Draws, count: int, median: float | Array, spread: float) -> Array:
    """What people send one another: mostly round for its size, some whole, some to the cent."""
    units = np.maximum(_raw(draws, count, median, spread), 1.0)
    step, way = STEPS[np.searchsorted(UPTO, units)], draws.random(count)
    rounded = np.maximum(np.rint(units / step), 1).astype(np.int64) * step * 100
    whole = np.rint(units).astype(np.int64) * 100
    exact = (units * 100).astype(np.int64)
    return np.select([way < 0.6, way < 0.82], [rounded, whole], exact)


def shares(draws: Draws, cents: Array, least: float, most: float) -> Array:
    """A share of each amount, rounded as people round.

    Args:
        draws: the stream.
        cents: the amounts.
        least: smallest share, 0 to 1.
        most: largest share.
    """
    part = cents * draws.uniform(least, most, len(cents)) / 100
    step, way = STEPS[np.searchsorted(UPTO, part)], draws.random(len(cents))
    rounded = np.maximum(np.floor(part / step), 1).astype(np.int64) * step * 100
    return np.select(
        [way < 0.6, way < 0.82],
        [rounded, np.maximum(part.astype(np.int64), 1) * 100],
        np.maximum((part * 100).astype(np.int64), 100),
    )


def notes(draws: Draws, count: int, median: float | Array, spread: float) -> Array:
    """Cash out of machines: multiples of 10."""
    tens = np.rint(_raw(draws, count, median, spread) / 10)
    return np.maximum(tens, 1).astype(np.int64) * 1_000


def banked(draws: Draws, count: int, median: float | Array, spread: float) -> Array:
    """Cash over counters: mostly multiples of 5, some of 10 or 20, some with coins."""
    units, way = np.maximum(_raw(draws, count, median, spread), 5.0), draws.random(count)
    step = np.select([way < 0.45, way < 0.65, way < 0.85], [5, 10, 20], 1)
    whole = np.maximum(np.rint(units / step), 1).astype(np.int64) * step * 100
    return np.where(way > 0.92, (units * 100).astype(np.int64), whole)
