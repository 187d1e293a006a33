"""How names are compared: frozen, and checked once when it is made. The numbers are ours."""

from dataclasses import dataclass

from fulcrum.kernel.errors import FulcrumError

POSSIBLE, STRONG = 0.85, 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSpec:
    """How names are compared with a list.

    Attributes:
        threshold: score from which a match is told, 0.5 to 1. Ours: 0.85, so that one word of two
            may be spelt another way, or a middle name be missing. From 0.95 a match is strong.
        scorer: "own", or "nomenklatura" where that is installed; it scores the candidates that
            ours finds.
        most: matches told of one name, the best first.
        batch: names compared at a time; bounds memory.
        memory: bound of memory, for instance 1GB.
        threads: cores to use; 0 for all.

    Raises:
        FulcrumError: a value cannot be used.
    """

    threshold: float = POSSIBLE
    scorer: str = "own"
    most: int = 25
    batch: int = 50_000
    memory: str = "1GB"
    threads: int = 0

    def __post_init__(self) -> None:
        """Check every value."""
        if not 0.5 <= self.threshold <= 1:
            raise FulcrumError(
                f"{self.threshold:g} is no threshold for names.",
                where="threshold",
                mend="Give 0.5 to 1; 0.85 is the default.",
            )
        if self.scorer not in {"own", "nomenklatura"}:
            raise FulcrumError(
                f"There is no scorer {self.scorer!r}.",
                where="scorer",
                mend="Known: own, nomenklatura.",
            )
        for name in ("most", "batch"):
            if getattr(self, name) < 1:
                raise FulcrumError(
                    f"{getattr(self, name)} is below one.", where=name, mend="Give one or more."
                )
