"""I68 Cheque recycling."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, on, quiet, row
from fulcrum.engines.screening.human_trafficking._ties import customers
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    hours,
    share,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR, hits, reaches, within_hours
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Seen from each redeposit: the cheques of its firm that were cashed in the hours before."""
    teller = s.feeds["teller"].filter(_.cents.notnull())
    back = teller.filter(teller.kind == "redeposit")
    back = back.join(s.accounts.select("account_id", firm="party_id"), "account_id")
    back = back.group_by(["account_id", "firm", "day", "sec"]).agg(cents=_.cents.sum())
    back = within_hours(back, p.within, 0, returned=_.cents.sum())
    pairs = _beside_cheques(s, p, teller, back)
    seen = pairs.group_by(["account_id", "day", "sec", "returned"]).agg(
        cashed=_.cashed.sum(), workers=_.worker.nunique()
    )
    found = seen.filter((seen.workers >= p.least) & reaches(seen.returned, seen.cashed, p.part))
    window = p.within // 24 + 1
    return Found(hits(found, value="workers", threshold=p.least, days=window, members="workers"))


def _beside_cheques(s: Slices, p: Any, teller: Table, back: Table) -> Table:
    """Redeposits, each with every cheque of the firm that was cashed in the hours before."""
    payers = customers(s).select(payer="number", firm="other")
    cashed = teller.filter((teller.kind == "cheque_cashed") & teller.payer.notnull())
    cashed = cashed.rename(worker="account_id", cashed_sec="sec", cashed="cents")
    cashed = cashed.join(payers, "payer").select("firm", "worker", "cashed_sec", "cashed")
    since = back.sec - p.within * SECONDS_AN_HOUR
    before = [cashed.cashed_sec <= back.sec, cashed.cashed_sec >= since]
    return back.join(cashed, [back.firm == cashed.firm, *before])


def cheque(worker: int, payer: str = "E", day: int = 0) -> Row:
    """A worker cashes a cheque of 1,000 at noon."""
    values = {"account_id": f"W{worker}", "payer": payer, "cents": 100_000}
    return row("teller", at=on(day), kind="cheque_cashed", **values)


def back(amount: float, clock: str = "12:00:00", day: int = 1) -> Row:
    """Cash back at the counter, to the employer's account."""
    values = {"account_id": "E", "cents": round(amount * 100)}
    return row("teller", at=on(day, clock), kind="redeposit", **values)


FIRM = [account("E", "F", kind="business"), firm("F")]
THREE = [*FIRM, *(cheque(n) for n in range(3))]
INDICATOR = Indicator(
    id="I68",
    find=find,
    scope=Scope.GLOBAL,
    name="Cheque recycling",
    measures="Workers cash their employer's cheques, and soon much of the cash is back with it.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N14",),
    needs=("teller",),
    parameters=(
        counts("least", 3, "Workers who cash a cheque of the employer."),
        share("part", 0.5, "Of the cash that is paid in again."),
        hours("within", 24, "From a cheque to the redeposit."),
    ),
    roles="The employer is a possible controller; the workers who cash cheques are possible "
    "victims.",
    false_positives="A shop that cashes its own staff's cheques and banks its takings on the same "
    "day; one clerk who changes cheques for a crew.",
    weight=1.5,
    fixtures=(
        fires("Three workers, half of it after 24 hours", [*THREE, back(1500)], "E", 1),
        fires("The cheque names the customer, not the account",
              [*THREE[:4], cheque(2, "F"), back(1500)], "E"),
        quiet("Two workers", [*THREE[:4], back(1500)]),
        quiet("One worker with three cheques", [*FIRM, *[cheque(0)] * 3, back(3000)]),
        quiet("A cent less than half", [*THREE, back(1499.99)]),
        quiet("A second after 24 hours", [*THREE, back(3000, "12:00:01")]),
        quiet("Paid in before", [*THREE, back(3000, "11:00", 0)]),
        quiet("Cheques of another firm",
              [*FIRM, account("O", "G"), *(cheque(n, "O") for n in range(3)), back(1500)]),
    ),
)  # fmt: skip
