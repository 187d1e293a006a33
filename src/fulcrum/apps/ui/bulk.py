"""Insert many rows at once, where making model objects of them would cost more than the rest."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

ROWS = 1000


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of plain values: numbers, texts, dates, None; no JSON, no defaults of the model.

    Args:
        model: whose table.
        names: its fields, in the order of the values; foreign keys by their attribute (`risk_id`).
        rows: the values.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    fields = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    columns = [quote(fields[name]) for name in names]
    marks = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of a model
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            cursor.executemany(statement, rows[start : start + ROWS])
