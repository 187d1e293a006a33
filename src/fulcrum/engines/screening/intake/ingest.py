"""Take files in: typed, checked, without repetitions, sharded by account, sorted; resumable."""

import json
from pathlib import Path
from shutil import rmtree

import duckdb

from fulcrum import __version__
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.intake import aside, iso20022, shards
from fulcrum.engines.screening.intake.mapping import mapping_text
from fulcrum.engines.screening.intake.results import Ingest
from fulcrum.engines.screening.intake.sources import CSV, PARQUET, XML, Source, find_sources
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.intake.tables import (
    Intake,
    prepare,
    reason,
    relation,
    typed_query,
)
from fulcrum.engines.screening.store import MANIFEST, OPTIONAL, Store, write_manifest
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

ROWS_A_SHARD = 1_000_000
BYTES_A_ROW = {CSV: 110, PARQUET: 24, XML: 700}
METHOD = (
    "Columns were mapped, every cell cast to the data contract, rows that cannot be read set "
    "aside with their reason, repeated rows dropped, and the rest written by account and time."
)


def ingest(spec: IngestSpec, report: Report = to_nobody) -> Ingest:
    """Take files in; goes on where an interrupted one of the same kind stopped.

    Args:
        spec: which files, and how they are written.
        report: told (stage, done, total) as the work goes on.

    Raises:
        FulcrumError: the folder holds other data, or no transaction could be read.
    """
    if (spec.out / MANIFEST).exists():
        raise FulcrumError(
            "This folder holds data that was taken in before.",
            where=str(spec.out),
            mend="Choose another folder, or remove it.",
        )
    staging = spec.out / "staging"
    staging.mkdir(parents=True, exist_ok=True)
    sources = find_sources(list(spec.sources), staging / "unpacked")
    _same_work(spec, sources, staging)
    duck = Duck(spec.memory, spec.threads, staging / "spill")
    duck.execute("SET preserve_insertion_order = true")  # rows are numbered as files hold them
    intake = Intake(spec, duck)
    try:
        prepare(duck, spec)
        return _take(intake, sources, staging, report)
    finally:
        duck.close()


def _same_work(spec: IngestSpec, sources: list[Source], staging: Path) -> None:
    """Unfinished work of other files or settings is thrown away."""
    told = [(str(one.path), one.path.stat().st_size, one.path.stat().st_mtime) for one in sources]
    settings = (spec.mappings, spec.currency, spec.zone, spec.encoding, spec.shards)
    key = hash_of([told, list(settings), __version__])
    note = staging / "key.json"
    if not note.exists() or json.loads(note.read_text("utf-8")) != key:
        for old in staging.glob("source-*"):
            rmtree(old)
        rmtree(spec.out / "transactions", ignore_errors=True)
        note.write_text(json.dumps(key), "utf-8")


def shard_count(spec: IngestSpec, sources: list[Source]) -> int:
    """About a million transactions a shard."""
    if spec.shards:
        return spec.shards
    rows = sum(
        one.path.stat().st_size / BYTES_A_ROW[one.kind]
        for one in sources
        if one.table == "transactions"
    )
    return max(1, min(4096, round(rows / ROWS_A_SHARD)))


def _take(intake: Intake, sources: list[Source], staging: Path, report: Report) -> Ingest:
    spec = intake.spec
    count = shard_count(spec, sources)
    parts = [one for one in sources if one.table == "transactions"]
    for number, source in enumerate(parts):
        report("Files", number, len(parts))
        _guarded(intake, source, staging / f"source-{number:05}", count)
    if len([one for one in parts if one.label in intake.failed]) == len(parts):
        raise FulcrumError(
            f"No transaction could be read. {next(iter(intake.failed.values()))}",
            where=next(iter(intake.failed)),
            mend="Correct the file and take it in again.",
        )
    facts = shards.Facts()
    intake.duck.put("described", "SELECT NULL::VARCHAR AS account_id LIMIT 0")
    set_aside = {"transactions": aside.write(intake, staging)}
    small = _small_tables(intake, sources, set_aside)
    for number in range(count):
        report("Shards", number, count)
        shards.write(intake, staging, number, facts)
    report("Shards", count, count)
    return _finish(intake, facts, small, set_aside, count, staging)


