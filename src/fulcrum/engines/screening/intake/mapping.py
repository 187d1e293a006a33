"""Which of a file's columns is which: proposed from their names, kept as TOML, edited by people."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.contract import CHANNELS, TABLES
from fulcrum.kernel.errors import FulcrumError

# Columns a file may have instead of the contract's: an amount in units with its sign or direction.
INSTEAD = {"transactions": ("amount", "direction", "currency"), "authorisations": ("amount",)}
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
CREDIT = ("c", "cr", "credit", "crdt", "in", "+", "true", "1")
DEBIT = ("d", "dr", "debit", "dbit", "out", "-", "false", "0")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one file's columns become a table of the contract.

    Attributes:
        columns: the file's column, by the contract's.
        moment: how moments are written (strptime); "" for ISO 8601.
        decimal: the decimal sign of amounts, "." or ",".
        reversed_signs: whether the file writes money that came in as negative.
        channels: the contract's channel, by the file's word in lower case.
        credit_words: words that mean money came in, in lower case.
        debit_words: words that mean money went out.
    """

    columns: Mapping[str, str]
    moment: str = ""
    decimal: str = "."
    reversed_signs: bool = False
    channels: Mapping[str, str] = field(default_factory=dict)
    credit_words: tuple[str, ...] = CREDIT
    debit_words: tuple[str, ...] = DEBIT


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def wanted(table: str) -> tuple[str, ...]:
    """The columns a file may give for a table."""
    return (*TABLES[table].names, *INSTEAD.get(table, ()))


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


def read_mappings(path: Path) -> dict[str, TableMapping]:
    """The mappings of a TOML file, by table.

    Raises:
        FulcrumError: it is not TOML, or names a table, column, setting or channel there is not.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FulcrumError(
            f"This is not TOML: {error}.", where=str(path), mend="Correct that line."
        ) from None
    return {table: _read(table, part, str(path)) for table, part in told.items()}


def _read(table: str, part: dict[str, Any], where: str) -> TableMapping:
    if table not in TABLES:
        raise FulcrumError(
            f"There is no table {table!r}.", where=where, mend=f"Known: {', '.join(TABLES)}."
        )
    fields = set(TableMapping.__dataclass_fields__)
    for key, known in ((part, fields), (part.get("columns", {}), set(wanted(table)))):
        strange = sorted(set(key) - known)
        if strange:
            raise FulcrumError(
                f"[{table}] has no setting or column {strange[0]!r}.",
                where=where,
                mend=f"Known: {', '.join(sorted(known))}.",
            )
    wrong = sorted(set(part.get("channels", {}).values()) - set(CHANNELS))
    if wrong:
        raise FulcrumError(
            f"There is no channel {wrong[0]!r}.", where=where, mend=f"Known: {', '.join(CHANNELS)}."
        )
    settings: dict[str, Any] = {"columns": {}} | {
        key: tuple(value) if isinstance(value, list) else value for key, value in part.items()
    }
    return TableMapping(**settings)


def mapping_text(mappings: Mapping[str, TableMapping]) -> str:
    """Mappings as TOML, with every setting shown so that it can be edited."""
    lines = ["# Which column of your files is which. Edit, and pass it with --mapping."]
    for table, one in mappings.items():
        lines += [
            "",
            f"[{table}]",
            f"moment = {_toml(one.moment)}",
            f"decimal = {_toml(one.decimal)}",
        ]
        lines.append(f"reversed_signs = {str(one.reversed_signs).lower()}")
        lines += [
            f"credit_words = {_toml(one.credit_words)}",
            f"debit_words = {_toml(one.debit_words)}",
        ]
        lines += ["", f"[{table}.columns]"]
        lines += [f"{name} = {_toml(column)}" for name, column in one.columns.items()]
        if table == "transactions":
            lines += ["", "[transactions.channels]"]
            lines += [f"{_toml(word)} = {_toml(name)}" for word, name in one.channels.items()]
    return "\n".join(lines) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        text = "".join(
            f"\\u{ord(one):04x}" if ord(one) < 32 or ord(one) == 127 else one
            for one in value.replace("\\", "\\\\").replace('"', '\\"')
        )
        return f'"{text}"'
    return f"[{', '.join(_toml(one) for one in value)}]"
