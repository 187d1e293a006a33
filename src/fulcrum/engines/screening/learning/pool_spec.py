"""Which bundles can be pooled with one another."""

from dataclasses import dataclass
from itertools import combinations

from fulcrum.engines.screening.learning.bundle import Bundle
from fulcrum.kernel.errors import FulcrumError

LEAST_BANKS = 3


def _refuse(told: str, mend: str, where: str = "bundles") -> FulcrumError:
    return FulcrumError(told, where=where, mend=mend)


@dataclass(frozen=True, slots=True)
class PoolSpec:
    """What to pool.

    Attributes:
        bundles: opened ones, whose signatures hold; in any order.
        least_banks: how many banks a line needs before anything is said of it; at least 3, since
            of two banks each could work out the other.
        level: coverage of the intervals, 0.5 to 0.999.

    Raises:
        FulcrumError: too few banks, a bank telling a quarter twice, different packs, invented data
            beside real data, a level that cannot be used.
    """

    bundles: tuple[Bundle, ...]
    least_banks: int = LEAST_BANKS
    level: float = 0.95

    def __post_init__(self) -> None:
        """Check the bundles against one another and put them in order."""
        if self.least_banks < LEAST_BANKS:
            told = f"With fewer than {LEAST_BANKS} banks one could work out another's counts."
            raise _refuse(told, f"Give {LEAST_BANKS} or more.", "least_banks")
        if not 0.5 <= self.level <= 0.999:
            raise _refuse(f"{self.level} is no usual coverage.", "Give 0.5 to 0.999.", "level")
        self._check_banks()
        for one, other in combinations(self.bundles, 2):
            _check_pair(one, other)
        ordered = sorted(self.bundles, key=lambda one: (one.key, one.told.period))
        object.__setattr__(self, "bundles", tuple(ordered))

    def _check_banks(self) -> None:
        banks = len({one.key for one in self.bundles})
        if banks < self.least_banks:
            told = f"There are bundles of {banks} banks; pooling needs {self.least_banks}."
            raise _refuse(told, "Wait for more.")


def _check_pair(one: Bundle, other: Bundle) -> None:
    if one.key == other.key and one.told.period.meets(other.told.period):
        told = f"{one.sender} tells quarters of {one.told.period} twice."
        raise _refuse(told, "Keep one of the two bundles.")
    if one.told.pack != other.told.pack:
        told = f"Bundles are about different packs: {one.told.pack} and {other.told.pack}."
        raise _refuse(told, "Pool each pack by itself.")
    if one.told.invented != other.told.invented:
        told = "Some bundles tell of invented data, others of real data."
        raise _refuse(told, "Pool them apart.")
