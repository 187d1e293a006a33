"""I79 Organ pattern."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, person, quiet, row, send
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, days, money
from fulcrum.engines.screening.shapes import evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices

HOSPITAL = 8062


def find(s: Slices, p: Any) -> Found:
    """All three within the window; unrelated: the passenger does not bear the holder's surname."""
    care = s.txn.filter(~s.txn.credit, s.txn.mcc == HOSPITAL, s.txn.cents >= p.large)
    wires = s.moves.filter(~s.moves.credit, s.moves.channel == "wire", s.moves.cents >= p.wire)
    wires = wires.filter((wires.mcc != HOSPITAL).fill_null(True))
    others = _marked(_for_others(s), "ticket").union(_marked(wires, "wire"))
    parts = _marked(care, "care").union(others.semi_join(care, "account_id"))
    seen = trailing(parts, p.days, cares=_.care.sum(), fares=_.ticket.sum(), wires=_.wire.sum())
    every = seen.filter((seen.cares > 0) & (seen.fares > 0) & (seen.wires > 0))
    total = every.cares + every.fares + every.wires
    return Found(hits(every, value=total, threshold=3, days=p.days), evidence(parts))


def _for_others(s: Slices) -> Table:
    """Tickets of passengers who are neither the holder nor of his surname."""
    people = s.accounts.select("account_id", "party_id", family=folded(s.accounts.surname))
    tickets = s.feeds["tickets"].join(people, "account_id").filter(_.family != "")
    kin = folded(tickets.passenger).contains(tickets.family)
    return tickets.filter(~kin & (tickets.passenger != tickets.party_id))


def _marked(rows: Table, kind: str) -> Table:
    """Rows told apart by which of the three they are."""
    marks = {one: ibis.literal(int(one == kind), "int64") for one in ("care", "ticket", "wire")}
    return rows.select("account_id", "day", "sec", "txn_id", **marks)


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
        quiet("A cent less at hospital", [HOLDER, buy(on(0), 4_999.99, HOSPITAL), ticket(), WIRE]),
        quiet("A cent less by wire", [HOLDER, CARE, ticket(), send(on(2), 999.99, "X", "wire")]),
        fires("Over 30 days", [HOLDER, CARE, ticket(29), WIRE]),
        quiet("Over 31 days", [HOLDER, CARE, ticket(30), WIRE]),
        quiet("The passenger is kin", [HOLDER, CARE, ticket(1, "Per Holm"), WIRE]),
        quiet("The passenger is the holder", [HOLDER, CARE, ticket(1, "P"), WIRE]),
        quiet("The passenger is unknown", [HOLDER, CARE, ticket(1, None), WIRE]),
        quiet("The bill is the wire",
              [HOLDER, ticket(), send(on(0), 9_000, "H", "wire", mcc=HOSPITAL)]),
    ),
)  # fmt: skip
