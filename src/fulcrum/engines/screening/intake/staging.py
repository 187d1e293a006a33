"""Files one by one: typed and staged, each by itself, so that one that is broken stops no other."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from typing import Any

import duckdb

from fulcrum.engines.screening.intake import aside, iso20022, shards
from fulcrum.engines.screening.intake.lines import Read, read
from fulcrum.engines.screening.intake.mapping import TableMapping
from fulcrum.engines.screening.intake.sources import XML, Source
from fulcrum.engines.screening.intake.tables import Intake, forget_rejected, reason
from fulcrum.engines.screening.store import OPTIONAL, write_whole
from fulcrum.kernel.errors import FulcrumError

Small = dict[str, tuple[int, int, dict[str, float]]]


def stage_file(intake: Intake, source: Source, folder: Path, count: int) -> None:
    """Stage the transactions of one file by shard, unless that was done before.

    Args:
        intake: what goes on; told of a file that cannot be read.
        source: the file.
        folder: for what becomes of it.
        count: how many shards there are.
    """
    done = folder / "done.json"
    if not done.exists():
        rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "label.txt").write_text(source.label, "utf-8")
        try:
            notes = _stage(intake, source, folder, count)
        except (duckdb.Error, FulcrumError) as error:
            _fail(intake, source, error)
            rmtree(folder)
            return
        mapping = intake.mappings.get(source.table)
        told = {"mapping": None if mapping is None else asdict(mapping), "notes": notes}
        write_whole(done, json.dumps(told))
    _recall(intake, source.table, json.loads(done.read_text("utf-8")))


def _stage(intake: Intake, source: Source, folder: Path, count: int) -> list[str]:
    notes = []
    if source.kind == XML:
        pending = iso20022.load(intake.duck, source.path, folder).pending
        if pending:
            notes.append(f"{source.label}: {pending:,} entries are not booked; they were left out.")
    found = read(
        intake,
        source,
        folder,
        lambda query: shards.stage(intake.duck, query, folder, count),
    )
    wrong = any(folder.glob("shard=-1/*.parquet"))
    skipped = found.skipped() if wrong else []
    (folder / "skipped.json").write_text(json.dumps(skipped), "utf-8")
    aside.note_rejected(found.rejected, source.label, folder)
    return notes


def _recall(intake: Intake, table: str, told: Mapping[str, Any]) -> None:
    """What staging a file said, in this process or in one before it."""
    intake.notes.extend(told["notes"])
    if told["mapping"] is not None:
        words = {key: tuple(told["mapping"][key]) for key in ("credit_words", "debit_words")}
        intake.mappings.setdefault(table, TableMapping(**(told["mapping"] | words)))


def _fail(intake: Intake, source: Source, error: duckdb.Error | FulcrumError) -> None:
    """Remember that a file could not be read; what lacks memory is no fault of a file."""
    if isinstance(error, FulcrumError) and error.where == "memory":
        raise error
    told = f"{error.what} {error.mend}" if isinstance(error, FulcrumError) else reason(error)
    intake.failed[source.label] = told.strip()


def small_tables(
    intake: Intake, sources: list[Source], staging: Path, set_aside: dict[str, int]
) -> Small:
    """Write every table but transactions: rows kept, repeated, and how filled columns are.

    Args:
        intake: what goes on.
        sources: all files.
        staging: where mended copies may lie.
        set_aside: rows set aside, by table; added to.
    """
    found: Small = {}
    for table in OPTIONAL:
        queries: list[str] = []
        for number, source in enumerate(one for one in sources if one.table == table):
            part = f"part_{number}"
            told = _take_small(intake, source, part, staging / f"small-{table}-{number:05}")
            if told is not None:
                aside.note_small(intake, told, part, set_aside)
                queries.append(f"SELECT * FROM {part} WHERE wrong IS NULL")
        if queries:
            found[table] = shards.write_small(intake, table, " UNION ALL BY NAME ".join(queries))
    return found


def _take_small(intake: Intake, source: Source, part: str, folder: Path) -> Read | None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return read(intake, source, folder, lambda query: intake.duck.put(part, query))
    except (duckdb.Error, FulcrumError) as error:
        _fail(intake, source, error)
        return None
    finally:
        forget_rejected(intake.duck)
