"""The files a bank hands over: found, named after tables, and turned into something SQL can read."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import quoted
from fulcrum.kernel.errors import FulcrumError

CSV, PARQUET, XML = "csv", "parquet", "xml"
SUFFIXES = {".csv": CSV, ".txt": CSV, ".tsv": CSV, ".gz": CSV, ".parquet": PARQUET, ".xml": XML}
MOST_UNPACKED = 200 * 1024**3
MOST_RATIO = 200  # what text can shrink by; more is a bomb


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Attributes:
        table: the table of the contract it belongs to.
        path: where it is.
        kind: csv, parquet or xml.
        label: as findings call it.
    """

    table: str
    path: Path
    kind: str
    label: str

    def query(self, encoding: str = "utf-8") -> str:
        """The query that reads it, every column as text where the file has no types."""
        if self.kind == PARQUET:
            return f"SELECT * FROM read_parquet({quoted(self.path)})"
        return (
            f"SELECT * FROM read_csv({quoted(self.path)}, all_varchar = true, header = true, "
            f"ignore_errors = true, store_rejects = true, encoding = {quoted(encoding)}, "
            "null_padding = false, strict_mode = true)"
        )


def find_sources(paths: list[Path], unpack_to: Path) -> list[Source]:
    """Every file that belongs to a table, by its name or its folder's.

    Args:
        paths: files and folders.
        unpack_to: where archives are unpacked.

    Raises:
        FulcrumError: nothing is there, or nothing whose table can be told.
    """
    found: list[Source] = []
    for path in paths:
        if not path.exists():
            raise FulcrumError(
                "There is no such file or folder.", where=str(path), mend="Check it."
            )
        found += [one for file in _files(path) for one in _sources(file, path, unpack_to)]
    if not any(one.table == "transactions" for one in found):
        raise FulcrumError(
            "No file here holds transactions.",
            where=", ".join(str(path) for path in paths),
            mend="Name files after their table, for instance transactions-2026.csv; tables: "
            f"{', '.join(TABLES)}.",
        )
    return found


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [one for one in sorted(path.rglob("*")) if one.is_file() and "truth" not in one.parts]


def table_of(file: Path, root: Path) -> str:
    """The table a file belongs to: the one its name, or its folder's, begins with; "" for none."""
    inside = file.relative_to(root).parts[:-1] if root.is_dir() else ()
    for name in (file.name, *reversed(inside)):
        stem = re.sub(r"[^a-z]", "", name.lower().split(".")[0])
        for table in sorted(TABLES, key=len, reverse=True):
            if stem.startswith(table):
                return table
    return ""


def _sources(file: Path, root: Path, unpack_to: Path) -> Iterator[Source]:
    if file.suffix.lower() == ".zip":
        folder = unpack_to / file.stem
        for member in _unpack(file, folder):
            table = table_of(member, folder) or table_of(file, root)
            yield from _source(member, table, f"{file.name}/{member.relative_to(folder)}")
        return
    yield from _source(file, table_of(file, root), file.name)


def _source(file: Path, table: str, label: str) -> Iterator[Source]:
    kind = SUFFIXES.get(file.suffix.lower(), "")
    if kind == XML:
        yield Source("transactions", file, XML, label)
    elif kind and table:
        yield Source(table, file, kind, label)


def _unpack(file: Path, folder: Path) -> list[Path]:
    """The members of an archive; names that lead out of the folder and bombs are refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            size = sum(one.file_size for one in members)
            if size > MOST_UNPACKED or size > MOST_RATIO * max(file.stat().st_size, 10_000):
                raise FulcrumError(
                    f"It would unpack to {size:,} bytes, more than can be meant.",
                    where=file.name,
                    mend="Unpack it yourself and hand over the folder.",
                )
            for member in members:
                archive.extract(member, folder)  # it keeps names inside the folder
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise FulcrumError(
            f"The archive cannot be opened: {error}.", where=file.name, mend="Make it again."
        ) from None
    return [one for one in sorted(folder.rglob("*")) if one.is_file()]
