"""From text to the contract: SQL expressions in layers, and what is wrong with a row in words.

Nothing is guessed: what cannot be read is set aside with its row, its column and what it said.
Each layer reads the columns of those below, so that a cell is read once, however often it is asked
about.
"""

from dataclasses import dataclass, field

from fulcrum.engines.screening.contract import TABLES, Column
from fulcrum.engines.screening.duck import quoted
from fulcrum.engines.screening.intake import cells
from fulcrum.engines.screening.intake.cells import BEFORE, SQL, read_of, text_of
from fulcrum.engines.screening.intake.mapping import TableMapping

FIRST_DAY, LAST_DAY = "1990-01-01", "2100-01-01"
NOTHING = "CAST(NULL AS VARCHAR)"
# What is noticed of a transaction: older than the row before it; a day without a clock; an amount
# below nothing beside a direction; a channel's word that no mapping knows.
NOTICED = {"late": "false", "clockless": "false", "negative": "false", "word": NOTHING}
INSTEAD_OF = {"cents": "amount", "credit": "direction"}
WRONG = {
    "integer": "is not a whole number",
    "cents": "is not an amount",
    "moment": "is not a moment that can be read",
    "day": "is not a day that can be read",
    "flag": "says neither in nor out",
    "number": "is not a number",
}
Layer = dict[str, str]  # expressions by the column they make, both as SQL


@dataclass(frozen=True, slots=True)
class Casting:
    """The expressions of one table over the text columns of a file.

    Attributes:
        mapping: which column is which.
        zone: IANA zone of rows that name none.
        currency: reporting currency, of rows that name none.
        layers: each reads the columns of those below it.
        values: the contract's columns, over the last layer.
        findings: (condition, column, what it says), first match tells.
        noticed: what is remembered of a row, by the names of `NOTICED`.
    """

    mapping: TableMapping
    zone: str
    currency: str
    layers: list[Layer] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    noticed: dict[str, str] = field(default_factory=lambda: dict(NOTICED))

    def read(self, what: str, expression: str, column: str = "", why: str = "") -> str:
        """Read something in the uppermost layer; rows that say what cannot be read are set aside.

        Args:
            what: it is called.
            expression: over the layers below.
            column: of the file it is read from; "" where a row is not set aside for it.
            why: the row is set aside.
        """
        self.layers[-1][read_of(what)] = expression
        if column:
            unread = f"{text_of(column)} IS NOT NULL AND {read_of(what)} IS NULL"
            self.findings.append((unread, column, why))
        return read_of(what)


def casting(table: str, mapping: TableMapping, zone: str, currency: str) -> Casting:
    """The expressions of a table.

    Args:
        table: of the contract.
        mapping: which column is which.
        zone: IANA zone of rows that name none.
        currency: reporting currency, of rows that name none.
    """
    made, given = Casting(mapping, zone, currency), mapping.columns
    made.layers.append({text_of(one): cells.trimmed(one) for one in given.values()})
    row_zone = _zone(made)
    made.layers.append({})
    for column in TABLES[table].columns:
        made.values[column.name] = _value(made, column, row_zone)
    if "zone" in made.values:
        made.values["zone"] = row_zone
    _moment(made, row_zone)
    if table == "transactions":
        _channel(made)
    if "cents" in made.values:
        _money(made)
    for column in TABLES[table].columns:
        if column.required and column.name != "txn_id":
            usual = given.get(INSTEAD_OF.get(column.name, ""), column.name)
            where = given.get(column.name, usual)
            made.findings.append((f"({made.values[column.name]}) IS NULL", where, "is empty"))
    return made


def _zone(made: Casting) -> str:
    """The zone of a row: the one it names, or the one that was said for all."""
    column = made.mapping.columns.get("zone")
    if column is None:
        return quoted(made.zone)
    made.layers.append({})
    named = made.read("zone", cells.zone(text_of(column)), column, "is no time zone")
    return f"coalesce({named}, {quoted(made.zone)})"


