"""I08 Third-party cash."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import (
    account,
    deposit,
    fires,
    firm,
    on,
    person,
    quiet,
    receive,
    row,
)
from fulcrum.engines.screening.human_trafficking._daily import beside, by_day
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._ties import holders
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def holders_told(s: Slices) -> Table:
    """Every holder of every account by number and by name, as a teller may have noted either."""
    pairs = holders(s)
    named = pairs.join(s.parties.select("party_id", who="name"), "party_id")
    told = pairs.select("account_id", who="party_id").union(named.select("account_id", "who"))
    return told.mutate(who=told.who.lower())


def find(s: Slices, p: Any) -> Found:
    """Of people's accounts only: a firm's takings are always brought by somebody else."""
    brought = _brought(s)
    counted = by_day(brought, brought=_.cents.sum(), deposits=_.count()).drop("sec")
    days = beside(s.totals, counted, "credits").mutate(today=_.deposits)
    sums = {name: _[name].sum() for name in ("brought", "deposits", "credits")}
    seen = trailing(days, p.days, **sums).filter(_.today > 0)
    seen = seen.filter(reaches(seen.brought, seen.credits, p.part))
    return reaching(seen, "deposits", p.least, p.days, brought)


def _brought(s: Slices) -> Table:
    """Cash that nobody who holds the account paid in to a person's account."""
    people = s.accounts.filter(s.accounts.party_kind == "person")
    noted = s.cash.filter(s.cash.credit & s.cash.depositor.notnull())
    noted = noted.mutate(who=noted.depositor.lower()).semi_join(people, "account_id")
    return noted.anti_join(holders_told(s), ["account_id", "who"])


BROUGHT = [deposit(on(n), 100, depositor=f"X{n}") for n in range(3)]
INDICATOR = Indicator(
    id="I08",
    find=find,
    name="Third-party cash",
    measures="Half or more of what a person's account receives is cash that others pay in.",
    family=Family.CASH,
    exploitation=(Exploitation.ANY,),
    sources=("F16",),
    needs=("transactions.depositor", "holders"),
    parameters=(
        counts("least", 3, "Deposits by people who do not hold the account."),
        share("part", 0.5, "Of everything credited."),
        days(30),
    ),
    roles="The holder may collect what others bring, and the depositors may be victims who hand "
    "over earnings; or the holder's account is used by whoever brings the cash.",
    false_positives="Relatives who support a student or an old parent, rent paid in cash at the "
    "landlord's bank, carers who bank for somebody who cannot leave the house.",
    fixtures=(
        fires("Three deposits by others", BROUGHT, days=1),
        quiet("Two deposits by others", BROUGHT[:2]),
        fires("Exactly half", [receive(on(0), 300, "E", "payroll"), *BROUGHT], days=1),
        quiet("A cent less than half", [receive(on(0), 300.01, "E", "payroll"), *BROUGHT]),
        fires("The thirtieth day", [*BROUGHT[:2], deposit(on(29), 100, depositor="X")]),
        quiet("The thirty-first day", [*BROUGHT[:2], deposit(on(30), 100, depositor="X")]),
        quiet("The holder and a joint holder",
              [row("holders", account_id="A", party_id="J", role="joint"), person("J"),
               person("P", name="Ann Low"), account("A"),
               *(deposit(on(n), 100, depositor=who) for n, who in enumerate("PJPJ"))]),
        quiet("Nobody noted who paid in", [deposit(on(n), 100) for n in range(5)]),
        quiet("Staff who bring a firm's takings",
              [account("A", "F", kind="business"), firm("F"), *BROUGHT]),
    ),
)  # fmt: skip
