"""What other systems saw: sign-ins, authorisations, tellers' notes, tickets, adverts."""

from typing import Any

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array


class Feeds:
    """Pieces of the optional tables of one block, each a mapping from column to array of codes."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[dict[str, Array]]] = {}

    def add(self, table: str, **columns: Any) -> None:
        """Add rows to a table; single values are repeated."""
        shape = np.broadcast_shapes(*(np.shape(value) for value in columns.values()))
        self._pieces.setdefault(table, []).append(
            {name: np.broadcast_to(np.asarray(value), shape) for name, value in columns.items()}
        )

    def logins(self, account: Array, at: Array, person: Array) -> None:
        """Sign-ins to accounts, from a device of a person, each by place in the block."""
        self.add("logins", account=account, at=at, person=person)

    def teller(self, account: Array, at: Array, cents: Array, kind: int) -> None:
        """Notes of tellers: kind 0 is a swap of notes, 1 a cheque cashed, 2 a redeposit."""
        self.add("teller", account=account, at=at, cents=cents, kind=kind)

    def together(self, table: str) -> dict[str, Array]:
        """All rows of a table; no columns when there are none."""
        pieces = self._pieces.get(table, [])
        names = pieces[0] if pieces else {}
        return {name: np.concatenate([piece[name] for piece in pieces]) for name in names}
