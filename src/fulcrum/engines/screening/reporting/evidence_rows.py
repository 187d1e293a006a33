"""Movements from the rows of evidence that an explained alert shows.

A row is one account's view of a movement: its other side is a number, a name, or nobody known.
What would give a possible victim away is replaced on the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fulcrum.engines.screening.reporting.movements import Account, Movement, Side
from fulcrum.engines.screening.reporting.parties import Party
from fulcrum.engines.screening.reporting.victims import is_victim, mask

Row = Mapping[str, Any]
PLACES = ("city", "branch", "merchant")
LABELS = ("counterparty_name", "merchant", "depositor", "counterparty")
SHOPS = {"card", "ach"}
NO_PLACE = "Online"


def movements_of(
    rows: Mapping[str, Iterable[Row]], accounts: Sequence[Account], parties: Sequence[Party] = ()
) -> tuple[Movement, ...]:
    """The movements behind an alert, each once, with the indicators it counts for.

    Args:
        rows: by indicator, as `explain.HitTold.rows` holds them: columns of the data contract.
        accounts: of the report; rows of other accounts are left out.
        parties: everybody of the report, possible victims among them.
    """
    known, by_key = {one.number for one in accounts}, {one.key: one for one in parties}
    found: dict[tuple[str, str], Row] = {}
    counts: dict[tuple[str, str], list[str]] = {}
    for indicator, mine in rows.items():
        for row in mine:
            key = (str(row["account_id"]), str(row["txn_id"]))
            if key[0] in known and row["cents"] > 0:
                found[key] = row
                counts.setdefault(key, []).append(indicator)
    ordered = sorted(found.items(), key=lambda pair: (pair[1]["at"], pair[0]))
    made = [_movement(row, counts[key], accounts, by_key) for key, row in ordered]
    return tuple(_told_once(made))


def _told_once(made: Sequence[Movement]) -> Iterable[Movement]:
    """A movement between two of the bank's accounts has a row in each; one is enough."""
    first: dict[str, Movement] = {}
    for one in made:
        first.setdefault(one.id, one)
    return first.values()


def _place(row: Row) -> str:
    return next((str(row[name]) for name in PLACES if row.get(name)), NO_PLACE)


def _movement(
    row: Row, indicators: Sequence[str], accounts: Sequence[Account], parties: Mapping[str, Party]
) -> Movement:
    own = Side(account=str(row["account_id"]))
    other = _other(row, accounts, parties)
    return Movement(
        id=str(row["txn_id"]),
        at=row["at"],
        cents=int(row["cents"]),
        channel=str(row["channel"]),
        source=other if row["credit"] else own,
        target=own if row["credit"] else other,
        place=mask(_place(row), parties, accounts),
        description=mask(str(row.get("memo") or ""), parties, accounts),
        indicators=tuple(sorted(set(indicators))),
    )


def _other(
    row: Mapping[str, Any], accounts: Sequence[Account], parties: Mapping[str, Party]
) -> Side:
    """The side that is not the row's own account."""
    number = str(row.get("counterparty") or "")
    country = str(row.get("country") or "")
    if any(one.number == number for one in accounts):
        return Side(account=number, country=country)
    label = next((str(row[name]) for name in LABELS if row.get(name)), "")
    for party in parties.values():
        if is_victim(party) and mask(label, {party.key: party}, accounts) != label:
            return Side(party=party.key, country=country)
    is_firm = bool(row.get("merchant")) or row["channel"] in SHOPS
    return Side(label=label, is_firm=is_firm, country=country)
