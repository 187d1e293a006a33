"""Make, change and link organisations."""

from collections.abc import Callable
from typing import Any

import pytest

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.organisations import (
    check_parent,
    create_organisation,
    link_tenant,
    open_account,
    update_organisation,
)
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import InvalidValuesError
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.parties.conftest import LEI, OTHER_LEI, Maker

VALUES: dict[str, Any] = {"name": " Bank ", "sub_sector": "banking", "country": "NO"}


def test_an_officer_makes_one_and_the_log_says_so(officer: Actor) -> None:
    made = create_organisation(VALUES | {"lei": LEI.lower()}, by=officer)
    assert (made.name, made.lei, made.continent) == ("Bank", LEI, "EU")
    entry = Entry.objects.get(verb="create_organisation")
    assert entry.new == {"name": "Bank", "sub_sector": "banking", "country": "NO", "lei": LEI}
    assert (entry.target_id, entry.tenant_id) == (str(made.pk), officer.tenant_id)


def test_nobody_else_does(lead: Actor) -> None:
    with pytest.raises(RefusedError):
        create_organisation(VALUES, by=lead)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("field", ["lei", "external_key"])
def test_a_taken_identifier_is_refused_by_name(officer: Actor, field: str) -> None:
    create_organisation(VALUES | {field: LEI}, by=officer)
    with pytest.raises(InvalidValuesError) as caught:
        create_organisation(VALUES | {field: LEI}, by=officer)
    assert caught.value.where == field
    other = create_organisation(VALUES | {field: OTHER_LEI}, by=officer)
    with pytest.raises(InvalidValuesError):
        update_organisation(other, {field: LEI}, by=officer)


def test_values_are_checked_before_anything_is_written(officer: Actor) -> None:
    with pytest.raises(InvalidValuesError):
        create_organisation(VALUES | {"country": "ZZ"}, by=officer)
    assert not Entry.objects.filter(verb="create_organisation").exists()


def test_only_what_changed_is_logged(officer: Actor, organisation_of: Maker) -> None:
    bank = organisation_of(notes="a")
    update_organisation(bank, {"name": bank.name, "notes": "b"}, by=officer)
    entry = Entry.objects.get(verb="update_organisation")
    assert (entry.old, entry.new) == ({"notes": "a"}, {"notes": "b"})
    update_organisation(bank, {"notes": "b"}, by=officer)
    assert Entry.objects.filter(verb="update_organisation").count() == 1


def test_a_lead_keeps_the_own_profile_and_no_more(
    lead: Actor, own: Organisation, organisation_of: Maker
) -> None:
    changed = update_organisation(
        own, {"languages": ["sw"], "website": "https://a.example"}, by=lead
    )
    assert changed.main_language == "sw"
    for values in ({"name": "Other"}, {"lei": LEI}, {"notes": "x"}):
        with pytest.raises(RefusedError):
            update_organisation(own, values, by=lead)
    with pytest.raises(RefusedError):
        update_organisation(own, {}, by=lead, parent=organisation_of("P"))
    with pytest.raises(RefusedError):
        update_organisation(organisation_of("Z"), {"languages": ["sw"]}, by=lead)


def test_a_merged_one_is_left_alone(organisation_of: Maker, officer: Actor) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    Organisation.objects.filter(pk=one.pk).update(merged_into=other)
    with pytest.raises(ConflictError):
        update_organisation(one, {"notes": "x"}, by=officer)
    with pytest.raises(InvalidValuesError):
        update_organisation(other, {}, by=officer, parent=Organisation.objects.get(pk=one.pk))


def test_parents_make_no_circle(organisation_of: Maker, officer: Actor) -> None:
    top = organisation_of("Top")
    middle = organisation_of("Middle", parent=top)
    low = organisation_of("Low", parent=middle)
    with pytest.raises(InvalidValuesError) as caught:
        update_organisation(top, {}, by=officer, parent=low)
    assert caught.value.where == "parent"
    with pytest.raises(InvalidValuesError):
        check_parent(top, top)
    assert update_organisation(low, {}, by=officer, parent=None).parent is None
    entry = Entry.objects.get(verb="update_organisation")
    assert (entry.old, entry.new) == ({"parent": middle.pk}, {"parent": None})


def test_linking_happens_once(
    organisation_of: Maker, system: Actor, lead: Actor, tenant_of: Callable[..., Tenant]
) -> None:
    bank, tenant = organisation_of("A"), tenant_of()
    assert link_tenant(bank, tenant, by=system).tenant == tenant
    for organisation, place in ((bank, tenant_of()), (organisation_of("B"), tenant)):
        with pytest.raises(ConflictError):
            link_tenant(organisation, place, by=system)
    with pytest.raises(RefusedError):
        link_tenant(organisation_of("C"), tenant_of(), by=lead)


def test_an_account_is_opened_and_linked(organisation_of: Maker, officer: Actor) -> None:
    bank = organisation_of(is_invented=True)
    tenant = open_account(bank, TenantKind.INSTITUTION, by=officer)
    bank.refresh_from_db()
    assert (bank.tenant, tenant.name, tenant.is_invented) == (tenant, bank.name, True)
    with pytest.raises(ConflictError):
        open_account(bank, TenantKind.INSTITUTION, by=officer)
    assert Tenant.objects.filter(name=bank.name).count() == 1


def test_an_administrator_of_the_secretariat_may_not(actor_as: Callable[..., Actor]) -> None:
    with pytest.raises(RefusedError):
        create_organisation(VALUES, by=actor_as(Role.ADMINISTRATOR))
