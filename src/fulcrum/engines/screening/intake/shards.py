"""Transactions by account: staged a file at a time, then each shard sorted and written once."""

import json
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, quoted
from fulcrum.engines.screening.intake.casting import NOTICED
from fulcrum.engines.screening.intake.cells import SQL, name
from fulcrum.engines.screening.intake.facts import DAY, NAMES, SECOND, Facts, count, noticed
from fulcrum.engines.screening.intake.tables import Intake
from fulcrum.engines.screening.store import write_whole

SAME = "account_id, txn_id"
ASIDE = ", ".join(NOTICED)  # what was noticed of rows, beside their columns
TIME = f"{SECOND} AS sec, {DAY} AS day"
MONTH = (
    'CAST((year("at") - 1970) * 12 + month("at") - 1 AS INTEGER) AS month, '
    'hour("at")::INTEGER AS hour'
)


def stage(duck: Duck, query: str, folder: Path, shards: int) -> None:
    """Write a file's rows by shard, in place of what lay there; wrong ones go to the shard -1.

    Args:
        duck: the connection.
        query: the file's typed rows.
        folder: for the file's rows.
        shards: how many there are.
    """
    for old in folder.glob("shard=*"):
        rmtree(old)
    number = f"CAST(md5_number_lower(account_id) % {shards} AS INTEGER)"
    shard = f"CASE WHEN wrong IS NULL THEN {number} ELSE -1 END"
    duck.execute(
        f"COPY (SELECT *, {shard} AS shard FROM ({query})) TO {quoted(folder)} "
        "(FORMAT parquet, PARTITION_BY (shard), OVERWRITE_OR_IGNORE, COMPRESSION snappy)"
    )


def write(intake: Intake, staging: Path, number: int, facts: Facts) -> None:
    """Sort one shard, drop what is repeated, and write it; done before when its note is there."""
    path = intake.spec.out / "transactions" / f"shard-{number:04}.parquet"
    note = path.with_suffix(".json")
    if not note.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        told = _write(intake.duck, staging, number, path)
        write_whole(note, json.dumps(told))
    facts.add(json.loads(note.read_text("utf-8")))


def _write(duck: Duck, staging: Path, number: int, path: Path) -> dict[str, Any]:
    parts = sorted(staging.glob(f"source-*/shard={number}/*.parquet"))
    columns = ", ".join(name(one) for one in NAMES)
    if parts:
        named = ", ".join(quoted(one) for one in parts)
        duck.put("staged", f"SELECT {columns}, {ASIDE} FROM read_parquet([{named}])")
    else:
        blank = ", ".join(
            f"CAST(NULL AS {SQL[one.kind]}) AS {name(one.name)}"
            for one in TABLES["transactions"].columns
        )
        beside = ", ".join(f"{how} AS {what}" for what, how in NOTICED.items())
        duck.put("staged", f"SELECT {blank}, {beside} LIMIT 0")
    told = noticed(duck) | _dedupe(duck, columns)
    duck.write(
        f'SELECT {columns}, {TIME}, {MONTH} FROM staged ORDER BY account_id, "at", txn_id', path
    )
    told |= count(duck)
    told["digest"] = file_digest(path)
    duck.execute("DROP TABLE staged")
    return told


def _dedupe(duck: Duck, columns: str) -> dict[str, Any]:
    all_rows, different = duck.execute(
        f"SELECT count(*), count(DISTINCT ({SAME})) FROM staged"
    ).fetchone() or (0, 0)
    conflicting = 0
    if all_rows != different:
        rows = duck.execute(
            'SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(DISTINCT ("at", cents, credit)) AS n '
            f"FROM staged GROUP BY {SAME})"
        ).fetchone()
        conflicting = int(rows[0]) if rows else 0
        duck.execute(
            f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {columns} FROM staged QUALIFY "
            f'row_number() OVER (PARTITION BY {SAME} ORDER BY "at", cents, credit, {columns}) = 1'
        )
    return {"repeated": all_rows - different, "conflicting": conflicting}


def file_digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    total = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def write_small(intake: Intake, table: str, rows: str) -> tuple[int, int, dict[str, float]]:
    """Write a table that fits in memory: rows kept, repeated, and how filled its columns are."""
    spec, duck = TABLES[table], intake.duck
    columns = ", ".join(name(one) for one in spec.names)
    when = f", {TIME}" if "at" in spec.names else ""
    duck.put("staged", f"SELECT {columns}{when} FROM ({rows})")
    (before,) = duck.execute("SELECT count(*) FROM staged").fetchone() or (0,)
    key = ", ".join(spec.key) or columns
    duck.put(
        "kept",
        f"SELECT * FROM staged QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {columns}) = 1"
        if spec.key
        else "SELECT DISTINCT * FROM staged",
    )
    duck.write("SELECT * FROM kept ORDER BY ALL", intake.spec.out / f"{table}.parquet")
    counted = ", ".join(f"count({name(one)})" for one in spec.names)
    total, *given = duck.execute(f"SELECT count(*), {counted} FROM kept").fetchone() or (0,)
    shares = {
        f"{table}.{column}": count / max(total, 1)
        for column, count in zip(spec.names, given, strict=True)
    }
    if table == "accounts":
        duck.put("described", "SELECT account_id FROM kept")
    return int(total), int(before - total), shares
