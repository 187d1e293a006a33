"""Who is on the other side of a payment, and what ties two customers to each other."""

from typing import Any

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices

SEPARATORS = "[ 0-9.,;:/#()*_+&'-]+"


def words_of(text: Any) -> Any:
    """The words of a name or note, folded and sorted, without digits and signs."""
    return text.lower().re_replace(SEPARATORS, " ").re_replace("^ +| +$", "").split(" ").sort()


def customers(s: Slices) -> Table:
    """What the bank knows of the numbers by which a counterparty may be one of its customers.

    Returns:
        number (of an account or customer), other (party_id), and of that customer: other_kind,
        other_name, other_surname, other_address, other_employer, and steward: who owns a firm,
        else the customer.
    """
    facts = ("name", "surname", "address", "employer")

    def told(table: Table, number: str, kind: str) -> Table:
        return table.select(
            number=table[number],
            other=table.party_id,
            other_kind=table[kind],
            steward=ibis.coalesce(table.owner, table.party_id),
            **{f"other_{fact}": table[fact] for fact in facts},
        )

    # An account's number comes first where a customer's number is the same.
    rest = s.parties.anti_join(s.accounts, s.parties.party_id == s.accounts.account_id)
    return told(s.accounts, "account_id", "party_kind").union(told(rest, "party_id", "kind"))


def holders(s: Slices) -> Table:
    """Every holder of every account: account_id and party_id."""
    pairs = (table.select("account_id", "party_id") for table in (s.accounts, s.holders))
    return ibis.union(*pairs)


def dated(rows: Table, column: str) -> Table:
    """Rows dated by a day without a clock: by its last second, since no earlier one is known."""
    known = rows.filter(rows[column].notnull())
    day = known[column].epoch_days()
    return known.mutate(day=day.cast("int32"), sec=(day.cast("int64") + 1) * SECONDS_A_DAY - 1)


def keyed(rows: Table, *columns: str) -> Table:
    """Rows with one column `key` in place of several, for windows that never cross them."""
    key = rows[columns[0]].cast("string")
    for column in columns[1:]:
        key = key + "\n" + rows[column].cast("string")
    return rows.mutate(key=key)
