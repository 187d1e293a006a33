"""Who pays and who is paid: customers by their numbers, and others by the name a message carries."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.slices import Slices

BY_PEOPLE = ["transfer", "wire", "wallet"]  # ways in which people pay one another
FIRM = (
    "(^|[^a-z])(ltd|limited|inc|llc|llp|plc|corp|company|co|gmbh|ag|sa|sarl|bv|nv|ab|oy|srl"
    "|bank|council|university|college|insurance|trust|association|club|services)([^a-z]|$)"
)


def is_firm_name(name: Any) -> Any:
    """Whether a folded name reads like a firm's or a body's."""
    return name.re_search(FIRM)


def last_word(name: Any) -> Any:
    """The last word of a folded name, by which unknown people are taken to be a family."""
    return name.re_extract("([^ ]+)$", 1).nullif("")


def customers(s: Slices) -> Table:
    """Customers by every number under which a payment may name them.

    Returns:
        number, party (its party_id), kind, and name, family, home and work, folded.
    """
    told = s.parties.select(
        "party_id",
        kind=s.parties.kind,
        name=s.parties.name.lower(),
        family=s.parties.surname.lower(),
        home=s.parties.address.lower(),
        work=s.parties.employer.lower(),
    )
    of = s.accounts.select("party_id", number=s.accounts.account_id)
    as_number = s.parties.select("party_id", number=s.parties.party_id)
    numbers = ibis.union(of, as_number, distinct=True)
    known = numbers.join(told, "party_id").select(
        "number", "kind", "name", "home", "work", "family", party=_.party_id
    )
    return known.mutate(family=_.family.fill_null(last_word(_.name)))


def strangers(came: Table, s: Slices) -> Table:
    """Payments from people whom nothing known ties to the receiver, who is a person too.

    Args:
        came: account_id, day, sec, counterparty, counterparty_name.
        s: the slices.

    Returns:
        account_id, day, sec, counterparty, family, home, work; the payer's number stands for a
        home or work that is unknown.
    """
    known = customers(s)
    payer = known.select("kind", "family", "home", "work", counterparty=known.number)
    payee = known.filter(known.kind == "person").select(
        account_id=known.number, own=known.family, own_home=known.home, own_work=known.work
    )
    rows = came.join(payee, "account_id").left_join(payer, "counterparty")
    label = rows.counterparty_name.lower()
    private = (rows.kind == "person").fill_null(~is_firm_name(label))
    family = rows.family.fill_null(last_word(label))
    places = {name: rows[name].fill_null(rows.counterparty) for name in ("home", "work")}
    told = rows.filter(private & ~((family == rows.own) | _live_or_work_together(rows)))
    return told.select("account_id", "day", "sec", "counterparty", family=family, **places)


def _live_or_work_together(rows: Table) -> Any:
    alike = (rows.home == rows.own_home, rows.work == rows.own_work)
    return ibis.or_(*(same.fill_null(False) for same in alike))