def _value(made: Casting, column: Column, row_zone: str) -> str:
    """One of the contract's columns, read from the file's column for it."""
    given = made.mapping.columns
    source = given.get(column.name)
    if source is None or (column.name == "credit" and "direction" in given):
        return f"CAST(NULL AS {SQL[column.kind]})"
    text = text_of(source)
    if column.kind == "text":
        return text
    if column.kind == "flag":
        expression = cells.words(text, made.mapping)
    elif column.kind == "moment":
        expression = cells.moment(text, made.mapping.moment, row_zone)
    elif column.kind in {"integer", "cents"}:
        expression = cells.whole(text, column.kind)
    else:
        expression = f"try_cast({text} AS {SQL[column.kind]})"
    return made.read(column.name, expression, source, WRONG[column.kind])


def _moment(made: Casting, row_zone: str) -> None:
    column, how = made.mapping.columns.get("at"), made.mapping.moment
    if column is None:
        return
    beyond = f"{read_of('at')} NOT BETWEEN TIMESTAMP '{FIRST_DAY}' AND TIMESTAMP '{LAST_DAY}'"
    made.findings.append((beyond, column, "lies outside 1990 to 2100"))
    before = made.read("before", cells.moment(cells.name(BEFORE), how, row_zone))
    made.noticed["late"] = f"coalesce({read_of('at')} < {before}, false)"
    made.noticed["clockless"] = cells.clockless(text_of(column), how)


def _channel(made: Casting) -> None:
    """How money moved; what no mapping knows is "other", and noticed."""
    column = made.mapping.columns.get("channel")
    if column is None:
        made.values["channel"] = "'other'"
        return
    told = made.read("channel", cells.channel(text_of(column), made.mapping))
    known = cells.is_channel(told)
    made.values["channel"] = f"CASE WHEN {known} THEN {told} ELSE 'other' END"
    made.noticed["word"] = f"CASE WHEN NOT {known} THEN {told} END"


def _money(made: Casting) -> None:
    """Cents in the reporting currency, never negative, and whether they came in."""
    given, mapping = made.mapping.columns, made.mapping
    if "amount" in given:
        text = text_of(given["amount"])
        made.read("amount", cells.amount(text, mapping.decimal), given["amount"], WRONG["cents"])
        made.values["cents"] = _cents(made)
    signed = made.values["cents"]
    made.values["cents"] = f"abs({signed})"
    if "credit" not in made.values:
        return
    came = made.values["credit"]
    if "direction" in given:
        words = cells.words(text_of(given["direction"]), mapping)
        came = made.read("direction", words, given["direction"], WRONG["flag"])
    if "direction" in given or "credit" in given:
        # A negative credit is a debit: a reversal written with its sign.
        made.noticed["negative"] = negative = f"coalesce({signed} < 0, false)"
        came = f"({came} <> {negative})"
    else:
        came = f"({signed} > 0)"
    made.values["credit"] = f"NOT {came}" if mapping.reversed_signs else came


def _cents(made: Casting) -> str:
    """Hundredths of the reporting currency, with their sign."""
    column, own = made.mapping.columns.get("currency"), quoted(made.currency)
    amount = read_of("amount")
    if column is None:
        made.layers.append({})
        return made.read("signed", f"CAST(round({amount} * 100) AS BIGINT)")
    foreign = f"coalesce(upper({text_of(column)}), {own})"
    made.layers.append({})
    rate = made.read(
        "rate",
        f"CASE WHEN {foreign} = {own} THEN 1 ELSE rate_of({foreign}, CAST({read_of('at')} AS DATE)) END",
    )
    made.findings.append((f"{rate} IS NULL", column, "has no rate in the table"))
    made.layers.append({})
    return made.read(
        "signed", f"try_cast(round({amount} * CAST({rate} AS DOUBLE) * 100) AS BIGINT)"
    )
