"""Every route × method × role is a row of the table, and is answered as the row says."""

import pytest

from tests.permissions.asking import Asker, orders_of
from tests.permissions.columns import (
    ANONYMOUS,
    ASKED,
    BY_NAME,
    COLUMNS,
    NOT_ALLOWED,
    OK,
    REFUSED,
    SIGN_IN,
)
from tests.permissions.orders import Order
from tests.permissions.routes import METHODS, Route, all_routes
from tests.permissions.table import ORDERS, Key, Row, answers, asks_again, cases, read_table

ROUTES = all_routes()
ROWS = read_table()
CASES = [(route, order) for route in ROUTES.values() for order in orders_of(route, ORDERS)]
WRITE = "run `python -m tests.permissions --write` and read what it proposes"


def ident(value: object) -> str:
    if isinstance(value, Route):
        return value.name or value.address
    return value.case if isinstance(value, Order) else str(value)


def rows_of(route: Route, order: Order) -> list[Row]:
    return [row for key, row in ROWS.items() if key[:2] == (route.address, order.case)]


def test_every_route_and_case_has_a_row() -> None:
    missing = [ident(route) for route, order in CASES if not rows_of(route, order)]
    assert missing == [], WRITE


def test_every_row_has_a_route() -> None:
    known = {(route.address, order.case, method) for route, order, method in cases()}
    assert set(ROWS) - known == set(), WRITE


def test_every_order_is_of_a_route() -> None:
    assert set(ORDERS) - {route.name for route in ROUTES.values()} == set()


def test_every_parameter_is_filled_in() -> None:
    unfilled = [
        ident(route) for route, order in CASES if set(route.parameters) != set(order.parameters)
    ]
    assert unfilled == []


def test_rows_name_the_permission_that_the_view_declares() -> None:
    wrong = [
        row.key
        for row in ROWS.values()
        if (row.route, row.permission)
        != (ROUTES[row.address].name, ROUTES[row.address].permission(row.method))
    ]
    assert wrong == [], WRITE


@pytest.mark.parametrize("key", ROWS, ids=str)
def test_visitors_are_answered_as_the_row_says(asker: Asker, key: Key) -> None:
    row, route = ROWS[key], ROUTES[key[0]]
    order = next(one for one in orders_of(route, ORDERS) if one.case == row.case)
    assert answers(asker, route, order, row.method) == row.answers
    assert asks_again(asker, route, order, row) == (row.step_up == "yes")


@pytest.mark.parametrize(("route", "order"), CASES, ids=ident)
def test_methods_without_a_row_are_not_known(asker: Asker, route: Route, order: Order) -> None:
    rows = rows_of(route, order)
    column = next((row.welcome[-1] for row in rows if row.welcome), BY_NAME["secretariat_officer"])
    others = set(METHODS) - {row.method for row in rows}
    found = {method: asker.outcome(route, method, order, column) for method in others}
    assert found == dict.fromkeys(others, NOT_ALLOWED), WRITE


def test_what_is_sent_is_taken_from_somebody() -> None:
    """Otherwise a row would only prove that an empty form is looked at before the role."""
    sent = [row for row in ROWS.values() if row.method in {"POST", "PUT", "PATCH"}]
    known = [row for row in sent if SIGN_IN not in row.answers["institution_lead"]]
    assert [row.key for row in known if not row.welcome and row.route != "api:not_found"] == []


def test_only_public_pages_are_open_to_the_anonymous() -> None:
    opened = [row.key for row in ROWS.values() if row.answers[ANONYMOUS.name] in {OK, ASKED}]
    assert {ROWS[key].permission for key in opened} == {"public"}


def test_no_page_but_ones_own_account_is_open_to_former_members() -> None:
    opened = [row for row in ROWS.values() if row.answers["former"] == OK]
    open_to_them = {"public", "accounts.manage_own_account", "accounts.save_view"}
    assert {row.permission for row in opened} <= open_to_them


def test_every_permission_is_refused_to_somebody() -> None:
    """A permission that everybody passes proves nothing; views of one's own need a session."""
    closed = {
        row.permission
        for row in ROWS.values()
        if {REFUSED, SIGN_IN} & {row.answers[column.name] for column in COLUMNS}
    }
    assert {row.permission for row in ROWS.values()} - {"public"} <= closed
