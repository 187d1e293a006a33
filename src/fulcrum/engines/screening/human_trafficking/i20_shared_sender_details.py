"""I20 Shared sender details."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, person, quiet
from fulcrum.engines.screening.human_trafficking._cases import payer
from fulcrum.engines.screening.human_trafficking._links import different, payments
from fulcrum.engines.screening.human_trafficking._rules import network
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
)
from fulcrum.engines.screening.slices import Slices


def _details(s: Slices) -> Table:
    """Addresses and telephone numbers of persons: account_id, party_id, family, detail."""
    persons = s.accounts.filter(s.accounts.party_kind == "person")
    persons = persons.mutate(family=folded(_.surname).coalesce(_.party_id))
    return ibis.union(_told(persons, "address"), _told(persons, "phone"))


def _told(persons: Table, kind: str) -> Table:
    known = persons.filter(persons[kind].notnull())
    detail = ibis.literal(f"{kind} ") + folded(known[kind])
    return known.select("account_id", "party_id", "family", detail=detail)


def gather(s: Slices, p: Any) -> Table:
    """Payments of persons whose address or telephone enough others have too."""
    details = _details(s)
    shared = details.group_by("detail").agg(parties=_.party_id.nunique())
    shared = details.semi_join(shared.filter(shared.parties >= p.least), "detail")
    paid = payments(s).join(shared, "account_id")
    return paid.group_by(["account_id", "party_id", "family", "detail", "counterparty", "day"]).agg(
        sec=_.sec.max(), txn_id=_.txn_id.min()
    )


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Enough senders who share a detail pay one payee who does not share it.

    Senders who all carry one surname are taken for a family; unknown surnames differ.
    """
    home = _details(s).select("detail", counterparty="account_id")
    paid = gathered.anti_join(home, ["detail", "counterparty"])
    seen = different(paid, ["counterparty", "detail"], p.days, party_id=p.least, family=p.surnames)
    told = {"value": "party_id", "members": "party_id", "threshold": p.least, "days": p.days}
    once = paid.select("account_id", "sec", "txn_id", "counterparty").distinct()
    return network(seen, once, "counterparty", **told)


def _sender(n: int, day: int, **more: Any) -> list[Row]:
    return payer(n, day, 200, **({"address": "4 Dock Road"} | more))


TWO = [*_sender(0, 0), *_sender(1, 1)]
INDICATOR = Indicator(
    id="I20",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Shared sender details",
    measures="Several customers with one address or telephone number pay the same payee.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.ANY,),
    sources=("F16", "N14"),
    needs=("transactions.counterparty", "parties"),
    parameters=(
        counts("least", 3, "Senders who share a detail."),
        counts("surnames", 2, "Different surnames among them, lest it be one family."),
        days(30),
    ),
    roles="The payee is a possible controller; senders housed together are possible victims.",
    false_positives="Shared flats that pay one landlord or one flatmate, hostels, families with two surnames.",
    fixtures=(
        fires("Three at one address", [*TWO, *_sender(2, 2)], subject="X", days=1),
        fires("Three with one telephone", [row for n in range(3) for row in _sender(
            n, n, address=f"{n} Hill", phone="0555 1")], subject="X"),
        fires("Written in other letters", [*TWO, *_sender(2, 2, address="4 DOCK ROAD")], subject="X"),
        quiet("Two at one address", [*TWO, *_sender(2, 2, address="5 Dock Road")]),
        fires("The 30th day counts", [*TWO, *_sender(2, 29)], subject="X"),
        quiet("The 31st does not", [*TWO, *_sender(2, 30)]),
        fires("Two surnames", [*TWO, *_sender(2, 2, surname="Name1")], subject="X"),
        quiet("One surname", [row for n in range(3) for row in _sender(n, n, surname="Kew")]),
        quiet("No address is no shared address",
              [row for n in range(3) for row in _sender(n, n, address=None)]),
        quiet("They pay the one they live with", [*TWO, *_sender(2, 2), account("X", "Q9"),
              person("Q9", address="4 Dock Road")]),
    ),
)  # fmt: skip
