"""Which of a file's columns is which, proposed from their names; and whether a mapping fits a file."""

import re
from collections.abc import Sequence

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.intake.mapping import TableMapping, wanted
from fulcrum.kernel.errors import FulcrumError

# Further names under which exports carry a column; compared without case and punctuation.
ALSO = {
    "txn_id": "transactionid transactionref reference txnid id bookingid entryref",
    "account_id": "account accountid accountnumber acct accountno iban card cardnumber",
    "at": "timestamp datetime bookingdatetime transactiondate date time bookingdate valuedate",
    "amount": "amount amt value transactionamount",
    "direction": "direction drcr debitcredit creditdebit cdtdbtind sign dc",
    "currency": "currency ccy currencycode",
    "channel": "channel type transactiontype method",
    "counterparty": "counterparty beneficiary counterpartyaccount otheraccount payee payer",
    "counterparty_name": "counterpartyname beneficiaryname payeename name",
    "counterparty_bank": "counterpartybank bank bic counterpartybic",
    "mcc": "mcc merchantcategorycode categorycode",
    "merchant": "merchant merchantname",
    "branch": "branch branchid terminal terminalid atmid",
    "city": "city town location",
    "country": "country countrycode",
    "memo": "memo description narrative reference2 remittanceinformation details",
    "party_id": "partyid customerid customer customerno",
    "opened": "opened openeddate opendate openingdate",
    "kind": "kind type accounttype customertype",
    "home_city": "homecity city town",
    "home_country": "homecountry country",
}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def propose(table: str, columns: Sequence[str]) -> TableMapping:
    """A mapping from a file's column names: the contract's own names first, then usual ones."""
    free = {_plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for name in wanted(table):
        if _plain(name) in free:
            found[name] = free.pop(_plain(name))
    for name in wanted(table):
        for other in ALSO.get(name, "").split():
            if name not in found and other in free:
                found[name] = free.pop(other)
    if table == "transactions" and "cents" in found:
        found.pop("amount", None)
    return TableMapping({name: found[name] for name in wanted(table) if name in found})


def check(table: str, mapping: TableMapping, columns: Sequence[str], where: str) -> None:
    """Refuse a mapping that cannot work for a file with these columns.

    Raises:
        FulcrumError: a required column is not mapped, or a mapped one is not there.
    """
    absent = [column for column in mapping.columns.values() if column not in columns]
    if absent:
        raise FulcrumError(
            f"There is no column {absent[0]!r}.",
            where=where,
            mend=f"The file has: {', '.join(columns)}. Change the mapping.",
        )
    instead = {"cents": "amount", "credit": "direction or a signed amount"}
    for column in TABLES[table].columns:
        if not column.required or column.name in mapping.columns:
            continue
        if column.name in instead and "amount" in mapping.columns:
            continue
        if column.name in {"txn_id", "channel"}:  # made from the row, or "other"
            continue
        raise FulcrumError(
            f"No column holds {column.name}: {column.meaning}",
            where=where,
            mend=f"Name it in the mapping under [{table}.columns]. The file has: "
            f"{', '.join(columns)}.",
        )
