"""Read one file into typed rows: good ones on, wrong ones aside with file, row, column and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, quoted
from fulcrum.engines.screening.intake.casting import Casting, casting
from fulcrum.engines.screening.intake.cells import BEFORE, ZONES, name, text_of
from fulcrum.engines.screening.intake.dialect import csv_query, dialect_of
from fulcrum.engines.screening.intake.mapping import TableMapping
from fulcrum.engines.screening.intake.proposal import check, propose
from fulcrum.engines.screening.intake.sources import CSV, XML, Source
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.kernel.errors import FulcrumError

MOST_SHOWN = 200  # characters of a wrong cell that are kept


@dataclass
class Intake:
    """Taking in, while it goes on.

    Attributes:
        spec: what was asked for.
        duck: the connection.
        mappings: used so far, by table.
        notes: what was noticed.
        failed: files that could not be read, and why.
    """

    spec: IngestSpec
    duck: Duck
    mappings: dict[str, TableMapping] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def prepare(duck: Duck, spec: IngestSpec) -> None:
    """The type, table and macro that casting asks."""
    duck.execute(f"CREATE TYPE {ZONES} AS ENUM (SELECT DISTINCT name FROM pg_timezone_names())")
    duck.execute("CREATE OR REPLACE TEMP TABLE rates (currency VARCHAR, rate DOUBLE, day DATE)")
    if spec.rates is not None:
        _fill_rates(duck, spec.rates)
    duck.execute(
        "CREATE OR REPLACE TEMP MACRO rate_of(c, d) AS (SELECT arg_max(rate, day) FROM rates "
        "WHERE rates.currency = c AND (d IS NULL OR rates.day <= d))"
    )


def _fill_rates(duck: Duck, path: Path) -> None:
    try:
        read = f"read_csv({quoted(path)}, header = true, all_varchar = true)"
        found = {row[0] for row in duck.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()}
        if not {"currency", "rate"} <= found:
            raise FulcrumError(
                "A table of rates has the columns currency, rate and, if they changed, day.",
                where=str(path),
                mend="Rate: how much of the reporting currency one unit is worth.",
            )
        day = "CAST(day AS DATE)" if "day" in found else "DATE '1900-01-01'"
        duck.execute(
            f"INSERT INTO rates SELECT upper(trim(currency)), CAST(rate AS DOUBLE), {day} FROM {read}"
        )
    except duckdb.Error as error:
        raise FulcrumError(
            f"The table of rates cannot be read: {reason(error)}",
            where=str(path),
            mend="Correct it.",
        ) from None
    wrong = duck.execute(
        "SELECT currency FROM rates WHERE rate IS NULL OR NOT (rate > 0 AND isfinite(rate))"
    ).fetchone()
    if wrong:
        raise FulcrumError(
            f"{wrong[0]} has a rate that is not above nothing.",
            where=str(path),
            mend="Rate: how much of the reporting currency one unit is worth.",
        )


def reason(error: Exception) -> str:
    """The first line of what a library says, without its error's name."""
    first = str(error).strip().split("\n", 1)[0]
    return first.split("Error: ", 1)[-1].rstrip(".") + "."


def typed_query(intake: Intake, source: Source, numbered: str) -> str:
    """The query for a file's rows: the contract's columns, and what is wrong with each.

    Args:
        intake: what goes on.
        source: the file.
        numbered: the relation of its rows as text, with at_row.

    Raises:
        FulcrumError: the mapping does not fit the file.
    """
    described = intake.duck.execute(f"DESCRIBE SELECT * FROM {numbered}").fetchall()
    columns = [row[0] for row in described if row[0] != "at_row"]
    mapping = _mapping(intake, source, columns)
    made = casting(source.table, mapping, intake.spec.zone, intake.spec.currency)
    if source.table == "transactions":
        # What bears no number is called after its place, so that two such rows are two.
        given = mapping.columns.get("txn_id")
        said = text_of(given) if given else "NULL"
        made.values["txn_id"] = f"coalesce({said}, {quoted(source.label)} || '#' || at_row)"
    values = {name(one): made.values[one] for one in TABLES[source.table].names}
    told = _aliased(values | made.noticed)
    return f"SELECT at_row, {told}, {_wrong(made)} AS wrong FROM {_layered(made, source, numbered)}"


def _aliased(expressions: Mapping[str, str]) -> str:
    return ", ".join(f"({how}) AS {what}" for what, how in expressions.items())


def _layered(made: Casting, source: Source, numbered: str) -> str:
    """The rows with everything that was read of them; the order of rows is kept."""
    at = made.mapping.columns.get("at")
    ordered = source.kind == CSV and source.table == "transactions" and at is not None
    before = f"lag({name(at)}) OVER ()" if ordered and at else "CAST(NULL AS VARCHAR)"
    rows = f"(SELECT *, {before} AS {name(BEFORE)} FROM {numbered})"
    texts, *layers = made.layers
    rows = f"(SELECT at_row, {name(BEFORE)}, {_aliased(texts)} FROM {rows})"
    for layer in layers:
        rows = f"(SELECT *, {_aliased(layer)} FROM {rows})" if layer else rows
    return rows


def _wrong(made: Casting) -> str:
    """What is wrong with a row: the column, what is said of it, and what it says."""
    said = {one: text_of(one) for one in made.mapping.columns.values()}
    cases = " ".join(
        f"WHEN {condition} THEN struct_pack(c := {quoted(column)}, w := {quoted(what)}, "
        f"s := left({said.get(column, 'CAST(NULL AS VARCHAR)')}, {MOST_SHOWN}))"
        for condition, column, what in made.findings
    )
    return f"CASE {cases} END" if cases else "NULL"


def _mapping(intake: Intake, source: Source, columns: list[str]) -> TableMapping:
    """What a person said of this table, or what the names say; messages have names of their own."""
    given = None if source.kind == XML else intake.spec.mappings.get(source.table)
    mapping = given or propose(source.table, columns)
    check(source.table, mapping, columns, source.label)
    if source.kind != XML:
        intake.mappings.setdefault(source.table, mapping)
    return mapping


def relation(intake: Intake, source: Source) -> str:
    """A file's rows as text with their numbers; a header is row 1, so the first row is 2.

    Raises:
        FulcrumError: a text file is empty, or written in another encoding.
    """
    if source.kind == XML:
        return "iso_rows"
    if source.kind == CSV:
        encoding = intake.spec.encoding
        dialect = dialect_of(source.path, encoding, source.label)
        query = csv_query(source.path, dialect, encoding)
        return f"(SELECT row_number() OVER () + 1 AS at_row, * FROM ({query}))"
    path = quoted(source.path)
    return (
        "(SELECT file_row_number + 1 AS at_row, * EXCLUDE (file_row_number) "
        f"FROM read_parquet({path}, file_row_number = true))"
    )


def forget_rejected(duck: Duck) -> None:
    """Make room for the next file's rejects."""
    for table in ("reject_errors", "reject_scans"):
        duck.execute(f"DROP TABLE IF EXISTS {table}")
