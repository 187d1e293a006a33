"""From text to the contract: one SQL expression a column, and what is wrong with a row in words.

Nothing is guessed: what cannot be read is set aside with its row, its column and what it said.
"""

from dataclasses import dataclass

from fulcrum.engines.screening.contract import TABLES, Column
from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake import cells
from fulcrum.engines.screening.intake.cells import SQL, text_of
from fulcrum.engines.screening.intake.mapping import TableMapping

FIRST_DAY, LAST_DAY = "1990-01-01", "2100-01-01"
# What is noticed of a transaction: a day without a clock; an amount below nothing beside a
# direction; a channel's word that no mapping knows.
NOTICED = {"clockless": "false", "negative": "false", "word": "CAST(NULL AS VARCHAR)"}
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
        noticed: expressions of what is remembered of a row, by the names of `NOTICED`.
    """

    values: dict[str, str]
    findings: list[tuple[str, str, str, str]]
    noticed: dict[str, str]


def _typed(column: Column, text: str, mapping: TableMapping, zone: str) -> str:
    if column.kind == "text":
        return text
    if column.kind == "moment":
        return cells.moment(text, mapping.moment, zone)
    if column.kind in {"integer", "cents"}:
        return cells.whole(text, column.kind)
    return f"try_cast({text} AS {SQL[column.kind]})"


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
    noticed = dict(NOTICED)
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
        noticed["clockless"] = cells.clockless(text_of(given["at"]), mapping.moment)
    values |= {"zone": row_zone} if "zone" in values else {}
    _channel(values, noticed, mapping)
    noticed["negative"] = _money(values, findings, mapping, currency)
    for column in TABLES[table].columns:
        if column.required and column.name != "txn_id":
            where = given.get(column.name, column.name)
            empty = f"({values[column.name]}) IS NULL"
            findings.append((empty, where, "is empty", "CAST(NULL AS VARCHAR)"))
    return Casting(values, findings, noticed)


def _channel(values: dict[str, str], noticed: dict[str, str], mapping: TableMapping) -> None:
    """How money moved; what no mapping knows is "other", and noticed."""
    if "channel" in mapping.columns:
        values["channel"], noticed["word"] = cells.channel(mapping)
    elif "channel" in values:
        values["channel"] = "'other'"


def _money(
    values: dict[str, str],
    findings: list[tuple[str, str, str, str]],
    mapping: TableMapping,
    currency: str,
) -> str:
    """Cents in the reporting currency, never negative, and whether they came in.

    Returns:
        Whether a row turns the direction it names, by an amount below nothing.
    """
    given = mapping.columns
    if "amount" in given and "cents" in values:
        text = text_of(given["amount"])
        amount = cells.amount(text, mapping.decimal)
        wrong = f"{text} IS NOT NULL AND ({amount}) IS NULL"
        findings.append((wrong, given["amount"], WRONG["cents"], text))
        if "currency" in given:
            foreign = f"coalesce(upper({text_of(given['currency'])}), {quoted(currency)})"
            rate = f"CASE WHEN {foreign} = {quoted(currency)} THEN 1 ELSE rate_of({foreign}, CAST(({values['at']}) AS DATE)) END"
            findings.append(
                (f"({rate}) IS NULL", given["currency"], "has no rate in the table", foreign)
            )
            values["cents"] = (
                f"try_cast(round(({amount}) * CAST(({rate}) AS DOUBLE) * 100) AS BIGINT)"
            )
        else:
            values["cents"] = f"CAST(round(({amount}) * 100) AS BIGINT)"
    if "credit" not in values:
        return NOTICED["negative"]
    negative = NOTICED["negative"]
    if "direction" in given or "credit" in given:
        column = given.get("direction", given.get("credit", ""))
        text = text_of(column)
        came = cells.words(text, mapping)
        findings[:] = [one for one in findings if one[1] != given.get("credit")]
        findings.append((f"{text} IS NOT NULL AND ({came}) IS NULL", column, WRONG["flag"], text))
        # A negative credit is a debit: a reversal written with its sign.
        negative = f"coalesce(({values['cents']}) < 0, false)"
        came = f"CASE WHEN {negative} THEN NOT ({came}) ELSE ({came}) END"
    else:
        came = f"({values['cents']}) > 0"
    values["credit"] = f"NOT ({came})" if mapping.reversed_signs else came
    values["cents"] = f"abs({values['cents']})"
    return negative
