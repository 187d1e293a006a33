"""I19 Many to one."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, on, quiet, send
from fulcrum.engines.screening.human_trafficking._cases import payer
from fulcrum.engines.screening.human_trafficking._links import different, payments
from fulcrum.engines.screening.human_trafficking._rules import network
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


def gather(s: Slices, p: Any) -> Table:
    """What persons paid to somebody without saying what for, once a payer, payee and day."""
    paid = payments(s).filter(_.memo.replace(" ", "").fill_null("") == "")
    paid = paid.semi_join(s.accounts.filter(_.party_kind == "person"), "account_id")
    paid = paid.group_by(["account_id", "counterparty", "day"])
    return paid.agg(sec=_.sec.max(), txn_id=_.txn_id.min())


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Enough payers of whom no two share a surname, an address or an employer.

    Payers whose surname and address are both unknown do not count; a firm's trade is its purpose.
    """
    payee = s.accounts.select(counterparty="account_id", other="party_id", kind="party_kind")
    paid = gathered.join(_payers_told(s), "account_id").left_join(payee, "counterparty")
    traded, own = paid.kind == "firm", paid.other == paid.party_id
    paid = paid.filter(~(traded.fill_null(False) | own.fill_null(False)))
    seen = different(paid, ["counterparty"], p.days, **dict.fromkeys(UNRELATED, p.least))
    seen = seen.mutate(payers=ibis.least(*(seen[one] for one in UNRELATED)))
    told = {"value": "payers", "members": "payers", "threshold": p.least, "days": p.days}
    return network(seen, paid, "counterparty", **told)


def _payers_told(s: Slices) -> Table:
    """Those of whom a surname or address is known; what else is unknown differs for each."""
    who = s.accounts.filter(s.accounts.surname.notnull() | s.accounts.address.notnull())
    told = {name: who[name].lower().coalesce(who.party_id) for name in UNRELATED[1:]}
    return who.select("account_id", "party_id", **told)


UNRELATED = ("party_id", "surname", "address", "employer")


def _payer(n: int, day: int, **more: Any) -> list[Row]:
    return payer(n, day, 120, **({"address": f"{n} Mill Lane"} | more))


def _payers(count: int, **more: Any) -> list[Row]:
    return [row for n in range(count) for row in _payer(n, n, **more)]


INDICATOR = Indicator(
    id="I19",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Many to one",
    measures="Several customers with nothing in common pay one beneficiary and do not say why.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("N14", "F16", "N23"),
    needs=("transactions.counterparty", "transactions.memo", "parties.surname"),
    parameters=(counts("least", 5, "Payers with nothing in common."), days(30)),
    roles="The beneficiary may collect for a controller; payers may be buyers, relatives or victims.",
    false_positives="Private lessons, shared gifts, landlords and small traders who are paid without a note.",
    alone=True,
    fixtures=(
        fires("Five payers in five days", _payers(5), subject="X", days=1),
        fires("A blank is no purpose", _payers(5, memo=" "), subject="X"),
        quiet("Four payers", _payers(4)),
        fires("The 30th day counts", [*_payers(4), *_payer(4, 29)], subject="X"),
        quiet("The 31st does not", [*_payers(4), *_payer(4, 30)]),
        quiet("The fifth says what for", [*_payers(4), *_payer(4, 4, memo="Piano lessons")]),
        quiet("Two are of one family", [*_payers(4), *_payer(4, 4, surname="name0")]),
        quiet("Two live together", [*_payers(4), *_payer(4, 4, address="0 Mill Lane")]),
        quiet("Colleagues collect for a gift", _payers(5, employer="Northport Bakery")),
        quiet("Of the fifth nothing is known", [*_payers(4), *_payer(4, 4, surname=None, address=None)]),
        quiet("One of four pays twice", [*_payers(4), send(on(4), 120, "X", account_id="S0")]),
        quiet("A firm that trades", [*_payers(5), account("X", "F", kind="business"), firm("F")]),
    ),
)  # fmt: skip
