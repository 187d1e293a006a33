"""Identifiers of a bank's own: accounts, parties, movements, telephones, devices."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array
from fulcrum.engines.simulation.bank.ids import ids, letters, scatter
from fulcrum.engines.simulation.bank.words import FIRST, LAST

ROWS_A_BLOCK = 1 << 24
STREETS = ("Road", "Street", "Lane", "Close", "Avenue", "Court")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Writes identifiers; two banks of different seeds share none but by chance.

    Attributes:
        seed: of the simulation.
    """

    seed: int

    def _salt(self, purpose: str) -> int:
        return crc32(f"{self.seed} {purpose}".encode()) * 0x10001

    def accounts(self, numbers: Array) -> Array:
        """Account numbers, here and elsewhere alike."""
        return ids(numbers, salt=self._salt("account"), prefix="A", width=8)

    def parties(self, numbers: Array) -> Array:
        """Customer numbers."""
        return ids(numbers, salt=self._salt("party"), prefix="P", width=8)

    def movements(self, block: int, keys: Array) -> Array:
        """Numbers of movements, from the block and the key within it."""
        return ids(
            block * ROWS_A_BLOCK + keys.astype(np.int64),
            salt=self._salt("movement"), prefix="T", width=8,
        )  # fmt: skip

    def networks(self, numbers: Array) -> Array:
        """Numbers of networks, in the truth only."""
        return ids(numbers, salt=self._salt("network"), prefix="N", width=6)

    def devices(self, numbers: Array) -> Array:
        """Fingerprints of devices."""
        return ids(numbers, salt=self._salt("device"), prefix="", width=12)

    def phone(self, number: int) -> str:
        """A telephone number."""
        code = scatter(np.array([number]), 32, self._salt("phone"))[0]
        return f"0{int(code):010d}"

    def address(self, code: int) -> str:
        """A street and a postcode, which no other address has."""
        mixed = scatter(np.array([code]), 30, self._salt("address"))
        post, number = letters(mixed, 6, "").tobytes().decode(), int(mixed[0])
        street = f"{LAST[number // 7 % len(LAST)]} {STREETS[number // 11 % len(STREETS)]}"
        return f"{1 + number // 3 % 180} {street}, {post[:3]} {post[3:]}"

    def email(self, name: int, number: int) -> str:
        """An e-mail address under a domain that is reserved for examples."""
        code = int(scatter(np.array([number]), 20, self._salt("email"))[0])
        first, last = divmod(name % (len(FIRST) * len(LAST)), len(LAST))
        return f"{FIRST[first]}.{LAST[last]}.{code}@example.org".lower()

    def ip(self, number: int) -> str:
        """An address of the range that is reserved for private networks."""
        code = int(scatter(np.array([number]), 24, self._salt("ip"))[0])
        return f"10.{code >> 16 & 255}.{code >> 8 & 255}.{code & 255}"
