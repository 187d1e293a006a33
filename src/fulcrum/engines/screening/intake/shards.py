"""Transactions by account: staged a file at a time, then each shard sorted and written once."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, quoted
from fulcrum.engines.screening.intake.casting import name
from fulcrum.engines.screening.intake.tables import Intake
from fulcrum.engines.screening.slices import SECONDS_A_DAY

NAMES = TABLES["transactions"].names
SAME = "account_id, txn_id"
# "at" is a word of SQL, so the column's name is always quoted.
SECOND = 'CAST(epoch("at") AS BIGINT)'
DAY = f'CAST(floor(epoch("at") / {SECONDS_A_DAY}) AS INTEGER)'
TIME = f"{SECOND} AS sec, {DAY} AS day"
MONTH = (
    'CAST((year("at") - 1970) * 12 + month("at") - 1 AS INTEGER) AS month, '
    'hour("at")::INTEGER AS hour'
)


@dataclass
class Facts:
    """What the shards written so far hold.

    Attributes:
        rows: transactions kept.
        repeated: rows that repeated another.
        conflicting: among them, those that said something else than the row they repeat.
        late: rows older than the row before them in their file.
        refunds: card movements with a merchant that came in.
        cards: card movements with a merchant.
        orphans: accounts that no file describes.
        zones: zones seen.
        first_day: days since 1970-01-01.
        last_day: likewise.
        given: how many rows have each column.
        digests: of each shard's file.
    """

    rows: int = 0
    repeated: int = 0
    conflicting: int = 0
    late: int = 0
    refunds: int = 0
    cards: int = 0
    orphans: int = 0
    zones: set[str] = field(default_factory=set)
    first_day: int = 10**6
    last_day: int = -(10**6)
    given: dict[str, int] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        """Count another shard."""
        for key in ("rows", "repeated", "conflicting", "late", "refunds", "cards", "orphans"):
            setattr(self, key, getattr(self, key) + (told[key] or 0))
        self.zones |= set(told["zones"])
        if told["rows"]:
            self.first_day = min(self.first_day, told["first_day"])
            self.last_day = max(self.last_day, told["last_day"])
        for column, count in told["given"].items():
            self.given[column] = self.given.get(column, 0) + count
        self.digests.append(told["digest"])

    def filled(self, table: str) -> dict[str, float]:
        """Share of rows that have each column."""
        return {f"{table}.{key}": count / max(self.rows, 1) for key, count in self.given.items()}

    def notes(self) -> list[str]:
        """What was noticed, as sentences."""
        found = []
        if self.conflicting:
            found.append(
                f"{self.conflicting:,} rows bear the id of another row of their account and say "
                "something else; the earliest was kept."
            )
        if self.late:
            found.append(f"{self.late:,} rows were out of order; all are sorted now.")
        if self.cards and self.refunds > self.cards / 2:
            found.append(
                "More than half of all card movements came in: signs look reversed. Set "
                "reversed_signs = true in the mapping if they are."
            )
        if len(self.zones) > 1:
            found.append(
                f"{len(self.zones)} time zones: each row keeps its own wall clock, "
                "so that nights are nights."
            )
        if self.orphans:
            found.append(f"{self.orphans:,} accounts have transactions but are not described.")
        return found


def stage(duck: Duck, query: str, label: str, folder: Path, count: int) -> None:
    """Write a file's rows by shard; those that are wrong go to the shard -1."""
    shard = f"CASE WHEN wrong IS NULL THEN CAST(md5_number_lower(account_id) % {count} AS INTEGER) ELSE -1 END"
    late = 'coalesce("at" < lag("at") OVER (), false)' if label.endswith((".csv", ".txt")) else "false"
    duck.execute(
        f"COPY (SELECT *, {late} AS late, {shard} AS shard FROM ({query})) TO {quoted(folder)} "
        "(FORMAT parquet, PARTITION_BY (shard), OVERWRITE_OR_IGNORE, COMPRESSION snappy)"
    )


def write(intake: Intake, staging: Path, number: int, facts: Facts) -> None:
    """Sort one shard, drop what is repeated, and write it; done before when its note is there."""
    path = intake.spec.out / "transactions" / f"shard-{number:04}.parquet"
    note = path.with_suffix(".json")
    if not note.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        told = _write(intake.duck, staging, number, path)
        note.write_text(json.dumps(told), "utf-8")
    facts.add(json.loads(note.read_text("utf-8")))


def _write(duck: Duck, staging: Path, number: int, path: Path) -> dict[str, Any]:
    parts = sorted(staging.glob(f"source-*/shard={number}/*.parquet"))
    columns = ", ".join(name(one) for one in NAMES)
    if parts:
        named = ", ".join(quoted(one) for one in parts)
        duck.put("staged", f"SELECT {columns}, late FROM read_parquet([{named}])")
    else:
        blank = ", ".join(f"NULL AS {name(one)}" for one in NAMES)
        duck.put("staged", f"SELECT {blank}, false AS late LIMIT 0")
    told = _dedupe(duck, columns)
    duck.write(
        f'SELECT {columns}, {TIME}, {MONTH} FROM staged ORDER BY account_id, "at", txn_id', path
    )
    told |= _facts(duck)
    told["digest"] = file_digest(path)
    duck.execute("DROP TABLE staged")
    return told


def _dedupe(duck: Duck, columns: str) -> dict[str, Any]:
    all_rows, different, late = duck.execute(
        f"SELECT count(*), count(DISTINCT ({SAME})), count(*) FILTER (late) FROM staged"
    ).fetchone() or (0, 0, 0)
    conflicting = 0
    if all_rows != different:
        rows = duck.execute(
            'SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(DISTINCT ("at", cents, credit)) AS n '
            f"FROM staged GROUP BY {SAME})"
        ).fetchone()
        conflicting = int(rows[0]) if rows else 0
        duck.execute(
            f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {columns}, late FROM staged QUALIFY "
            f'row_number() OVER (PARTITION BY {SAME} ORDER BY "at", cents, credit, {columns}) = 1'
        )
    return {"repeated": all_rows - different, "conflicting": conflicting, "late": late}


def _facts(duck: Duck) -> dict[str, Any]:
    counted = ", ".join(f"count({name(one)})" for one in NAMES)
    rows = duck.execute(f"SELECT {counted} FROM staged").fetchone() or ()
    known = (
        f"SELECT count(*), min({DAY}), max({DAY}), "
        "count(*) FILTER (channel = 'card' AND mcc IS NOT NULL AND credit), "
        "count(*) FILTER (channel = 'card' AND mcc IS NOT NULL), "
        "(SELECT count(DISTINCT account_id) FROM staged WHERE account_id NOT IN "
        "(SELECT account_id FROM described)) FROM staged"
    )
    found = duck.execute(known).fetchone() or (0, 0, 0, 0, 0, 0)
    zones = duck.execute("SELECT DISTINCT zone FROM staged WHERE zone IS NOT NULL").fetchall()
    keys = ("rows", "first_day", "last_day", "refunds", "cards", "orphans")
    return {
        **dict(zip(keys, found, strict=True)),
        "given": dict(zip(NAMES, rows, strict=True)),
        "zones": sorted(row[0] for row in zones),
    }


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
