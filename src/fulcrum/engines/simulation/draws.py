"""Random draws that depend on what they are for, never on the order in which they are made."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *purpose: object) -> Random:
    """A generator of its own for one purpose: the same seed and purpose, the same draws.

    Args:
        seed: of the whole simulation.
        purpose: what the draws are for, for instance ("answer", institution, item).
    """
    name = "\x1f".join(str(part) for part in (seed, *purpose))
    return Random(int.from_bytes(sha256(name.encode()).digest()[:16]))  # noqa: S311 - invented data, not secrets


def weighted(draws: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, each as likely as its weight."""
    return draws.choices(list(weights), list(weights.values()))[0]


def some_of(draws: Random, choices: Sequence[T], fewest: int, most: int) -> list[T]:
    """Between `fewest` and `most` different choices, in the order they were offered."""
    count = min(len(choices), draws.randint(fewest, most))
    taken = set(draws.sample(range(len(choices)), count))
    return [choice for place, choice in enumerate(choices) if place in taken]
