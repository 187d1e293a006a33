"""I08 Third-party cash."""

from typing import Any

import ibis
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
from fulcrum.engines.screening.human_trafficking._daily import beside
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import evidence, hits, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def holders(s: Slices) -> Table:
    """Every holder of every account by number and by name, as a teller may have noted either."""
    pairs = s.accounts.select("account_id", "party_id").union(
        s.holders.select("account_id", "party_id")
    )
    named = pairs.join(s.parties.select("party_id", "name"), "party_id")
    return ibis.union(
        pairs.select("account_id", who=pairs.party_id.lower()),
        named.select("account_id", who=named.name.lower()),
    )


def find(s: Slices, p: Any) -> Found:
    """Of people's accounts only: a firm's takings are always brought by somebody else."""
    people = s.accounts.filter(s.accounts.party_kind == "person")
    noted = s.cash.filter(s.cash.credit & s.cash.depositor.notnull())
    noted = noted.select(
        "account_id", "txn_id", "sec", "day", "cents", who=noted.depositor.lower()
    )
    strange = noted.anti_join(holders(s), ["account_id", "who"])
    brought = strange.semi_join(people, "account_id")
    counted = brought.group_by(["account_id", "day"]).agg(brought=_.cents.sum(), deposits=_.count())
    seen = trailing(
        beside(s.totals, counted, "credits").mutate(today=_.deposits),
        p.days,
        brought=_.brought.sum(),
        deposits=_.deposits.sum(),
        credits=_.credits.sum(),
    )
    rule = (
        (seen.today > 0) & (seen.deposits >= p.least) & reaches(seen.brought, seen.credits, p.part)
    )
    return Found(
        hits(seen.filter(rule), value="deposits", threshold=p.least, days=p.days),
        evidence(brought),
    )


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
