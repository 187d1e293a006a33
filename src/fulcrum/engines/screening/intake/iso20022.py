"""Bank statements and payments in ISO 20022: camt.053, camt.054 and pacs.008, read as a stream.

Nothing outside the file is ever read: no DTD, no entity, no network.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree

from fulcrum.engines.screening.duck import Duck, files
from fulcrum.kernel.errors import FulcrumError

COLUMNS = (
    "txn_id", "account_id", "at", "amount", "currency", "direction", "channel", "counterparty",
    "counterparty_name", "counterparty_bank", "country", "memo",
)  # fmt: skip
BLOCK = 50_000
# Bank transaction codes (ISO 20022 external code set): family of the domain "PMNT".
FAMILIES = {
    "CCRD": "card", "CNTR": "cash", "ICDT": "transfer", "RCDT": "transfer", "ICHQ": "cheque",
    "RCHQ": "cheque", "IDDT": "ach", "RDDT": "ach", "IRCT": "transfer", "RRCT": "transfer",
}  # fmt: skip


def _local(tag: Any) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _text(node: Any, *path: str) -> str | None:
    """The text at a path of local names; None when there is nothing."""
    for name in path:
        node = next((one for one in node if _local(one.tag) == name), None)
        if node is None:
            return None
    return (node.text or "").strip() or None


def _first(node: Any, *paths: tuple[str, ...]) -> str | None:
    return next((found for path in paths if (found := _text(node, *path))), None)


def _child(node: Any, *path: str) -> Any:
    for name in path:
        node = next((one for one in node if _local(one.tag) == name), None)
        if node is None:
            return ()
    return node


ACCOUNT = (("Id", "IBAN"), ("Id", "Othr", "Id"))


def _party(details: Any, side: str) -> dict[str, str | None]:
    """The other side of an entry: its account, name, bank and country."""
    parties, agents = _child(details, "RltdPties"), _child(details, "RltdAgts")
    bank = _child(agents, f"{side}Agt", "FinInstnId")
    return {
        "counterparty": _first(parties, *((f"{side}Acct", *path) for path in ACCOUNT)),
        "counterparty_name": _first(parties, (side, "Nm"), (side, "Pty", "Nm")),
        "counterparty_bank": _first(bank, ("BICFI",), ("BIC",)),
        "country": _first(parties, (side, "PstlAdr", "Ctry"), (side, "Pty", "PstlAdr", "Ctry")),
    }


def _entry(entry: Any, account: str | None) -> Iterator[dict[str, str | None]]:
    """One row a transaction of an entry; an entry without details is one row."""
    direction = _text(entry, "CdtDbtInd")
    came_in = direction == "CRDT"
    if _text(entry, "RvslInd") == "true":
        came_in = not came_in
    batch = _child(entry, "NtryDtls")
    details = [one for one in batch if _local(one.tag) == "TxDtls"] or [etree.Element("none")]
    family = _text(entry, "BkTxCd", "Domn", "Fmly", "Cd")
    for number, one in enumerate(details):
        amount = _child(one, "Amt") or _child(one, "AmtDtls", "TxAmt", "Amt")
        amount = (
            amount if len(details) > 1 and not isinstance(amount, tuple) else _child(entry, "Amt")
        )
        reference = _first(one, ("Refs", "AcctSvcrRef"), ("Refs", "EndToEndId"), ("Refs", "TxId"))
        reference = reference or _first(entry, ("AcctSvcrRef",), ("NtryRef",))
        yield {
            "txn_id": f"{reference}/{number}" if reference and len(details) > 1 else reference,
            "account_id": account,
            "at": _first(
                entry, ("BookgDt", "DtTm"), ("BookgDt", "Dt"), ("ValDt", "DtTm"), ("ValDt", "Dt")
            ),
            "amount": getattr(amount, "text", None),
            "currency": amount.get("Ccy") if hasattr(amount, "get") else None,
            "direction": "credit" if came_in else "debit",
            "channel": FAMILIES.get(family or "", "transfer"),
            "memo": _text(one, "RmtInf", "Ustrd") or _text(entry, "AddtlNtryInf"),
            **_party(one, "Dbtr" if came_in else "Cdtr"),
        }


def _payment(one: Any, made: str | None) -> Iterator[dict[str, str | None]]:
    """Both sides of a customer credit transfer (pacs.008): out of one account, into another."""
    amount = _child(one, "IntrBkSttlmAmt")
    common = {
        "at": _first(one, ("AccptncDtTm",), ("SttlmTmIndctn", "DbtDtTm"), ("IntrBkSttlmDt",))
        or made,
        "amount": getattr(amount, "text", None),
        "currency": amount.get("Ccy") if hasattr(amount, "get") else None,
        "channel": "wire",
        "memo": _text(one, "RmtInf", "Ustrd"),
    }
    reference = _first(one, ("PmtId", "UETR"), ("PmtId", "TxId"), ("PmtId", "EndToEndId"))
    for own, other, direction in (("Dbtr", "Cdtr", "debit"), ("Cdtr", "Dbtr", "credit")):
        yield {
            "txn_id": reference,
            "account_id": _first(one, *((f"{own}Acct", *path) for path in ACCOUNT)),
            "direction": direction,
            "counterparty": _first(one, *((f"{other}Acct", *path) for path in ACCOUNT)),
            "counterparty_name": _text(one, other, "Nm"),
            "counterparty_bank": _first(
                _child(one, f"{other}Agt", "FinInstnId"), ("BICFI",), ("BIC",)
            ),
            "country": _text(one, other, "PstlAdr", "Ctry"),
            **common,
        }


def rows(path: Path) -> Iterator[dict[str, str | None]]:
    """The transactions of a file, as text, in its order.

    Raises:
        FulcrumError: it is no XML, or cut short, or defines entities, or no message known here.
    """
    account: str | None = None
    made: str | None = None
    seen = False
    try:
        for _event, node in etree.iterparse(
            str(path), events=("end",), resolve_entities=False, load_dtd=False, no_network=True,
            huge_tree=False,
        ):  # fmt: skip
            name = _local(node.tag)
            if node.getroottree().docinfo.internalDTD is not None:
                raise FulcrumError(
                    "The file defines entities; that is how XML bombs are made.",
                    where=path.name,
                    mend="Bank messages never need them: remove the DOCTYPE.",
                )
            if name == "Acct" and _local(node.getparent().tag) in {"Stmt", "Ntfctn", "Rpt"}:
                account = _first(node, *ACCOUNT)
            elif name == "CreDtTm":
                made = (node.text or "").strip() or None
            elif name == "Ntry":
                seen = True
                yield from _entry(node, account)
                _forget(node)
            elif name == "CdtTrfTxInf":
                seen = True
                yield from _payment(node, made)
                _forget(node)
    except etree.XMLSyntaxError as error:
        raise FulcrumError(
            f"The XML breaks off or is not well formed: {error.msg}.",
            where=path.name,
            mend="Fetch the file again.",
        ) from None
    if not seen:
        raise FulcrumError(
            "This is no camt.053, camt.054 or pacs.008 message with entries.",
            where=path.name,
            mend="Hand over statements, notifications or credit transfers.",
        )


def _forget(node: Any) -> None:
    """Free what was read: memory stays the same however long the file is."""
    node.clear()
    while node.getprevious() is not None and _local(node.getprevious().tag) == _local(node.tag):
        del node.getparent()[0]


def load(duck: Duck, path: Path, folder: Path) -> None:
    """Make the relation `iso_rows` of a file, with at_row."""
    schema = pa.schema([("at_row", pa.int64()), *((name, pa.string()) for name in COLUMNS)])
    target = folder / "iso.parquet"
    with pq.ParquetWriter(target, schema) as writer:
        block: list[dict[str, Any]] = []
        for number, one in enumerate(rows(path), 1):
            block.append({"at_row": number, **{name: one.get(name) for name in COLUMNS}})
            if len(block) == BLOCK:
                writer.write_table(pa.Table.from_pylist(block, schema))
                block = []
        writer.write_table(pa.Table.from_pylist(block, schema))
    duck.execute(f"CREATE OR REPLACE TEMP VIEW iso_rows AS {files([target])}")
