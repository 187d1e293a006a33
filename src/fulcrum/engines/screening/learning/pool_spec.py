"""Which bundles can be pooled with one another."""

from dataclasses import dataclass
from itertools import combinations

from fulcrum.engines.screening.learning.bundle import Bundle
from fulcrum.kernel.errors import FulcrumError

LEAST_BANKS = 3


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
            raise FulcrumError(
                f"With fewer than {LEAST_BANKS} banks one could work out another's counts.",
                where="least_banks",
                mend=f"Give {LEAST_BANKS} or more.",
            )
        if not 0.5 <= self.level <= 0.999:
            raise FulcrumError(
                f"{self.level} is no usual coverage.", where="level", mend="Give 0.5 to 0.999."
            )
        self._check_banks()
        for one, other in combinations(self.bundles, 2):
            _check_pair(one, other)
        ordered = sorted(self.bundles, key=lambda one: (one.key, one.told.period))
        object.__setattr__(self, "bundles", tuple(ordered))

    def _check_banks(self) -> None:
        banks = len({one.key for one in self.bundles})
        if banks < self.least_banks:
            raise FulcrumError(
                f"There are bundles of {banks} banks; pooling needs {self.least_banks}.",
                where="bundles",
                mend="Wait for more.",
            )


def _check_pair(one: Bundle, other: Bundle) -> None:
    if one.key == other.key and one.told.period.meets(other.told.period):
        raise FulcrumError(
            f"{one.sender} tells quarters of {one.told.period} twice.",
            where="bundles",
            mend="Keep one of the two bundles.",
        )
    if one.told.pack != other.told.pack:
        raise FulcrumError(
            f"Bundles are about different packs: {one.told.pack} and {other.told.pack}.",
            where="bundles",
            mend="Pool each pack by itself.",
        )
    if one.told.invented != other.told.invented:
        raise FulcrumError(
            "Some bundles tell of invented data, others of real data.",
            where="bundles",
            mend="Pool them apart.",
        )
