"""The table: read it, make its rows by asking, write it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.permissions import (
    orders_accounts,
    orders_blueprint,
    orders_commitments,
    orders_diagnostics,
    orders_leverage,
    orders_open,
    orders_parties,
    orders_screening,
    orders_state,
)
from tests.permissions.asking import Asker, orders_of
from tests.permissions.columns import COLUMNS, NOT_ALLOWED, OK, STEP_UP, Column
from tests.permissions.orders import Order
from tests.permissions.routes import METHODS, Route, all_routes

PATH = Path(__file__).with_name("table.csv")
KEYS = ("address", "case", "method", "route", "permission", "step_up")
HEADINGS = (*KEYS, *(column.name for column in COLUMNS))
ORDERS = (
    orders_accounts.ORDERS
    | orders_parties.ORDERS
    | orders_blueprint.ORDERS
    | orders_commitments.ORDERS
    | orders_diagnostics.ORDERS
    | orders_state.STATE
    | orders_leverage.LEVERAGE
    | orders_screening.SCREENING
    | orders_open.OPEN
)

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One route, case and method, with the answer for every visitor."""

    address: str
    case: str
    method: str
    route: str
    permission: str
    step_up: str
    answers: dict[str, str]

    @property
    def key(self) -> Key:
        """What names the row."""
        return self.address, self.case, self.method

    @property
    def welcome(self) -> list[Column]:
        """The visitors who get through."""
        return [column for column in COLUMNS if self.answers[column.name] == OK]


def read_table() -> dict[Key, Row]:
    """The rows of the table that is kept."""
    if not PATH.exists():
        return {}
    with PATH.open(newline="", encoding="utf-8") as file:
        rows = [_row(line) for line in csv.DictReader(file)]
    return {row.key: row for row in rows}


def _row(line: dict[str, str]) -> Row:
    address, case, method, route, permission, step_up = (line[key] for key in KEYS)
    found = {column.name: line[column.name] for column in COLUMNS}
    return Row(address, case, method, route, permission, step_up, found)


def write_table(rows: list[Row]) -> None:
    """Keep rows, in the order of the resolver."""
    with PATH.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        for row in rows:
            line = [getattr(row, key) for key in KEYS]
            writer.writerow([*line, *(row.answers[column.name] for column in COLUMNS)])


def cases() -> Iterator[tuple[Route, Order, str]]:
    """Every route in every case by every method."""
    for route in all_routes().values():
        for order in orders_of(route, ORDERS):
            for method in METHODS:
                yield route, order, method


def answers(asker: Asker, route: Route, order: Order, method: str) -> dict[str, str]:
    """What each visitor is answered."""
    return {column.name: asker.outcome(route, method, order, column) for column in COLUMNS}


def observe(asker: Asker, route: Route, order: Order, method: str) -> Row | None:
    """The row of a route, case and method as it is now; None when the method is not known there."""
    found = answers(asker, route, order, method)
    if NOT_ALLOWED in found.values():
        return None
    row = Row(route.address, order.case, method, route.name, route.permission(method), "", found)
    asked = row.welcome and asks_again(asker, route, order, row)
    return replace(row, step_up="yes" if asked else "")


def asks_again(asker: Asker, route: Route, order: Order, row: Row) -> bool:
    """Whether somebody let through an hour after proving who they are is asked to prove it."""
    column = next((one for one in row.welcome if one.is_known), None)
    if column is None or route.is_api:
        return False
    client = asker.world.tired[column.name]
    return asker.outcome(route, row.method, order, column, client=client) == STEP_UP
