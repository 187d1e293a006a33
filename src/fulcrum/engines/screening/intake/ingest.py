"""Take files in: typed, checked, without repetitions, sharded by account, sorted; resumable."""

import json
from pathlib import Path
from shutil import rmtree

from fulcrum import __version__
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.intake import aside, shards
from fulcrum.engines.screening.intake.facts import Facts
from fulcrum.engines.screening.intake.mapping import mapping_text
from fulcrum.engines.screening.intake.results import Ingest
from fulcrum.engines.screening.intake.sources import CSV, PARQUET, XML, Source, find_sources
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.intake.staging import Small, small_tables, stage_file
from fulcrum.engines.screening.intake.tables import Intake, prepare
from fulcrum.engines.screening.store import MANIFEST, Store, write_manifest, write_whole
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
    _refuse(spec)
    staging = spec.out / "staging"
    staging.mkdir(parents=True, exist_ok=True)
    sources, strange = find_sources(list(spec.sources), staging / "unpacked")
    _same_work(spec, sources, staging)
    duck = Duck(spec.memory, spec.threads, staging / "spill")
    duck.execute("SET preserve_insertion_order = true")  # rows are numbered as files hold them
    intake = Intake(spec, duck)
    if strange:
        intake.notes.append(
            f"Not read, for their names begin with no table's: {', '.join(strange[:5])}"
            + (f" and {len(strange) - 5:,} more." if len(strange) > 5 else ".")
        )
    try:
        prepare(duck, spec)
        return _take(intake, sources, staging, report)
    finally:
        duck.close()


def _refuse(spec: IngestSpec) -> None:
    if (spec.out / MANIFEST).exists():
        raise FulcrumError(
            "This folder holds data that was taken in before.",
            where=str(spec.out),
            mend="Choose another folder, or remove it.",
        )
    out = spec.out.resolve()
    around = next((one for one in spec.sources if out.is_relative_to(one.resolve())), None)
    if around is not None:
        raise FulcrumError(
            "The folder to write lies in a folder to read.",
            where=str(spec.out),
            mend=f"Choose one outside of {around}.",
        )


def _same_work(spec: IngestSpec, sources: list[Source], staging: Path) -> None:
    """Unfinished work of other files or settings is thrown away."""
    files = [one.path for one in sources] + ([] if spec.rates is None else [spec.rates])
    told = [(str(one), one.stat().st_size, one.stat().st_mtime) for one in files if one.exists()]
    settings = (spec.mappings, spec.currency, spec.zone, spec.encoding, spec.shards)
    key = hash_of([told, list(settings), __version__])
    note = staging / "key.json"
    if not note.exists() or json.loads(note.read_text("utf-8")) != key:
        for old in staging.glob("source-*"):
            rmtree(old)
        for old in spec.out.glob("*.parquet"):
            old.unlink()
        rmtree(spec.out / "transactions", ignore_errors=True)
        write_whole(note, json.dumps(key))


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


def input_hash(spec: IngestSpec, sources: list[Source]) -> str:
    """SHA-256 of everything the result depends on: what files hold, and how they are read.

    Args:
        spec: what was asked for; where folders lie is no part of it.
        sources: its files.
    """
    rates = spec.rates
    return hash_of(
        {
            "files": [[one.label, one.table, shards.file_digest(one.path)] for one in sources],
            "mappings": dict(spec.mappings),
            "rates": None if rates is None else shards.file_digest(rates),
            "settings": [spec.currency, spec.zone, spec.encoding, spec.source],
            "shards": shard_count(spec, sources),
        }
    )


def _take(intake: Intake, sources: list[Source], staging: Path, report: Report) -> Ingest:
    count = shard_count(intake.spec, sources)
    parts = [one for one in sources if one.table == "transactions"]
    for number, source in enumerate(parts):
        report("Files", number, len(parts))
        stage_file(intake, source, staging / f"source-{number:05}", count)
    if all(one.label in intake.failed for one in parts):
        label, why = next(iter(intake.failed.items()))
        raise FulcrumError(
            f"No transaction could be read. {why}",
            where=label,
            mend="Correct the file and take it in again.",
        )
    rmtree(intake.spec.out / "quarantine", ignore_errors=True)  # of a time that was interrupted
    facts = Facts()
    intake.duck.put("described", "SELECT NULL::VARCHAR AS account_id LIMIT 0")
    set_aside = {"transactions": aside.write(intake, staging)}
    small = small_tables(intake, sources, staging, set_aside)
    for number in range(count):
        report("Shards", number, count)
        shards.write(intake, staging, number, facts)
    report("Shards", count, count)
    made = _finish(intake, facts, small, set_aside, sources)
    rmtree(staging)
    return made


def _finish(
    intake: Intake,
    facts: Facts,
    small: Small,
    set_aside: dict[str, int],
    sources: list[Source],
) -> Ingest:
    """Say what was taken in; the manifest is written last, and makes the data whole."""
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
    tables = [shards.file_digest(spec.out / f"{table}.parquet") for table in small]
    digest = hash_of([facts.digests, tables, rows, spec.currency])
    count = len(facts.digests)
    store = Store(
        spec.out, count, filled, rows, facts.first_day, facts.last_day, spec.currency, digest,
        spec.source,
    )  # fmt: skip
    made = Ingest(
        kept=rows,
        set_aside={table: number for table, number in set_aside.items() if number},
        duplicates={table: number for table, number in duplicates.items() if number},
        findings=aside.counts(spec.out),
        notes=(*intake.notes, *facts.notes()),
        failed=dict(intake.failed),
        shards=count,
        digest=digest,
        provenance=Provenance("screening", __version__, input_hash(spec, sources), None, METHOD),
    )
    write_manifest(store, {"ingest": made.to_dict()})
    return made
