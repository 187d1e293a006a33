"""I16 Many unrelated payers."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, on, quiet, receive
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._daily import by_day, looking_back
from fulcrum.engines.screening.human_trafficking._people import BY_PEOPLE, strangers
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Senders without a name cannot be judged; who shares a name, home or work counts once."""
    moves = s.moves.filter(s.moves.credit & s.moves.channel.isin(BY_PEOPLE))
    came = of_active(moves, counterparty=p.least)
    came = came.group_by(["account_id", "day", "counterparty"]).agg(
        sec=_.sec.max(), counterparty_name=_.counterparty_name.min()
    )
    seen = strangers(came, s)
    apart = {name: _[name].nunique() for name in ("family", "home", "work")}
    counted = by_day(looking_back(by_day(seen), seen, p.days, *apart), **apart)
    counted = counted.mutate(payers=ibis.least(*(counted[name] for name in apart)))
    return reaching(counted, "payers", p.least, p.days, moves)


NAMES = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine", "Yew")
HOLDER = customer(surname="Rowan", employer="Mill", address="1 High St")


def gifts(number: int, name: str = "", first: int = 0) -> list[Row]:
    """Transfers from people of other banks, of different names unless one is given."""
    return [receive(on(first + n), 50, f"X{n}", counterparty_name=f"Kim {name or NAMES[n]}")
            for n in range(number)]  # fmt: skip


def also(surname: str = "Yew", **more: Any) -> list[Row]:
    """A tenth sender, who is a customer too."""
    return [*customer("B", "Q", surname=surname, **more), receive(on(9), 50, "B")]


INDICATOR = Indicator(
    id="I16",
    find=find,
    name="Many unrelated payers",
    measures="Ten or more people, whom nothing known ties to the holder or to one another, send "
    "money to one person.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16", "F21"),
    needs=("transactions.counterparty", "transactions.counterparty_name", "parties.surname"),
    parameters=(
        counts("least", 10, "Different senders."),
        days(30),
    ),
    roles="The holder may sell, or be sold: a controller collects, a victim has the account run "
    "by another. Where the money goes next tells more.",
    false_positives="Tutors, cleaners, landlords and sellers of second-hand goods who trade in "
    "their own name; whoever collects for a gift, a team or a class.",
    fixtures=(
        fires("Ten senders", [*HOLDER, *gifts(10)], days=1),
        quiet("Nine senders", [*HOLDER, *gifts(9)]),
        fires("The thirtieth day", [*HOLDER, *gifts(9), receive(
            on(29), 50, "Y", counterparty_name="Kim Yew")]),
        quiet("The thirty-first day", [*HOLDER, *gifts(9), receive(
            on(30), 50, "Y", counterparty_name="Kim Yew")]),
        quiet("A family of ten", [*HOLDER, *gifts(10, "Ash")]),
        quiet("The holder's own relatives", [*HOLDER, *gifts(11, "ROWAN")]),
        fires("The tenth is a customer", [*HOLDER, *gifts(9), *also()]),
        quiet("The tenth is of the family", [*HOLDER, *gifts(9), *also("Rowan")]),
        quiet("The tenth shares the address", [*HOLDER, *gifts(9), *also(address="1 high st")]),
        quiet("The tenth works with the holder", [*HOLDER, *gifts(9), *also(employer="Mill")]),
        quiet("The tenth is a firm", [*HOLDER, *gifts(9), receive(
            on(9), 50, "Y", counterparty_name="Yew Ltd")]),
        quiet("The tenth is nobody known", [*HOLDER, *gifts(9), receive(on(9), 50, "Y")]),
        quiet("Customers of a firm", [account("A", "F"), firm("F", surname="None"), *gifts(11)]),
    ),
)  # fmt: skip
