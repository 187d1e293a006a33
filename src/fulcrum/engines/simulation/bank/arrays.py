"""Names of array types, and the streams that all draws come from."""

from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
Draws: TypeAlias = np.random.Generator
NONE = -1  # stands for "nothing" in every array of codes


def stream(seed: int, block: int, purpose: str) -> Draws:
    """A generator of its own for one purpose of one block; -1 stands for the bank as a whole.

    Args:
        seed: of the simulation.
        block: number of the block, from 0.
        purpose: what is drawn.
    """
    return np.random.default_rng(np.random.SeedSequence([seed, block + 1, crc32(purpose.encode())]))


def chosen(draws: Draws, weights: Array, count: int) -> Array:
    """`count` places in `weights`, each as likely as its weight."""
    edges = np.cumsum(weights, dtype=float)
    places: Array = np.searchsorted(edges, draws.random(count) * edges[-1], side="right")
    return places.clip(0, len(edges) - 1)


def repeated(draws: Draws, means: Array) -> Array:
    """Each place as many times as a Poisson draw with its mean says."""
    return np.repeat(np.arange(len(means)), draws.poisson(means))
