"""Identifiers that say nothing: a number is scattered before it is written.

An account's place, the block it lies in, and whether its row was planted cannot be read from the
characters: the map is a bijection, so identifiers stay unique.
"""

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array

ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", dtype=np.uint8)
BITS = 5
_STEPS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def scatter(numbers: Array, bits: int, salt: int) -> Array:
    """A bijection of the numbers below 2 ** bits onto themselves.

    Args:
        numbers: whole numbers from 0.
        bits: an even count, up to 60.
        salt: another gives another bijection.
    """
    mask = np.uint64((1 << bits) - 1)
    found = numbers.astype(np.uint64) ^ (np.uint64(salt) & mask)
    for step in _STEPS:
        found = (found * np.uint64(step)) & mask
        found ^= found >> np.uint64(bits // 2)
    return found


def letters(numbers: Array, width: int, prefix: str) -> Array:
    """Fixed-width text of numbers as bytes, shape (count, width + prefix), 5 bits a character."""
    lead = len(prefix)
    text = np.empty((len(numbers), lead + width), dtype=np.uint8)
    text[:, :lead] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    for place in range(width):
        shift = np.uint64(BITS * (width - 1 - place))
        text[:, lead + place] = ALPHABET[((numbers >> shift) & np.uint64(31)).astype(np.intp)]
    return text


def ids(numbers: Array, *, salt: int, prefix: str, width: int) -> Array:
    """Scattered identifiers of numbers, as bytes of shape (count, characters).

    Args:
        numbers: whole numbers from 0, below 32 ** width.
        salt: of the kind of identifier.
        prefix: how each begins.
        width: characters behind the prefix, an even count up to 12.
    """
    return letters(scatter(numbers, BITS * width, salt), width, prefix)
