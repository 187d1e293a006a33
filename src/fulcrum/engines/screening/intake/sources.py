"""The files a bank hands over: found, named after tables, and told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.intake.archives import unpack
from fulcrum.kernel.errors import FulcrumError

CSV, PARQUET, XML, ZIP = "csv", "parquet", "xml", "zip"
SUFFIXES = {".csv": CSV, ".txt": CSV, ".tsv": CSV, ".parquet": PARQUET, ".xml": XML, ".zip": ZIP}
PACKED = ".gz"  # of text files


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Attributes:
        table: the table of the contract it belongs to.
        path: where it is.
        kind: csv, parquet or xml.
        label: as findings call it: its name below what was handed over; no two alike.
    """

    table: str
    path: Path
    kind: str
    label: str


def find_sources(paths: list[Path], unpack_to: Path) -> tuple[list[Source], list[str]]:
    """Every file that belongs to a table, by its name or its folder's, in the order of labels.

    Args:
        paths: files and folders.
        unpack_to: where archives are unpacked.

    Returns:
        The files, and the labels of those that could be read but belong to no table.

    Raises:
        FulcrumError: nothing is there, or nothing whose table can be told.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise FulcrumError("There is no such file or folder.", where=str(missing), mend="Check it.")
    files = [(file, path) for path in paths for file in _files(path)]
    found = _different(
        [
            one
            for number, (file, path) in enumerate(files)
            for one in _sources(file, path, unpack_to / f"{number:05}")
        ]
    )
    if not any(one.table == "transactions" for one in found):
        raise FulcrumError(
            "No file here holds transactions.",
            where=", ".join(str(path) for path in paths),
            mend="Name files after their table, for instance transactions-2026.csv; tables: "
            f"{', '.join(TABLES)}.",
        )
    return [one for one in found if one.table], [one.label for one in found if not one.table]


def _files(path: Path) -> list[Path]:
    """The files of a folder; what the simulator says of the truth is none of them."""
    if path.is_file():
        return [path]
    return [
        one
        for one in sorted(path.rglob("*"))
        if one.is_file() and "truth" not in one.relative_to(path).parts
    ]


def table_of(file: Path, root: Path) -> str:
    """The table a file belongs to: the one its name, or its folder's, begins with; "" for none."""
    inside = file.relative_to(root).parts[:-1] if root.is_dir() else ()
    for name in (file.name, *reversed(inside)):
        stem = re.sub(r"[^a-z]", "", name.lower().split(".")[0])
        for table in sorted(TABLES, key=len, reverse=True):
            if stem.startswith(table):
                return table
    return ""


def _sources(file: Path, root: Path, folder: Path) -> Iterator[Source]:
    label = file.relative_to(root).as_posix() if root.is_dir() else file.name
    kind = _kind(file)
    if kind == ZIP:
        for member in unpack(file, folder):
            inner = _kind(member)
            if inner and inner != ZIP:
                table = table_of(member, folder) or table_of(file, root)
                yield _source(table, member, inner, f"{label}/{member.relative_to(folder)}")
    elif kind:
        yield _source(table_of(file, root), file, kind, label)


def _kind(file: Path) -> str:
    name = file.name.lower().removesuffix(PACKED)
    kind = SUFFIXES.get(Path(name).suffix, "")
    return "" if kind != CSV and file.name.lower().endswith(PACKED) else kind


def _source(table: str, file: Path, kind: str, label: str) -> Source:
    """A message needs no name: what it holds are transactions."""
    return Source("transactions" if kind == XML else table, file, kind, label)


def _different(sources: list[Source]) -> list[Source]:
    """Sources in the order of their labels, no two of which are alike."""
    seen: dict[str, int] = {}
    found: list[Source] = []
    for one in sorted(sources, key=lambda source: source.label):
        seen[one.label] = times = seen.get(one.label, 0) + 1
        found.append(one if times == 1 else replace(one, label=f"{one.label} ({times})"))
    return found
