"""I78 Micro-remittances."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, person, quiet, send
from fulcrum.engines.screening.human_trafficking._people import BY_PEOPLE
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._spend import on_lists
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.slices import Slices

FIRM = r"(^|[^a-z])(ltd|limited|inc|llc|llp|plc|gmbh|corp|company|bank|school|university|hotel)($|[^a-z])"


def find(s: Slices, p: Any) -> Found:
    """To as many different people, none with the holder's surname; names unknown do not count."""
    return different(_strangers(s, _small(s, p)), "counterparty", p.least, p.days)


def _small(s: Slices, p: Any) -> Table:
    """Small sums to listed countries: `entry` is the country, `name` the payee's."""
    out = s.moves.filter(~s.moves.credit, s.moves.channel.isin(BY_PEOPLE))
    out = out.filter(out.cents.between(p.low, p.high), out.country.notnull())
    sent = out.mutate(entry=folded(out.country), name=folded(out.counterparty_name))
    return sent.semi_join(on_lists(s, "high_risk_country"), "entry")


def _strangers(s: Slices, sent: Table) -> Table:
    """Those from people to others than kin and firms, and not to where they live."""
    people = s.accounts.filter(s.accounts.party_kind == "person")
    homes = {"family": folded(people.surname), "home": folded(people.home_country)}
    told = sent.join(people.select("account_id", **homes), "account_id").filter(_.family != "")
    kin_or_firm = told.name.contains(told.family) | told.name.re_search(FIRM)
    return told.filter(~kin_or_firm & (told.entry != told.home))


def sent(number: int, day: int = 0, amount: float = 50, **more: Any) -> Row:
    """A small sum to somebody abroad."""
    values = {"country": "XX", "counterparty_name": f"Somebody {number}"} | more
    return send(on(day), amount, f"X{number}", "wire", **values)


TWO = [*listed("high_risk_country", "xx", "gb"), person(surname="Holm"), sent(0), sent(1)]
INDICATOR = Indicator(
    id="I78",
    find=find,
    name="Micro-remittances",
    measures="Small sums go to several unrelated people in countries the bank lists.",
    family=Family.ONLINE,
    exploitation=(Exploitation.CHILD,),
    sources=("OC",),
    needs=("lists", "transactions.country", "transactions.counterparty_name", "parties.surname"),
    parameters=(
        counts("least", 3, "Different people who are paid."),
        money("low", 15, "The least that counts."),
        money("high", 500, "The most that counts."),
        days(30),
    ),
    roles="The holder may pay for the abuse of others; those who are paid may be facilitators. No "
    "victim has an account here.",
    false_positives="Migrants who support relatives by marriage and friends, gifts to several "
    "people at a feast, small traders, volunteers and donors.",
    weight=0.5,
    fixtures=(
        fires("Three people", [*TWO, sent(2)], days=1),
        quiet("Two people, one of them twice", [*TWO, sent(1, 3)]),
        fires("15 and 500 count", [*TWO[:3], sent(0, 0, 15), sent(1, 0, 500), sent(2)]),
        quiet("A cent below 15", [*TWO, sent(2, 0, 14.99)]),
        quiet("A cent above 500", [*TWO, sent(2, 0, 500.01)]),
        fires("Over 30 days", [*TWO, sent(2, 29)]),
        quiet("Over 31 days", [*TWO, sent(2, 30)]),
        quiet("One bears the holder's surname", [*TWO, sent(2, counterparty_name="Per HOLM")]),
        quiet("One is a firm", [*TWO, sent(2, counterparty_name="Blue Sky Ltd")]),
        quiet("One without a name", [*TWO, sent(2, counterparty_name=None)]),
        quiet("One at home, though listed", [*TWO, sent(2, country="GB")]),
        quiet("One in a country not listed", [*TWO, sent(2, country="YY")]),
    ),
)  # fmt: skip
