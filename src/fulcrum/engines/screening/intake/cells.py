"""One cell: the SQL expression that turns its text into what the contract wants.

What cannot be read becomes NULL, and `casting` says so; nothing is guessed or rounded.
"""

from re import search

from fulcrum.engines.screening.contract import CHANNELS
from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake.mapping import TableMapping

SQL = {"text": "VARCHAR", "integer": "INTEGER", "cents": "BIGINT", "day": "DATE", "flag": "BOOLEAN"}
SQL |= {"moment": "TIMESTAMP", "number": "DOUBLE"}
ZONES = "zone_name"  # an enumeration: looked up at once, and no join that would disorder rows
NOON = "INTERVAL 12 HOUR"
BEFORE = "the row before"  # a column beside a file's own: what that row said of its moment
AFTER_DAY = 12  # where a clock begins in 2026-03-02T10:00


def name(column: str) -> str:
    """A column's name, quoted."""
    return '"' + column.replace('"', '""') + '"'


def text_of(column: str) -> str:
    """A file's column as text without blanks around it; NULL when there is nothing."""
    return name(f"text {column}")


def read_of(column: str) -> str:
    """What was read for one of the contract's columns, NULL where it could not be."""
    return name(f"read {column}")


def trimmed(column: str) -> str:
    """What makes `text_of` a column."""
    return f"nullif(trim({name(column)}::VARCHAR), '')"


def zone(text: str) -> str:
    """A time zone there is."""
    return f"try_cast({text} AS {ZONES})::VARCHAR"


def clockless(text: str, how: str) -> str:
    """Whether a moment names a day and no clock."""
    if how:
        return "false" if search("%[HIcXT]", how) else "true"
    return f"NOT contains({text}, ':')"


def moment(text: str, how: str, zone: str) -> str:
    """Local wall-clock time; what carries an offset is turned to the zone of its row.

    A day without a clock stands at noon: midnight would be a night that nobody saw.
    """
    if how:
        told = f"try_strptime({text}, {quoted(how)})"
        told = f"timezone({zone}, {told})" if search("%[zZ]", how) else told
        return f"{told} + {NOON}" if clockless(text, how) == "true" else told
    return (
        f"CASE WHEN {clockless(text, how)} THEN try_cast({text} AS TIMESTAMP) + {NOON} "
        f"WHEN regexp_matches(substr({text}, {AFTER_DAY}), '[a-zA-Z+-]') "
        f"THEN timezone({zone}, try_cast({text} AS TIMESTAMPTZ)) "
        f"ELSE try_cast({text} AS TIMESTAMP) END"
    )


def amount(text: str, decimal: str) -> str:
    """Four decimals; groups must be groups, so that 12,50 is never twelve hundred and fifty."""
    grouping = "." if decimal == "," else ","
    tight = f"replace(replace({text}, ' ', ''), '−', '-')"
    groups = (
        rf"[+-]?[0-9]{{1,3}}([{grouping}][0-9]{{2,3}})*[{grouping}][0-9]{{3}}([{decimal}][0-9]*)?"
    )
    odd = f"contains({text}, {quoted(grouping)}) AND NOT regexp_full_match({tight}, '{groups}')"
    plain = f"replace(replace({tight}, {quoted(grouping)}, ''), {quoted(decimal)}, '.')"
    return f"CASE WHEN {odd} THEN NULL ELSE try_cast({plain} AS DECIMAL(18, 4)) END"


def whole(text: str, kind: str) -> str:
    """A whole number, also where a tool wrote it as 5812.0; a cast alone would round.

    Cents have eighteen digits at most, so that nothing done with them overflows.
    """
    odd = f"contains({text}, '.') AND NOT regexp_full_match({text}, '[+-]?[0-9]+[.]0*')"
    told = f"try_cast({text} AS {SQL[kind]})"
    if kind == "cents":
        told = f"CAST(try_cast({text} AS DECIMAL(18, 0)) AS BIGINT)"
    return f"CASE WHEN {odd} THEN NULL ELSE {told} END"


def channel(text: str, mapping: TableMapping) -> str:
    """The channel a word stands for; the word itself, in lower case, where nobody said."""
    told = f"lower({text})"
    if not mapping.channels:
        return told
    cases = " ".join(
        f"WHEN {quoted(word.lower())} THEN {quoted(known)}"
        for word, known in mapping.channels.items()
    )
    return f"CASE {told} {cases} ELSE {told} END"


def is_channel(told: str) -> str:
    """Whether a word is one of our channels."""
    return f"{told} IN ({', '.join(quoted(one) for one in CHANNELS)})"


def words(text: str, mapping: TableMapping) -> str:
    """Whether a word says that money came in; NULL for one that says neither."""
    into = ", ".join(quoted(word) for word in mapping.credit_words)
    out = ", ".join(quoted(word) for word in mapping.debit_words)
    return f"CASE WHEN lower({text}) IN ({into}) THEN true WHEN lower({text}) IN ({out}) THEN false END"
