"""Another organisation's ids answer 404, as ids that nobody has do."""

import pytest

from fulcrum.apps.audit.models import Entry
from tests.permissions.asking import Asker, NothingForeignError, orders_of, taken_back
from tests.permissions.columns import BY_NAME, HIDDEN, OK, OTHER, REFUSED
from tests.permissions.orders import Its, Order
from tests.permissions.routes import Route, all_routes
from tests.permissions.table import ORDERS, Row, read_table
from tests.permissions.world import World

ROUTES = all_routes()
# Where an id is public, or a secret of its own, it does not matter whose it is.
# Tables of countries belong to the installation, and everybody here may read them; so is a practice
# once it is published (that another's is not changed, its own tests say).
PUBLISHED = {"practice", "practice_edit", "practice_decide", "api:get_practice"}
ROWS = {
    key: row
    for key, row in read_table().items()
    if row.permission != "public"
    and row.route != "country_table"
    and not (row.route in PUBLISHED and row.case in {"published", "withdraw", ""})
    and any(one.is_about_records for one in orders_of(ROUTES[key[0]], ORDERS))
}
NOBODYS = 987_654_321
OFFICER = "secretariat_officer"
# What the Secretariat's officers may open of other organisations, and why.
OF_OFFICERS = {
    "person": "they see who signs in anywhere",
    "resend_invitation": "they start other organisations off",
    "revoke_invitation": "they start other organisations off",
    "tenant": "they open and look after places to sign in",
    "invite_to_tenant": "they start other organisations off",
    "organisation": "the register of organisations is theirs",
    "organisation_edit": "the register of organisations is theirs",
    "relation_new": "the register of organisations is theirs",
    "relation_end": "the register of organisations is theirs",
    "contact_new": "the register of organisations is theirs",
    "api:get_organisation": "the register of organisations is theirs",
    **dict.fromkeys(
        (
            "assessment_result",
            "result_figure",
            "result_rows",
            "result_report",
            "evidence_file",
            "submission",
            "submission_ask",
            "submission_accept",
            "clarification",
            "clarification_close",
            "api:get_submission",
        ),
        "it was submitted to them",
    ),
    **dict.fromkeys(
        (
            "commitment",
            "api:get_commitment",
            "commitment_evidence_file",
            "commitment_review",
            "dispute_new",
            "dispute",
            "dispute_decide",
        ),
        "it is shared with them",
    ),
    **dict.fromkeys(("practice", "practice_decide"), "it was proposed to them"),
}
# What they see of other organisations and may not do there.
SEEN_BY_OFFICERS = {"end_membership": "they see who signs in anywhere"}


def order_of(route: Route, row: Row) -> Order:
    return next(one for one in orders_of(route, ORDERS) if one.case == row.case)


@pytest.mark.parametrize("key", ROWS, ids=str)
def test_another_organisations_ids_are_hidden(asker: Asker, key: tuple[str, str, str]) -> None:
    row, route = ROWS[key], ROUTES[key[0]]
    order = order_of(route, row)
    for column in row.welcome:
        try:
            found = asker.outcome(route, row.method, order, column, foreign=True)
        except NothingForeignError:
            # The Secretariat alone keeps such records: nobody but its officers gets this far.
            assert [one.name for one in row.welcome] == [OFFICER]
            return
        if column.name == OFFICER and row.route in OF_OFFICERS:
            assert found == OK
        elif column.name == OFFICER and row.route in SEEN_BY_OFFICERS:
            assert found == REFUSED
        else:
            assert found == HIDDEN, column.name


@pytest.mark.parametrize("key", ROWS, ids=str)
def test_ids_that_nobody_has_are_answered_alike(asker: Asker, key: tuple[str, str, str]) -> None:
    row, route = ROWS[key], ROUTES[key[0]]
    order = order_of(route, row)
    nobody = {
        name: NOBODYS if isinstance(value, Its) else value
        for name, value in order.parameters.items()
    }
    column = row.welcome[0]
    unknown = Order(nobody, order.sent, order.case)
    assert asker.outcome(route, row.method, unknown, column) == HIDDEN


def test_exceptions_are_of_routes_that_need_one() -> None:
    assert {*OF_OFFICERS, *SEEN_BY_OFFICERS} <= {row.route for row in ROWS.values()}


OWN = {
    ("end_session", "POST"): "session",
    ("delete_view", "POST"): "view",
    ("mfa_edit_webauthn", "POST"): "key",
    ("mfa_remove_webauthn", "POST"): "key",
}


@pytest.mark.parametrize(("name", "method"), OWN)
def test_what_a_person_holds_is_hidden_from_colleagues(
    asker: Asker, world: World, name: str, method: str
) -> None:
    route = next(route for route in ROUTES.values() if route.name == name)
    order = order_of(route, next(row for row in ROWS.values() if row.route == name))
    theirs = Order(
        {"pk": world.own["institution_colleague"][OWN[name, method]].pk}, order.sent, order.case
    )
    for column in ("institution_lead", "administrator"):
        assert asker.outcome(route, method, theirs, BY_NAME[column]) == HIDDEN


def test_a_colleagues_token_is_revoked_by_administrators_alone(asker: Asker, world: World) -> None:
    route = next(route for route in ROUTES.values() if route.name == "revoke_token")
    theirs = Order({"pk": world.own["institution_lead"]["token"].pk})
    assert asker.outcome(route, "POST", theirs, BY_NAME["administrator"]) == OK
    assert asker.outcome(route, "POST", theirs, BY_NAME["institution_colleague"]) == REFUSED


def test_refusals_are_kept_in_the_log(asker: Asker, world: World) -> None:
    with taken_back():
        before = Entry.objects.count()
        world.clients["institution_lead"].get("/audit/")
        entry = Entry.objects.order_by("-sequence")[0]
        assert Entry.objects.count() == before + 1
        assert (entry.verb, entry.target_id) == ("refuse_access", "audit.view_entry")
        assert entry.tenant_id != world.sides[OTHER]["tenant"].pk