def _guarded(intake: Intake, source: Source, folder: Path, count: int) -> None:
    """Stage one file; one that cannot be read is told, and the others go on."""
    done = folder / "done.json"
    if done.exists():
        return
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "label.txt").write_text(source.label, "utf-8")
    try:
        if source.kind == XML:
            iso20022.load(intake.duck, source.path, folder)
        query = typed_query(intake, source, relation(intake, source))
        shards.stage(intake.duck, query, source.label, folder, count)
    except (duckdb.Error, FulcrumError) as error:
        told = f"{error.what} {error.mend}" if isinstance(error, FulcrumError) else reason(error)
        intake.failed[source.label] = told.strip()
        rmtree(folder)
        return
    aside.note_rejected(intake.duck, source.label, folder)
    done.write_text("{}", "utf-8")


def _small_tables(
    intake: Intake, sources: list[Source], set_aside: dict[str, int]
) -> dict[str, tuple[int, int, dict[str, float]]]:
    """Write every table but transactions: rows kept, repeated, and how filled columns are."""
    found: dict[str, tuple[int, int, dict[str, float]]] = {}
    for table in OPTIONAL:
        parts = [one for one in sources if one.table == table]
        queries: list[str] = []
        for source in parts:
            try:
                query = typed_query(intake, source, relation(intake, source))
                intake.duck.put(f"part_{len(queries)}", f"{query}")
            except (duckdb.Error, FulcrumError) as error:
                told = str(error) if isinstance(error, FulcrumError) else reason(error)
                intake.failed[source.label] = told
                continue
            aside.note_wrong(intake, table, source.label, f"part_{len(queries)}", set_aside)
            queries.append(f"SELECT * FROM part_{len(queries)} WHERE wrong IS NULL")
        if queries:
            found[table] = shards.write_small(intake, table, " UNION ALL BY NAME ".join(queries))
    return found


def _finish(  # noqa: PLR0913, PLR0917 - everything there is to tell
    intake: Intake,
    facts: shards.Facts,
    small: dict[str, tuple[int, int, dict[str, float]]],
    set_aside: dict[str, int],
    count: int,
    staging: Path,
) -> Ingest:
    spec = intake.spec
    if not facts.rows:
        raise FulcrumError(
            "Not one transaction could be kept.",
            where=str(spec.out / "quarantine"),
            mend="The files there say why, row by row; most often the mapping is wrong.",
        )
    filled = facts.filled("transactions")
    rows = {"transactions": facts.rows}
    duplicates = {"transactions": facts.repeated}
    for table, (kept, repeated, shares) in small.items():
        rows[table], duplicates[table] = kept, repeated
        filled |= shares
    (spec.out / "mapping.toml").write_text(mapping_text(intake.mappings), "utf-8")
    findings = aside.counts(spec.out)
    notes = (*intake.notes, *facts.notes())
    digest = hash_of([facts.digests, rows, spec.currency])
    store = Store(
        spec.out, count, filled, rows, facts.first_day, facts.last_day, spec.currency, digest,
        spec.source,
    )  # fmt: skip
    made = Ingest(
        kept=rows,
        set_aside={table: number for table, number in set_aside.items() if number},
        duplicates={table: number for table, number in duplicates.items() if number},
        findings=findings,
        notes=notes,
        failed=dict(intake.failed),
        shards=count,
        digest=digest,
        provenance=Provenance("screening", __version__, digest, None, METHOD),
    )
    write_manifest(store, {"ingest": made.to_dict()})
    rmtree(staging)
    return made
