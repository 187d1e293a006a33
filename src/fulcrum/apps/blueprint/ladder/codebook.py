"""The codebook: the rung that each kind of evidence carries, how strength limits it, how it ages.

Two people code a piece of evidence, each without seeing the other's coding: its kind and its
strength. From these the rung follows by this table, never by judgement.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from fulcrum.apps.blueprint.ladder.terms import Kind, Rung, Strength


@dataclass(frozen=True, slots=True)
class Entry:
    """What one kind of evidence is worth.

    Attributes:
        rung: the highest rung it can carry.
        months: how long after its date it counts; then it is stale.
    """

    rung: Rung
    months: int


CODEBOOK: Mapping[Kind, Entry] = MappingProxyType(
    {
        Kind.STATEMENT: Entry(Rung.PLEDGED, 36),
        Kind.STRATEGY: Entry(Rung.STRATEGY, 48),
        Kind.POLICY: Entry(Rung.POLICY, 36),
        Kind.PRACTICE: Entry(Rung.IN_FORCE, 24),
        Kind.RESULT: Entry(Rung.VERIFIED, 24),
    }
)

# A claim nobody can check pledges; a document of one's own declares; only others verify.
CEILING: Mapping[Strength, Rung] = MappingProxyType(
    {
        Strength.WEAK: Rung.PLEDGED,
        Strength.FAIR: Rung.ACHIEVED,
        Strength.STRONG: Rung.VERIFIED,
    }
)


def rung_carried(kind: Kind, strength: Strength, *, disputed: bool = False) -> Rung | None:
    """The rung that coded evidence carries while it is fresh.

    An open dispute takes one step of strength away; weak evidence in dispute carries nothing.

    Returns:
        The rung; None when the evidence counts for nothing.
    """
    left = strength - (1 if disputed else 0)
    if left < Strength.WEAK:
        return None
    return min(CODEBOOK[kind].rung, CEILING[Strength(left)])


def months_after(day: date, months: int) -> date:
    """The same day some months on; the month's last day when it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def stale_on(kind: Kind, dated: date) -> date:
    """The first day on which evidence of this kind and date no longer counts."""
    return months_after(dated, CODEBOOK[kind].months)
