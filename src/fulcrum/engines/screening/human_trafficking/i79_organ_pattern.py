"""I79 Organ pattern."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, person, quiet, row, send
from fulcrum.engines.screening.human_trafficking._ties import folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    days,
    money,
)
from fulcrum.engines.screening.shapes import evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices

HOSPITAL = 8062


def find(s: Slices, p: Any) -> Found:
    """All three within the window; unrelated: the passenger does not bear the holder's surname."""
    out = s.txn.filter(~s.txn.credit)
    care = out.filter((out.mcc == HOSPITAL) & (out.cents >= p.large))
    people = s.accounts.select("account_id", "party_id", family=folded(s.accounts.surname))
    tickets = s.feeds["tickets"].join(people, "account_id")
    tickets = tickets.filter(
        (tickets.family != "")
        & ~folded(tickets.passenger).contains(tickets.family)
        & (tickets.passenger != tickets.party_id)
    )
    wires = s.moves.filter(
        ~s.moves.credit
        & (s.moves.channel == "wire")
        & (s.moves.mcc != HOSPITAL).fill_null(True)
        & (s.moves.cents >= p.wire)
    )
    parts = _marked(care, 1, 0, 0)
    for more in (_marked(tickets, 0, 1, 0), _marked(wires, 0, 0, 1)):
        parts = parts.union(more.semi_join(care, "account_id"))
    seen = trailing(parts, p.days, cares=_.care.sum(), fares=_.ticket.sum(), wires=_.wire.sum())
    found = seen.filter((seen.cares > 0) & (seen.fares > 0) & (seen.wires > 0))
    total = found.cares + found.fares + found.wires
    return Found(hits(found, value=total, threshold=3, days=p.days), evidence(parts))


def _marked(rows: Table, care: int, ticket: int, wire: int) -> Table:
    """Rows told apart by which of the three they are."""
    marks = {"care": care, "ticket": ticket, "wire": wire}
    return rows.select(
        *("account_id", "day", "sec", "txn_id"),
        **{name: ibis.literal(value).cast("int64") for name, value in marks.items()},
    )


HOLDER = person(surname="Holm")
CARE, WIRE = buy(on(0), 5_000, HOSPITAL), send(on(2), 1_000, "X", "wire")


def ticket(day: int = 1, passenger: str | None = "Ana Lindo") -> Row:
    """A ticket."""
    values = {"txn_id": "f", "account_id": "A", "at": on(day)}
    return row("tickets", **values, passenger=passenger, route="AA-BB")


INDICATOR = Indicator(
    id="I79",
    find=find,
    name="Organ pattern",
    measures="A large hospital bill, a ticket for somebody unrelated and a wire come together.",
    family=Family.FLOW,
    exploitation=(Exploitation.ORGAN,),
    sources=("FA",),
    needs=("tickets", "transactions.mcc", "parties.surname"),
    parameters=(
        money("large", 5_000, "Payment to a hospital."),
        money("wire", 1_000, "Wire that goes out."),
        days(30),
    ),
    roles="The holder may be a patient or a broker; the passenger is a possible victim.",
    false_positives="Treatment abroad with a friend or nurse as company, a bill paid for a "
    "relative by marriage, medical tourism.",
    weight=0.5,
    fixtures=(
        fires("All three", [HOLDER, CARE, ticket(), WIRE], days=1),
        quiet("No hospital", [HOLDER, ticket(), WIRE]),
        quiet("No ticket", [HOLDER, CARE, WIRE]),
        quiet("No wire", [HOLDER, CARE, ticket()]),
        quiet("A cent less for the hospital",
              [HOLDER, buy(on(0), 4_999.99, HOSPITAL), ticket(), WIRE]),
        quiet("A cent less by wire",
              [HOLDER, CARE, ticket(), send(on(2), 999.99, "X", "wire")]),
        fires("Over 30 days", [HOLDER, CARE, ticket(29), WIRE]),
        quiet("Over 31 days", [HOLDER, CARE, ticket(30), WIRE]),
        quiet("The passenger is kin", [HOLDER, CARE, ticket(1, "Per Holm"), WIRE]),
        quiet("The passenger is the holder", [HOLDER, CARE, ticket(1, "P"), WIRE]),
        quiet("The passenger is unknown", [HOLDER, CARE, ticket(1, None), WIRE]),
        quiet("The bill is the wire",
              [HOLDER, ticket(), send(on(0), 9_000, "H", "wire", mcc=HOSPITAL)]),
    ),
)  # fmt: skip
