"""I56 Small e-wallet churn."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import CRYPTO, HOME
from fulcrum.engines.screening.fixtures import Row, buy, fires, listed, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking import _links
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.shapes import within_hours
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """A payment for crypto assets or a bill, after many small wallet movements either way.

    The days before it are counted to the second, for what follows it must not count.
    """
    rows = _told(s, p)
    many = of_active(rows.filter(rows.wallet == 1), times=p.least)
    seen = within_hours(rows.semi_join(many, "account_id"), p.days * 24, 0, small=_.wallet.sum())
    return reaching(seen.filter(seen.spends), "small", p.least, p.days + 1, rows)


def _told(s: Slices, p: Any) -> Table:
    """Small wallet movements, and payments for crypto assets or bills, told apart."""
    payee = s.txn.merchant.coalesce(s.txn.counterparty_name).lower()
    rows = _links.listed(s.txn.mutate(payee=payee), s, "crypto_merchant", "payee")
    spends = ~rows.credit & (in_codes(rows.mcc, CRYPTO | HOME) | rows.listed)
    rows = _links.listed(rows.mutate(spends=spends).drop("listed"), s, "wallet_merchant", "payee")
    wallet = ((rows.channel == "wallet") | rows.listed) & (rows.cents < p.below)
    rows = rows.mutate(wallet=(wallet & ~rows.spends).cast("int64"))
    return rows.filter(rows.spends | (rows.wallet == 1))


def churn(times: int, amount: float = 99.99) -> list[Row]:
    """Wallet movements, in and out by turns, from 10:00 on the first day."""
    return [
        (receive if n % 2 else send)(on(0, f"10:{n:02}"), amount, f"w{n}", channel="wallet")
        for n in range(times)
    ]


INDICATOR = Indicator(
    id="I56",
    find=find,
    name="Small e-wallet churn",
    measures="Many small wallet movements are followed by crypto assets or household bills.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 15, "Small wallet movements before the payment."),
        money("below", 100, "A wallet movement is smaller than this.", Origin.SOURCE),
        days(30),
    ),
    roles="Often whoever collects from many buyers; a victim's wallet may be used for it.",
    false_positives="Everyday users of a wallet who also pay their bills: weak without others.",
    weight=0.5,
    fixtures=(
        fires("Fifteen of 99.99, then crypto", [*churn(15), buy(on(1), 50, 6051)], days=1),
        fires("Fifteen, then a bill", [*churn(15), buy(on(1), 50, 4900)], days=1),
        quiet("Fifteen of 100.00", [*churn(15, 100), buy(on(1), 50, 6051)]),
        quiet("The fifteenth is 100.00", [
            *churn(14), send(on(0, "11:00"), 100, "w", channel="wallet"), buy(on(1), 50, 6051)]),
        fires("The fifteenth is 99.99", [
            *churn(14), send(on(0, "11:00"), 99.99, "w", channel="wallet"), buy(on(1), 50, 6051)]),
        quiet("Fourteen", [*churn(14), buy(on(1), 50, 6051)]),
        quiet("Crypto before the fifteenth", [*churn(15), buy(on(0, "10:13:30"), 50, 6051)]),
        fires("720 hours later", [*churn(15), buy(on(30, "10:00:00"), 50, 6051)]),
        quiet("A second later", [*churn(15), buy(on(30, "10:00:01"), 50, 6051)]),
        fires("Listed wallet and exchange", [
            *listed("wallet_merchant", "paylet"), *listed("crypto_merchant", "coinplace"),
            *(buy(on(n), 20, 5999, merchant="PayLet") for n in range(15)),
            send(on(20), 90, "x", counterparty_name="CoinPlace")]),
        quiet("Groceries follow", [*churn(15), buy(on(1), 50, 5411)]),
        quiet("Transfers are no wallet", [
            *(send(on(0, f"10:{n:02}"), 20, f"w{n}") for n in range(20)), buy(on(1), 50, 6051)]),
    ),
)  # fmt: skip
