"""Files of a bank: written as blocks are done, so that memory holds one block at a time."""

from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from fulcrum.engines.simulation.bank.arrow import schema_of
from fulcrum.engines.simulation.bank.columns import TABLES, TRUTH
from fulcrum.engines.simulation.bank.results import TableFile
from fulcrum.kernel.errors import FulcrumError

PART_BLOCKS = 5  # blocks in one file of transactions
CHUNK = 1 << 20


def prepare(folder: Path) -> None:
    """Make the folder and those in it.

    Raises:
        FulcrumError: it cannot be made, or something is in it already.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise FulcrumError(
                "There is something in this folder already.",
                where=str(folder),
                mend="Choose an empty folder, or a new one.",
            )
        for part in ("transactions", "truth"):
            (folder / part).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FulcrumError(
            "This folder cannot be made.", where=str(folder), mend="Choose another."
        ) from error


class Writer(AbstractContextManager["Writer"]):
    """Writes tables piece by piece; every table gets a file, if only an empty one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = dict.fromkeys((*TABLES, *TRUTH), 0)
        self._open: dict[str, Any] = {}

    def _file(self, table: str, part: int | None = None) -> Path:
        if part is not None:
            return self.folder / table / f"part-{part:05d}.parquet"
        return (self.folder / "truth" if table in TRUTH else self.folder) / f"{table}.parquet"

    def _writer(self, table: str, path: Path) -> Any:
        # Without Arrow's own schema the columns are plain text to whoever reads them.
        return pq.ParquetWriter(
            path, schema_of(table), compression="zstd", compression_level=1, store_schema=False,
            write_statistics=["at", "cents"] if "at" in (TABLES.get(table) or {}) else False,
            use_dictionary=False if table == "rows" else _dictionary_columns(table),
        )  # fmt: skip

    def write(self, table: str, rows: Any, block: int = 0) -> None:
        """Add rows to a table.

        Args:
            table: its name.
            rows: an Arrow table.
            block: which block they are of; transactions go to a new file every few blocks.
        """
        if table == "transactions" and block % PART_BLOCKS == 0:
            self._close(table)
        if table not in self._open:
            part = block // PART_BLOCKS if table == "transactions" else None
            self._open[table] = self._writer(table, self._file(table, part))
        self.rows[table] += rows.num_rows
        if rows.num_rows:
            self._open[table].write_table(rows, row_group_size=max(rows.num_rows, 1))

    def _close(self, table: str) -> None:
        if writer := self._open.pop(table, None):
            writer.close()

    def finish(self) -> tuple[TableFile, ...]:
        """Close every file; say what each table holds."""
        for table in self.rows:
            if table not in self._open and table != "transactions":
                self.write(table, schema_of(table).empty_table())
            self._close(table)
        return tuple(
            TableFile(table, count, self._digest(table)) for table, count in self.rows.items()
        )

    def _digest(self, table: str) -> str:
        found = sha256()
        parts = sorted((self.folder / table).glob("part-*.parquet"))
        for path in parts if table == "transactions" else [self._file(table)]:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    found.update(chunk)
        return found.hexdigest()

    def __exit__(self, *failure: object) -> None:
        """Close what is open, whatever happened."""
        for table in list(self._open):
            self._close(table)


def _dictionary_columns(table: str) -> list[str]:
    """Columns that are written through a dictionary: text that repeats, and small numbers."""
    columns = TABLES.get(table) or TRUTH[table]
    return [name for name in columns if name not in {"txn_id", "linked_id", "at", "cents"}]
