"""The transactions of one block, gathered in pieces and put together once."""

from typing import Any

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array

CHANNELS = (
    "cash", "card", "advance", "transfer", "wire", "ach", "payroll", "cheque", "wallet", "other",
)  # fmt: skip
CASH, CARD, ADVANCE, TRANSFER, WIRE, ACH, PAYROLL, CHEQUE, WALLET, OTHER = range(len(CHANNELS))
HUB = -1  # the busy account, which every block adds rows to
# Small types, because a block's rows are in memory together; NONE where a row has no such thing.
FIELDS: dict[str, Any] = {
    "account": np.int32,
    "at": np.int64,
    "cents": np.int64,
    "credit": np.bool_,
    "channel": np.int8,
    "counterparty": np.int64,
    "name": np.int32,
    "bank": np.int8,
    "mcc": np.int16,
    "merchant": np.int32,
    "branch": np.int32,
    "city": np.int16,
    "country": np.int8,
    "memo": np.int32,
    "depositor": np.int32,
    "owner": np.int8,
    "linked": np.int32,
    "network": np.int32,
}
Columns = dict[str, Array]


class Rows:
    """Pieces of transactions; each row's key is its place among all that were added.

    `account` is the place in the block (HUB for the busy account), `at` seconds since 1970-01-01
    in local time, `cents` whole and positive, `linked` a key, everything else a code.
    """

    def __init__(self) -> None:
        self._pieces: list[Columns] = []
        self.count = 0

    def add(self, account: Array, at: Array, cents: Array, **columns: Any) -> Array:
        """Add rows; what is not named is NONE. Returns their keys."""
        size = len(account)
        values = {"account": account, "at": at, "cents": cents, "credit": False} | columns
        self._pieces.append(
            {
                name: np.broadcast_to(np.asarray(values.get(name, NONE)).astype(kind), (size,))
                for name, kind in FIELDS.items()
            }
        )
        first, self.count = self.count, self.count + size
        return np.arange(first, self.count)

    def last(self) -> Columns:
        """The rows that were added last."""
        return self._pieces[-1]

    def together(self) -> Columns:
        """All rows in the order of their keys, which `key` holds."""
        whole = {name: self._column(name, kind) for name, kind in FIELDS.items()}
        return whole | {"key": np.arange(self.count)}

    def _column(self, name: str, kind: Any) -> Array:
        pieces = [piece[name] for piece in self._pieces]
        return np.concatenate(pieces) if pieces else np.empty(0, dtype=kind)
