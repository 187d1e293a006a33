"""Read one file into typed rows: good ones on, wrong ones aside with file, row, column and reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, quoted
from fulcrum.engines.screening.intake.casting import casting, name
from fulcrum.engines.screening.intake.mapping import TableMapping, check, propose
from fulcrum.engines.screening.intake.sources import CSV, XML, Source
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.kernel.errors import FulcrumError

ASIDE = "file VARCHAR, at_row BIGINT, column_name VARCHAR, said VARCHAR, finding VARCHAR"
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
    """The tables and macros that casting asks."""
    duck.execute("CREATE OR REPLACE TEMP TABLE zones AS SELECT name FROM pg_timezone_names()")
    duck.execute(
        "CREATE OR REPLACE TEMP MACRO zone_of(z) AS (SELECT name FROM zones WHERE name = z)"
    )
    rates = "SELECT NULL::VARCHAR AS currency, NULL::DOUBLE AS rate, NULL::DATE AS day LIMIT 0"
    if spec.rates is not None:
        rates = _rates(duck, spec.rates)
    duck.execute(f"CREATE OR REPLACE TEMP TABLE rates AS {rates}")
    duck.execute(
        "CREATE OR REPLACE TEMP MACRO rate_of(c, d) AS (SELECT arg_max(rate, day) FROM rates "
        "WHERE rates.currency = c AND (d IS NULL OR rates.day <= d))"
    )


def _rates(duck: Duck, path: Path) -> str:
    try:
        read = f"read_csv({quoted(path)}, header = true)"
        found = {row[0] for row in duck.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()}
        if not {"currency", "rate"} <= found:
            raise FulcrumError(
                "A table of rates has the columns currency, rate and, if they changed, day.",
                where=str(path),
                mend="Rate: how much of the reporting currency one unit is worth.",
            )
        day = "CAST(day AS DATE)" if "day" in found else "DATE '1900-01-01'"
        query = f"SELECT upper(currency) AS currency, CAST(rate AS DOUBLE) AS rate, {day} AS day FROM {read}"
        duck.execute(f"SELECT count(*) FROM ({query})")
    except duckdb.Error as error:
        raise FulcrumError(
            f"The table of rates cannot be read: {reason(error)}",
            where=str(path),
            mend="Correct it.",
        ) from None
    return query


def reason(error: Exception) -> str:
    """The first line of what a library says, without its error's name."""
    first = str(error).strip().split("\n", 1)[0]
    return first.split("Error: ", 1)[-1].rstrip(".") + "."


def is_utf8(path: Path) -> bool:
    """Whether the beginning of a text file is UTF-8."""
    import codecs  # noqa: PLC0415 - only here

    with path.open("rb") as file:
        head = file.read(1 << 20)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


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
    mapping = intake.spec.mappings.get(source.table) or propose(source.table, columns)
    check(source.table, mapping, columns, source.label)
    intake.mappings.setdefault(source.table, mapping)
    made = casting(source.table, mapping, intake.spec.zone, intake.spec.currency)
    if source.table == "transactions" and "txn_id" not in mapping.columns:
        made.values["txn_id"] = f"{quoted(source.label)} || '#' || at_row"
    # Text is cast first; findings look at what became of it.
    cells = ", ".join(f"({made.values[one]}) AS {name(one)}" for one in TABLES[source.table].names)
    cases = " ".join(
        f"WHEN {condition} THEN struct_pack(c := {quoted(column)}, w := {quoted(what)}, "
        f"s := left(({text})::VARCHAR, {MOST_SHOWN}))"
        for condition, column, what, text in made.findings
    )
    wrong = f"CASE {cases} END" if cases else "NULL"
    return f"SELECT at_row, {cells}, {wrong} AS wrong FROM {numbered}"


def relation(intake: Intake, source: Source) -> str:
    """A file's rows as text with their numbers; a header is row 1, so the first row is 2."""
    encoding = intake.spec.encoding
    if source.kind == CSV and encoding == "utf-8" and not is_utf8(source.path):
        raise FulcrumError(
            "The file is not written in UTF-8.",
            where=source.label,
            mend="Name its encoding with --encoding, for instance latin-1.",
        )
    if source.kind == XML:
        return "iso_rows"
    query = source.query(encoding)
    if source.kind == CSV:
        return f"(SELECT row_number() OVER () + 1 AS at_row, * FROM ({query}))"
    path = quoted(source.path)
    return (
        "(SELECT file_row_number + 1 AS at_row, * EXCLUDE (file_row_number) "
        f"FROM read_parquet({path}, file_row_number = true))"
    )


def rejected(duck: Duck) -> Iterator[tuple[int, str, str]]:
    """Lines of the last file that are no rows: line, what they said, why."""
    for line, said, why in duck.execute(
        "SELECT line, csv_line, error_message FROM reject_errors ORDER BY line"
    ).fetchall():
        yield int(line), str(said or "")[:MOST_SHOWN], reason(Exception(why))


def forget_rejected(duck: Duck) -> None:
    """Make room for the next file's rejects."""
    for table in ("reject_errors", "reject_scans"):
        duck.execute(f"DROP TABLE IF EXISTS {table}")
