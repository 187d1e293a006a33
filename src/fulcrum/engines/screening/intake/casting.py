"""From text to the contract: one SQL expression a column, and what is wrong with a row in words.

Nothing is guessed: what cannot be read is set aside with its row, its column and what it said.
"""

from dataclasses import dataclass

from fulcrum.engines.screening.contract import CHANNELS, TABLES, Column
from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake.mapping import TableMapping

FIRST_DAY, LAST_DAY = "1990-01-01", "2100-01-01"
SQL = {"text": "VARCHAR", "integer": "INTEGER", "cents": "BIGINT", "day": "DATE", "flag": "BOOLEAN"}
SQL |= {"moment": "TIMESTAMP", "number": "DOUBLE"}
WRONG = {
    "integer": "is not a whole number",
    "cents": "is not an amount",
    "moment": "is not a moment that can be read",
    "day": "is not a day that can be read",
    "flag": "says neither in nor out",
    "number": "is not a number",
}


@dataclass(frozen=True, slots=True)
class Casting:
    """The expressions of one table over the text columns of a file.

    Attributes:
        values: typed expression, by the contract's column.
        findings: (condition, column, what it says, the text it speaks of), first match tells.
    """

    values: dict[str, str]
    findings: list[tuple[str, str, str, str]]


def name(column: str) -> str:
    """A column's name, quoted."""
    return '"' + column.replace('"', '""') + '"'


def text_of(column: str) -> str:
    """A file's column as text without blanks around it; NULL when there is nothing."""
    return f"nullif(trim({name(column)}::VARCHAR), '')"


def _moment(text: str, how: str, zone: str) -> str:
    """Local wall-clock time; what carries an offset is turned to the zone of its row."""
    if how:
        return f"try_strptime({text}, {quoted(how)})"
    offset = f"regexp_matches({text}, '([zZ]|[+-][0-9]{{2}}:?[0-9]{{2}})$')"
    return (
        f"CASE WHEN {offset} AND length({text}) > 11 THEN timezone({zone}, "
        f"try_cast({text} AS TIMESTAMPTZ)) ELSE try_cast({text} AS TIMESTAMP) END"
    )


def _amount(text: str, decimal: str) -> str:
    grouping = "." if decimal == "," else ","
    plain = f"replace(replace({text}, {quoted(grouping)}, ''), {quoted(decimal)}, '.')"
    plain = f"replace(replace({plain}, ' ', ''), '−', '-')"
    return f"try_cast({plain} AS DECIMAL(18, 4))"


def _typed(column: Column, text: str, mapping: TableMapping, zone: str) -> str:
    if column.kind == "text":
        return text
    if column.kind == "moment":
        return _moment(text, mapping.moment, zone)
    return f"try_cast({text} AS {SQL[column.kind]})"


def _channel(mapping: TableMapping) -> str:
    text = f"lower({text_of(mapping.columns['channel'])})"
    cases = "".join(
        f" WHEN {quoted(word.lower())} THEN {quoted(known)}"
        for word, known in mapping.channels.items()
    )
    known = ", ".join(quoted(one) for one in CHANNELS)
    told = f"CASE {text}{cases} ELSE {text} END" if cases else text
    return f"CASE WHEN {told} IN ({known}) THEN {told} ELSE 'other' END"


def _words(text: str, mapping: TableMapping) -> str:
    into = ", ".join(quoted(word) for word in mapping.credit_words)
    out = ", ".join(quoted(word) for word in mapping.debit_words)
    return f"CASE WHEN lower({text}) IN ({into}) THEN true WHEN lower({text}) IN ({out}) THEN false END"


def casting(table: str, mapping: TableMapping, zone: str, currency: str) -> Casting:
    """The expressions of a table.

    Args:
        table: of the contract.
        mapping: which column is which.
        zone: IANA zone of rows that name none.
        currency: reporting currency, of rows that name none.
    """
    given = mapping.columns
    row_zone = quoted(zone)
    values: dict[str, str] = {}
    findings: list[tuple[str, str, str, str]] = []
    if "zone" in given and "at" in given:
        text = text_of(given["zone"])
        row_zone = f"coalesce(zone_of({text}), {quoted(zone)})"
        strange = f"{text} IS NOT NULL AND zone_of({text}) IS NULL"
        findings.append((strange, given["zone"], "is no time zone", text))
    for column in TABLES[table].columns:
        if column.name not in given:
            values[column.name] = f"CAST(NULL AS {SQL[column.kind]})"
            continue
        text = text_of(given[column.name])
        values[column.name] = _typed(column, text, mapping, row_zone)
        if column.kind in WRONG:
            wrong = f"{text} IS NOT NULL AND ({values[column.name]}) IS NULL"
            findings.append((wrong, given[column.name], WRONG[column.kind], text))
    if "at" in given:
        at = values["at"]
        beyond = f"({at}) NOT BETWEEN TIMESTAMP '{FIRST_DAY}' AND TIMESTAMP '{LAST_DAY}'"
        findings.append((beyond, given["at"], "lies outside 1990 to 2100", text_of(given["at"])))
    if "zone" in values:
        values["zone"] = row_zone
    if "channel" in values:
        values["channel"] = _channel(mapping) if "channel" in given else "'other'"
    _money(values, findings, mapping, currency)
    for column in TABLES[table].columns:
        if column.required and column.name != "txn_id":
            where = given.get(column.name, column.name)
            empty = f"({values[column.name]}) IS NULL"
            findings.append((empty, where, "is empty", "CAST(NULL AS VARCHAR)"))
    return Casting(values, findings)


def _money(
    values: dict[str, str],
    findings: list[tuple[str, str, str, str]],
    mapping: TableMapping,
    currency: str,
) -> None:
    """Cents in the reporting currency, never negative, and whether they came in."""
    given = mapping.columns
    if "amount" in given and "cents" in values:
        text = text_of(given["amount"])
        amount = _amount(text, mapping.decimal)
        wrong = f"{text} IS NOT NULL AND ({amount}) IS NULL"
        findings.append((wrong, given["amount"], WRONG["cents"], text))
        if "currency" in given:
            foreign = f"coalesce(upper({text_of(given['currency'])}), {quoted(currency)})"
            rate = f"CASE WHEN {foreign} = {quoted(currency)} THEN 1 ELSE rate_of({foreign}, CAST(({values['at']}) AS DATE)) END"
            findings.append(
                (f"({rate}) IS NULL", given["currency"], "has no rate in the table", foreign)
            )
            values["cents"] = f"CAST(round(({amount}) * CAST(({rate}) AS DOUBLE) * 100) AS BIGINT)"
        else:
            values["cents"] = f"CAST(round(({amount}) * 100) AS BIGINT)"
    if "credit" not in values:
        return
    if "direction" in given or "credit" in given:
        column = given.get("direction", given.get("credit", ""))
        text = text_of(column)
        came = _words(text, mapping)
        findings[:] = [one for one in findings if one[1] != given.get("credit")]
        findings.append((f"{text} IS NOT NULL AND ({came}) IS NULL", column, WRONG["flag"], text))
        # A negative credit is a debit: a reversal written with its sign.
        came = f"CASE WHEN ({values['cents']}) < 0 THEN NOT ({came}) ELSE ({came}) END"
    else:
        came = f"({values['cents']}) > 0"
    values["credit"] = f"NOT ({came})" if mapping.reversed_signs else came
    values["cents"] = f"abs({values['cents']})"
