"""One cell: the SQL expression that turns its text into what the contract wants.

What cannot be read becomes NULL, and `casting` says so; nothing is guessed or rounded.
"""

from re import search

from fulcrum.engines.screening.contract import CHANNELS
from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake.mapping import TableMapping

SQL = {"text": "VARCHAR", "integer": "INTEGER", "cents": "BIGINT", "day": "DATE", "flag": "BOOLEAN"}
SQL |= {"moment": "TIMESTAMP", "number": "DOUBLE"}
OFFSET = "([zZ]|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2}){0,2})$"
NOON = "INTERVAL 12 HOUR"


def name(column: str) -> str:
    """A column's name, quoted."""
    return '"' + column.replace('"', '""') + '"'


def text_of(column: str) -> str:
    """A file's column as text without blanks around it; NULL when there is nothing."""
    return f"nullif(trim({name(column)}::VARCHAR), '')"


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
        read = f"try_strptime({text}, {quoted(how)})"
        read = f"timezone({zone}, {read})" if search("%[zZ]", how) else read
    else:
        read = (
            f"CASE WHEN regexp_matches({text}, '{OFFSET}') AND length({text}) > 11 "
            f"THEN timezone({zone}, try_cast({text} AS TIMESTAMPTZ)) "
            f"ELSE try_cast({text} AS TIMESTAMP) END"
        )
    return f"CASE WHEN {clockless(text, how)} THEN {read} + {NOON} ELSE {read} END"


def amount(text: str, decimal: str) -> str:
    """Four decimals; groups must be groups, so that 12,50 is never twelve hundred and fifty."""
    grouping = "." if decimal == "," else ","
    tight = f"replace(replace({text}, ' ', ''), '−', '-')"
    groups = (
        rf"[+-]?[0-9]{{1,3}}([{grouping}][0-9]{{2,3}})*[{grouping}][0-9]{{3}}([{decimal}][0-9]*)?"
    )
    odd = f"contains({tight}, {quoted(grouping)}) AND NOT regexp_full_match({tight}, '{groups}')"
    plain = f"replace(replace({tight}, {quoted(grouping)}, ''), {quoted(decimal)}, '.')"
    return f"CASE WHEN {odd} THEN NULL ELSE try_cast({plain} AS DECIMAL(18, 4)) END"


def whole(text: str, kind: str) -> str:
    """A whole number, also where a tool wrote it as 5812.0; a cast alone would round.

    Cents have eighteen digits at most, so that nothing done with them overflows.
    """
    odd = f"contains({text}, '.') AND NOT regexp_full_match({text}, '[+-]?[0-9]+[.]0*')"
    read = f"try_cast({text} AS {SQL[kind]})"
    if kind == "cents":
        read = f"CAST(try_cast({text} AS DECIMAL(18, 0)) AS BIGINT)"
    return f"CASE WHEN {odd} THEN NULL ELSE {read} END"


def channel(mapping: TableMapping) -> tuple[str, str]:
    """The channel, and the word that stands for none that is known."""
    text = f"lower({text_of(mapping.columns['channel'])})"
    cases = "".join(
        f" WHEN {quoted(word.lower())} THEN {quoted(known)}"
        for word, known in mapping.channels.items()
    )
    known = ", ".join(quoted(one) for one in CHANNELS)
    told = f"CASE {text}{cases} ELSE {text} END" if cases else text
    return (
        f"CASE WHEN {told} IN ({known}) THEN {told} ELSE 'other' END",
        f"CASE WHEN {told} NOT IN ({known}) THEN {text} END",
    )


def words(text: str, mapping: TableMapping) -> str:
    """Whether a word says that money came in; NULL for one that says neither."""
    into = ", ".join(quoted(word) for word in mapping.credit_words)
    out = ", ".join(quoted(word) for word in mapping.debit_words)
    return f"CASE WHEN lower({text}) IN ({into}) THEN true WHEN lower({text}) IN ({out}) THEN false END"
