"""Search: everything one may see, nothing else, and no address holds what was searched."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.home.queries.search import search
from fulcrum.apps.parties.actions.people import create_person
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import SYSTEM, draft, finished, institution, make_release
from tests.conftest import ActorMaker, Canary, ClientMaker, MembershipMaker, TenantMaker

pytestmark = pytest.mark.django_db


def found(actor: Actor, text: str) -> dict[str, list[str]]:
    return {str(g.title): [str(line.text) for line in g.lines] for g in search(actor, text)}


def test_the_framework_is_found_by_any_word(actor_as: ActorMaker) -> None:
    make_release()
    actor = actor_as(Role.RESEARCHER)
    assert found(actor, "goal 2")["Goals"] == ["G2 Goal 2 title"]
    assert found(actor, "G2.I1")["Actions"] == ["G2.I1 Action G2.I1"]
    assert found(actor, "question g-1")["Questions of the self-assessment"] == ["Title of G-1"]
    (group,) = (g for g in search(actor, "g2.i1") if str(g.title) == "Actions")
    assert str(group.lines[0].note) == "working title"


def test_without_a_release_or_with_one_letter_nothing_is_found(actor_as: ActorMaker) -> None:
    assert search(actor_as(Role.RESEARCHER), "goal") == []
    assert search(actor_as(Role.RESEARCHER), " g ") == []


def test_organisations_and_submissions_are_found_by_officers(actor_as: ActorMaker) -> None:
    release = make_release()
    finished(institution("Savannah Bank"), release, {"G-1": 1})
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    assert found(officer, "savan") == {
        "Organisations": ["Savannah Bank"],
        "Submitted self-assessments": ["Savannah Bank"],
    }
    assert "Submitted self-assessments" not in found(actor_as(Role.INSTITUTION_LEAD), "savan")


def test_one_s_own_notes_are_found_and_nobody_else_s(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    release, tenant = make_release(), tenant_of()
    mine = draft(
        institution("Mine", tenant_id=tenant.pk), release, {"G-1": "No branches in Mombasa"}
    )
    theirs = institution("Theirs", tenant_id=tenant_of().pk)
    draft(theirs, release, {"G-1": "No branches in Mombasa"})
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    lines = found(lead, "mombasa")["Your self-assessments with such a note"]
    assert lines == [str(mine.as_of_date)]
    assert found(actor_as(Role.INSTITUTION_LEAD), "mombasa") == {}


def test_people_are_found_by_their_own_organisation_alone(
    member_as: MembershipMaker, actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    tenant = tenant_of()
    member_as(Role.INSTITUTION_COLLEAGUE, tenant=tenant, name="Quillon Canarybird")
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    assert found(lead, "canary") == {"People of your organisation": ["Quillon Canarybird"]}
    assert found(actor_as(Role.INSTITUTION_LEAD), "canary") == {}


def test_contacts_are_found_by_officers_alone(actor_as: ActorMaker, canary: Canary) -> None:
    bank = institution()
    create_person(bank, {"name": canary.name}, by=SYSTEM)
    assert found(actor_as(Role.SECRETARIAT_OFFICER), "quillon") == {"Contacts": [canary.name]}
    assert found(actor_as(Role.INSTITUTION_LEAD), "quillon") == {}


def test_long_results_are_cut_and_say_so(actor_as: ActorMaker, client_as: ClientMaker) -> None:
    for number in range(12):
        institution(f"Savannah {number}")
    (group,) = search(actor_as(Role.SECRETARIAT_OFFICER), "savannah")
    assert (len(group.lines), group.is_cut) == (10, True)
    page = client_as(Role.SECRETARIAT_OFFICER).post(reverse("search"), {"q": "savannah"})
    assert "There are more" in page.content.decode()


def test_the_page(client_as: ClientMaker, canary: Canary) -> None:
    client = client_as(Role.SECRETARIAT_OFFICER)
    assert "looked through" in client.get(reverse("search")).content.decode()
    nothing = client.post(reverse("search"), {"q": canary.name})
    canary.check_response(nothing)
    assert "Nothing found" in nothing.content.decode()
    assert canary.name in nothing.content.decode()  # in the field, to be corrected
    assert "two letters" in client.post(reverse("search"), {"q": "a"}).content.decode()


def test_every_page_offers_it_without_an_address(client_as: ClientMaker) -> None:
    page = client_as(Role.COMMISSIONER).get("/").content.decode()
    form = page[page.index('class="shell-search"') :][:400]
    assert 'method="post"' in form
    assert 'name="csrfmiddlewaretoken"' in form


def test_it_refuses_strangers_and_forged_forms(client: Client, client_as: ClientMaker) -> None:
    assert client.post(reverse("search"), {"q": "bank"}).status_code == 302
    forged = client_as(Role.COMMISSIONER, checks_csrf=True)
    assert forged.post(reverse("search"), {"q": "bank"}).status_code == 403


def test_it_costs_few_queries(client_as: ClientMaker, django_assert_max_num_queries: Any) -> None:
    make_release()
    client = client_as(Role.SECRETARIAT_OFFICER)
    for number in range(3):
        institution(f"Bank {number}")
        with django_assert_max_num_queries(12):
            assert client.post(reverse("search"), {"q": "bank"}).status_code == 200
