"""What holds for every operation of the API, whichever role a token stands for."""

import pytest
from django.test import Client

from fulcrum.apps.accounts.models import ApiToken
from tests.permissions.asking import Asker, orders_of, taken_back
from tests.permissions.columns import BY_NAME, FACTOR, OK, REFUSED, SIGN_IN
from tests.permissions.routes import all_routes
from tests.permissions.table import ORDERS, Key, read_table
from tests.permissions.world import World

ROUTES = all_routes()
OPERATIONS = {key: row for key, row in read_table().items() if ROUTES[key[0]].is_api}
PAGES = {
    key: row
    for key, row in read_table().items()
    if not ROUTES[key[0]].is_api and row.permission != "public"
}
# What somebody who still owes a second factor may do, and nothing else.
SETTING_UP = {
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "second_factor_needed",
    "switch_organisation",
}


@pytest.mark.parametrize("key", OPERATIONS, ids=str)
def test_cookies_count_for_nothing(asker: Asker, world: World, key: Key) -> None:
    route = ROUTES[key[0]]
    for order in orders_of(route, ORDERS):
        for column in OPERATIONS[key].welcome:
            browser = world.clients[column.name]
            assert asker.outcome(route, key[2], order, column, client=browser) == SIGN_IN


@pytest.mark.parametrize("key", OPERATIONS, ids=str)
def test_tokens_do_what_they_were_made_for(asker: Asker, world: World, key: Key) -> None:
    row, route = OPERATIONS[key], ROUTES[key[0]]
    order, column = orders_of(route, ORDERS)[0], row.welcome[0]
    tokens = ApiToken.objects.filter(pk=world.own[column.name]["token"].pk)
    with taken_back():
        tokens.update(may_write=False)
        reads = row.method == "GET"
        assert asker.outcome(route, row.method, order, column) == (OK if reads else REFUSED)
    with taken_back():
        tokens.update(areas=["elsewhere"])
        assert asker.outcome(route, row.method, order, column) == REFUSED
    with taken_back():
        tokens.update(areas=[row.permission.partition(".")[0]])
        assert asker.outcome(route, row.method, order, column) == OK


@pytest.mark.parametrize("key", PAGES, ids=str)
def test_roles_that_need_a_second_factor_get_nowhere_without(
    asker: Asker, unproved: dict[str, Client], key: Key
) -> None:
    row, route = PAGES[key], ROUTES[key[0]]
    order = next(one for one in orders_of(route, ORDERS) if one.case == row.case)
    column = next((one for one in row.welcome if one.name in unproved), None)
    if column is not None and row.route not in SETTING_UP:
        client = unproved[column.name]
        assert asker.outcome(route, row.method, order, column, client=client) == FACTOR


@pytest.fixture(scope="module")
def unproved(world: World) -> dict[str, Client]:
    """A client for each role that needs a second factor, signed in with a password alone."""
    return {name: world.unproved(BY_NAME[name]) for name in world.needing_a_factor()}
