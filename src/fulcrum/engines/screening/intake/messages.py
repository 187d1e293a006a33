"""Rows out of the parts of ISO 20022 messages: entries of camt.053 and camt.054, and pacs.008.

Names are compared without their namespace: every version of a message names these parts alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, str | None]
# Bank transaction codes (ISO 20022 external code set): family of the domain "PMNT", and the
# sub-families that say more than their family.
FAMILIES = {
    "CCRD": "card", "CNTR": "cash", "ICDT": "transfer", "RCDT": "transfer", "ICHQ": "cheque",
    "RCHQ": "cheque", "IDDT": "ach", "RDDT": "ach", "IRCT": "transfer", "RRCT": "transfer",
}  # fmt: skip
SUBFAMILIES = {
    "CDPT": "cash", "CWDL": "cash", "XBCW": "cash", "SALA": "payroll", "XBSA": "payroll",
    "XBCT": "wire",
}  # fmt: skip
ACCOUNT = (("Id", "IBAN"), ("Id", "Othr", "Id"))
NO_REFERENCE = {"NOTPROVIDED", "NONREF"}
BOOKED = "BOOK"


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement or notification that an entry stands in.

    Attributes:
        name: its identification, as the bank gives it.
        account: that it is about.
    """

    name: str | None
    account: str | None


def local(tag: Any) -> str:
    """A tag without its namespace."""
    return str(tag).rsplit("}", 1)[-1]


def child(node: Any, *path: str) -> Any:
    """The first node at a path of local names; None when there is none."""
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if local(one.tag) == name), None)
    return node


def text(node: Any, *path: str) -> str | None:
    """The text at a path of local names; None when there is nothing."""
    found = child(node, *path)
    return None if found is None else (found.text or "").strip() or None


def first(node: Any, *paths: tuple[str, ...]) -> str | None:
    """The text at the first of several paths that holds any."""
    return next((found for path in paths if (found := text(node, *path))), None)


def _reference(node: Any, *paths: tuple[str, ...]) -> str | None:
    found = first(node, *paths)
    return None if found in NO_REFERENCE else found


def _memo(node: Any) -> str | None:
    told = child(node, "RmtInf")
    said = [] if told is None else [one for one in told if local(one.tag) == "Ustrd"]
    return " ".join((one.text or "").strip() for one in said) or None


def _money(node: Any) -> Row:
    if node is None:
        return {"amount": None, "currency": None}
    return {"amount": (node.text or "").strip(), "currency": node.get("Ccy")}


def _amount(details: Any) -> Any:
    found = child(details, "Amt")
    return child(details, "AmtDtls", "TxAmt", "Amt") if found is None else found


def _other_side(details: Any, side: str) -> Row:
    """The other side of an entry: its account, name, bank and country."""
    parties, bank = child(details, "RltdPties"), child(details, "RltdAgts", f"{side}Agt")
    return {
        "counterparty": first(parties, *((f"{side}Acct", *path) for path in ACCOUNT)),
        "counterparty_name": first(parties, (side, "Nm"), (side, "Pty", "Nm")),
        "counterparty_bank": first(bank, ("FinInstnId", "BICFI"), ("FinInstnId", "BIC")),
        "country": first(parties, (side, "PstlAdr", "Ctry"), (side, "Pty", "PstlAdr", "Ctry")),
    }


def _channel(entry: Any) -> str:
    kind = child(entry, "BkTxCd", "Domn", "Fmly")
    family, below = text(kind, "Cd"), text(kind, "SubFmlyCd")
    return SUBFAMILIES.get(below or "") or FAMILIES.get(family or "", "transfer")


def is_booked(entry: Any) -> bool:
    """Whether an entry is booked; one that is pending, or for information, comes again."""
    return (first(entry, ("Sts", "Cd"), ("Sts",)) or BOOKED) == BOOKED


def entry_rows(entry: Any, statement: Statement, number: int) -> Iterator[Row]:
    """One row a transaction of an entry; one for the whole where its parts have no amounts.

    Args:
        entry: the node Ntry.
        statement: that it stands in.
        number: of the entry in its statement, from 1.
    """
    details = [
        one
        for batch in entry
        if local(batch.tag) == "NtryDtls"
        for one in batch
        if local(one.tag) == "TxDtls"
    ]
    parted = len(details) > 1 and all(_amount(one) is not None for one in details)
    # The indicator says which way money went, a reversal's too: a credit takes a debit back. The
    # other side is still that of the movement taken back.
    came_in = text(entry, "CdtDbtInd") == "CRDT"
    turned = text(entry, "RvslInd") in {"true", "1"}
    whole = _reference(entry, ("AcctSvcrRef",))
    if whole is None and statement.name:
        whole = f"{statement.name}/{text(entry, 'NtryRef') or number}"
    for part, one in enumerate(details if parted else (details or [None])[:1]):
        own = _reference(one, ("Refs", "AcctSvcrRef")) or whole
        yield {
            "txn_id": f"{own}/{part}" if own and parted else own,
            "account_id": statement.account,
            "at": first(
                entry, ("BookgDt", "DtTm"), ("BookgDt", "Dt"), ("ValDt", "DtTm"), ("ValDt", "Dt")
            ),
            **_money(_amount(one) if parted else child(entry, "Amt")),
            "direction": "credit" if came_in else "debit",
            "channel": _channel(entry),
            "memo": _memo(one) or text(entry, "AddtlNtryInf"),
            **_other_side(one, "Dbtr" if came_in != turned else "Cdtr"),
        }


def payment_rows(one: Any, made: str | None) -> Iterator[Row]:
    """Both sides of a customer credit transfer (pacs.008): out of one account, into another.

    Args:
        one: the node CdtTrfTxInf.
        made: when the message was made, for transfers that name no moment.
    """
    common = {
        "txn_id": _reference(one, ("PmtId", "UETR"), ("PmtId", "TxId")),
        "at": first(one, ("AccptncDtTm",), ("SttlmTmIndctn", "DbtDtTm"), ("IntrBkSttlmDt",))
        or made,
        **_money(child(one, "IntrBkSttlmAmt")),
        "channel": "wire",
        "memo": _memo(one),
    }
    for own, other, direction in (("Dbtr", "Cdtr", "debit"), ("Cdtr", "Dbtr", "credit")):
        bank = child(one, f"{other}Agt", "FinInstnId")
        yield {
            "account_id": first(one, *((f"{own}Acct", *path) for path in ACCOUNT)),
            "direction": direction,
            "counterparty": first(one, *((f"{other}Acct", *path) for path in ACCOUNT)),
            "counterparty_name": text(one, other, "Nm"),
            "counterparty_bank": first(bank, ("BICFI",), ("BIC",)),
            "country": text(one, other, "PstlAdr", "Ctry"),
            **common,
        }
