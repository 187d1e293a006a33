"""Bank statements and payments in ISO 20022: camt.053, camt.054 and pacs.008, read as a stream.

Nothing outside the file is ever read: no DTD, no entity, no network.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree

from fulcrum.engines.screening.duck import Duck, files
from fulcrum.engines.screening.intake.messages import (
    ACCOUNT,
    Row,
    Statement,
    entry_rows,
    first,
    is_booked,
    local,
    payment_rows,
    text,
)
from fulcrum.kernel.errors import FulcrumError

COLUMNS = (
    "txn_id", "account_id", "at", "amount", "currency", "direction", "channel", "counterparty",
    "counterparty_name", "counterparty_bank", "country", "memo",
)  # fmt: skip
BLOCK = 50_000
STATEMENTS = {"Stmt", "Ntfctn", "Rpt"}
NOWHERE = Statement(None, None)


@dataclass
class Reading:
    """How far a message is read.

    Attributes:
        statement: that entries stand in now.
        made: when the message was made.
        entries: of this statement so far.
        seen: whether there was any entry or transfer.
        pending: how many entries are not booked, and were left out.
    """

    statement: Statement = NOWHERE
    made: str | None = None
    entries: int = 0
    seen: bool = False
    pending: int = 0

    def take(self, node: Any) -> Iterator[Row]:
        """The rows of a node that was just closed."""
        name, above = local(node.tag), node.getparent()
        inside = "" if above is None else local(above.tag)
        if name == "CreDtTm":
            self.made = self.made or (node.text or "").strip() or None
        elif name == "Acct" and inside in STATEMENTS:
            self.statement = Statement(text(above, "Id"), first(node, *ACCOUNT))
        elif name in STATEMENTS:
            self.statement, self.entries = NOWHERE, 0
        elif name == "Ntry":
            self.seen, self.entries = True, self.entries + 1
            if is_booked(node):
                yield from entry_rows(node, self.statement, self.entries)
            else:
                self.pending += 1
            _forget(node)
        elif name == "CdtTrfTxInf":
            self.seen = True
            yield from payment_rows(node, self.made)
            _forget(node)


def rows(path: Path, reading: Reading) -> Iterator[Row]:
    """The transactions of a file, as text, in its order.

    Args:
        path: the file.
        reading: told how far it is.

    Raises:
        FulcrumError: it is no XML, or cut short, or defines entities, or no message known here.
    """
    begun = False
    try:
        with path.open("rb") as file:
            for _event, node in etree.iterparse(
                file, events=("end",), resolve_entities=False, load_dtd=False, no_network=True,
                huge_tree=False,
            ):  # fmt: skip
                if not begun:
                    _refuse_entities(node, path)
                begun = True
                yield from reading.take(node)
    except etree.XMLSyntaxError as error:
        raise FulcrumError(
            f"The XML breaks off or is not well formed: {error.msg}.",
            where=path.name,
            mend="Fetch the file again.",
        ) from None
    if not reading.seen:
        raise FulcrumError(
            "This is no camt.053, camt.054 or pacs.008 message with entries.",
            where=path.name,
            mend="Hand over statements, notifications or credit transfers.",
        )


def _refuse_entities(node: Any, path: Path) -> None:
    if node.getroottree().docinfo.internalDTD is not None:
        raise FulcrumError(
            "The file defines entities; that is how XML bombs are made.",
            where=path.name,
            mend="Bank messages never need them: remove the DOCTYPE.",
        )


def _forget(node: Any) -> None:
    """Free what was read: memory stays the same however long the file is."""
    node.clear()
    while node.getprevious() is not None and local(node.getprevious().tag) == local(node.tag):
        del node.getparent()[0]


def load(duck: Duck, path: Path, folder: Path) -> Reading:
    """Make the relation `iso_rows` of a file, with at_row.

    Args:
        duck: the connection.
        path: the file.
        folder: where the rows lie while they are needed.

    Raises:
        FulcrumError: as `rows` does; then nothing of the file is kept.
    """
    schema = pa.schema([("at_row", pa.int64()), *((name, pa.string()) for name in COLUMNS)])
    target, reading = folder / "iso.parquet", Reading()
    with pq.ParquetWriter(target, schema) as writer:
        block: list[dict[str, Any]] = []
        for number, one in enumerate(rows(path, reading), 1):
            block.append({"at_row": number, **{name: one.get(name) for name in COLUMNS}})
            if len(block) == BLOCK:
                writer.write_table(pa.Table.from_pylist(block, schema))
                block = []
        writer.write_table(pa.Table.from_pylist(block, schema))
    duck.execute(f"CREATE OR REPLACE TEMP VIEW iso_rows AS {files([target])}")
    return reading
