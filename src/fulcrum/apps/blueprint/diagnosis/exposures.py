"""What one exposure says, and which risk it belongs to."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

MOST_AMOUNT = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class ExposureInput:
    """One exposure, checked: codes are codes, the currency is known."""

    area: str
    activity: str = ""
    sector: str = ""
    country: str = ""
    good: str = ""
    amount: Decimal | None = None
    currency: str = ""
    reference: str = ""

    @property
    def key(self) -> str:
        """Which risk it belongs to: area, division (or section), country and good."""
        sector = self.sector[:2] if len(self.sector) > 1 else self.sector
        return f"{self.area}|{sector}|{self.country}|{self.good.casefold()}"

    def fingerprint(self, occurrence: int = 1) -> str:
        """Tells the same exposure when it is sent again: by its reference, else by all it says."""
        said = (
            self.area,
            self.activity,
            self.sector,
            self.country,
            self.good,
            self.amount,
            self.currency,
            occurrence,
        )
        text = f"ref {self.reference}" if self.reference else repr(said)
        return hashlib.sha256(text.encode()).hexdigest()[:32]
