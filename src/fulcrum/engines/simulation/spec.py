"""What to simulate: frozen, and checked once when it is made."""

import re
from dataclasses import dataclass, field
from datetime import date

from fulcrum.kernel.errors import FulcrumError

MOST_INSTITUTIONS = 200_000
MOST_ITEMS = 500
_ITEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


def _refuse(where: str, what: str, mend: str) -> None:
    raise FulcrumError(what, where=where, mend=mend)


def _check_count(name: str, value: int, least: int, most: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        _refuse(
            name,
            f"{value!r} is not a whole number from {least:,} to {most:,}.",
            "Choose another number.",
        )


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        _refuse(name, f"{value!r} is not a share from 0 to 1.", "0.1 means one in ten.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionsSpec:
    """Invented institutions and their completed self-assessments.

    Dates count back from `until`, so the same specification gives the same files on any day.

    Attributes:
        count: how many institutions, 1 to 200,000.
        assessment_count: how many completed assessments, 0 to twice `count`.
        item_ids: ids of the release's questions; their order does not matter.
        release: code of the release the answers are given under.
        until: the last day of the simulated years.
        seed: the same seed gives the same data.
        years: over how many years the assessments are spread, 1 to 20.
        repeat_share: share of the assessed institutions that are assessed a second time, 0 to 1.
        duplicate_share: share of institutions that the sheet holds a second time, 0 to 1; half of
            these rows are exact copies, half are spelt differently.
        key_prefix: begins every key, so that two simulations can live side by side.

    Raises:
        FulcrumError: a value cannot be used; it says which, why, and what to do.
    """

    count: int
    assessment_count: int
    item_ids: tuple[str, ...]
    release: str
    until: date
    seed: int = 0
    years: int = 3
    repeat_share: float = 0.1
    duplicate_share: float = 0.04
    key_prefix: str = field(default="sim")

    def __post_init__(self) -> None:
        """Put the items in order and check every value."""
        object.__setattr__(self, "item_ids", tuple(sorted(self.item_ids)))
        self._check_numbers()
        self._check_items()
        for name in ("release", "key_prefix"):
            if not _ITEM.fullmatch(getattr(self, name)):
                _refuse(
                    name,
                    "This is not a code of up to 40 letters, digits, dots, dashes and underscores.",
                    "Use the code as the release writes it, for instance 2019.1.",
                )

    def _check_numbers(self) -> None:
        _check_count("count", self.count, 1, MOST_INSTITUTIONS)
        _check_count("assessment_count", self.assessment_count, 0, 2 * self.count)
        _check_count("seed", self.seed, 0, 2**63 - 1)
        _check_count("years", self.years, 1, 20)
        _check_share("repeat_share", self.repeat_share)
        _check_share("duplicate_share", self.duplicate_share)

    def _check_items(self) -> None:
        if self.assessment_count and not self.item_ids:
            _refuse(
                "item_ids",
                "There is no question to answer.",
                "Name the release's items, or ask for no assessments.",
            )
        if len(self.item_ids) > MOST_ITEMS:
            _refuse("item_ids", f"More than {MOST_ITEMS} questions.", "Simulate fewer.")
        wrong = next((item for item in self.item_ids if not _ITEM.fullmatch(item)), None)
        if wrong is not None:
            _refuse("item_ids", f"{wrong!r} is not an item's id.", "Use ids like GOV-01.")
        if len(set(self.item_ids)) != len(self.item_ids):
            _refuse("item_ids", "An item is named twice.", "Name each item once.")

    @property
    def source(self) -> str:
        """What every row says about where it comes from."""
        return f"Invented by fulcrum simulate, seed {self.seed}"

    @property
    def assessed_count(self) -> int:
        """How many institutions are assessed at least once."""
        once = -int(-self.assessment_count // (1 + self.repeat_share))
        return min(self.count, once)
