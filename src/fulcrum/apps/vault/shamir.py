"""Split a secret so that any k of n people together have it, and fewer know nothing (Shamir 1979).

Arithmetic in GF(2^8) with the AES polynomial, byte by byte.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from fulcrum.kernel.errors import FulcrumError

_POLYNOMIAL = 0x11B


def _tables() -> tuple[list[int], list[int]]:
    exponents, logarithms, value = [0] * 510, [0] * 256, 1
    for power in range(255):
        exponents[power] = exponents[power + 255] = value
        logarithms[value] = power
        value ^= value << 1  # times the generator 3
        if value & 0x100:
            value ^= _POLYNOMIAL
    return exponents, logarithms


_EXP, _LOG = _tables()


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part: where the polynomials were read (1 to 255), and what they were there."""

    x: int
    values: bytes


def _times(a: int, b: int) -> int:
    return 0 if 0 in (a, b) else _EXP[_LOG[a] + _LOG[b]]


def _divided(a: int, b: int) -> int:
    return 0 if a == 0 else _EXP[_LOG[a] - _LOG[b] + 255]


def _at(coefficients: Sequence[int], x: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = _times(value, x) ^ coefficient
    return value


def split_secret(secret: bytes, *, share_count: int, threshold: int) -> list[Share]:
    """Split a secret into shares, `threshold` of which bring it back."""
    if not 2 <= threshold <= share_count <= 255:
        raise FulcrumError("Shares need 2 ≤ threshold ≤ number of shares ≤ 255.")
    polynomials = [[byte, *secrets.token_bytes(threshold - 1)] for byte in secret]
    return [
        Share(x, bytes(_at(polynomial, x) for polynomial in polynomials))
        for x in range(1, share_count + 1)
    ]


def combine_shares(shares: Sequence[Share]) -> bytes:
    """The secret behind enough shares; too few, or wrong ones, give wrong bytes, not an error."""
    places = [share.x for share in shares]
    if len(set(places)) != len(places) or len({len(share.values) for share in shares}) != 1:
        raise FulcrumError("These shares are not different parts of one secret.")
    weights = [_weight(place, places) for place in places]
    secret = bytearray(len(shares[0].values))
    for share, weight in zip(shares, weights, strict=True):
        for index, value in enumerate(share.values):
            secret[index] ^= _times(value, weight)
    return bytes(secret)


def _weight(place: int, places: Sequence[int]) -> int:
    """Lagrange's basis polynomial of a place, at zero."""
    weight = 1
    for other in places:
        if other != place:
            weight = _times(weight, _divided(other, other ^ place))
    return weight
