"""Today: what waits for each role, from real rows, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.accounts.actions.invitations import invite_person
from fulcrum.apps.accounts.models import Invitation
from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Clarification
from fulcrum.apps.home.queries.secretariat import gaps
from fulcrum.apps.home.queries.today import today_of
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import SYSTEM, draft, finished, institution, make_release
from tests.conftest import ActorMaker, ClientMaker, TenantMaker

pytestmark = pytest.mark.django_db
OFFICER, LEAD, ADMIN = Role.SECRETARIAT_OFFICER, Role.INSTITUTION_LEAD, Role.ADMINISTRATOR


def test_strangers_are_sent_to_sign_in(client: Any) -> None:
    assert client.get("/").status_code == 302


def test_every_role_is_told_what_it_can_do(client_as: ClientMaker) -> None:
    make_release()
    for role in Role:
        page = client_as(role).get("/").content.decode()
        assert "Waiting for you" in page, role
    visitor = client_as(Role.CASEWORKER).get("/").content.decode()
    assert "is not part of this installation" in visitor
    assert "Read the Blueprint" in visitor


def test_an_officer_sees_what_waits_and_where_nobody_was_reached(actor_as: ActorMaker) -> None:
    release = make_release()
    reached = institution("A Bank", country="KE")
    institution("B Insurer", sub_sector="insurance", country="KE")
    institution("C Insurer", sub_sector="insurance", country="ZA")
    first = finished(reached, release, {"G-1": 2})
    asked = finished(institution("D Bank", country="DE"), release, {"G-1": 2})
    Clarification.objects.create(assessment=asked, state="answered")
    today = today_of(actor_as(OFFICER))
    assert [one.title for one in today.waiting] == ["1 answer to read", "1 submission to review"]
    assert [tile.number for tile in today.tiles] == ["2", "2", "50%", "4"]
    (panel,) = today.panels
    (line,) = panel.lines
    assert (line.text, line.note) == ("Insurance · Africa", "2 organisations")
    assert "sub_sector=insurance&continent=" in line.url
    assert first.pk


def test_gaps_are_the_largest_first() -> None:
    known = {("banking", "AF"): 3, ("insurance", "AS"): 5, ("banking", "EU"): 9}
    found = gaps(known, {("banking", "EU"): 1})
    assert [line.note for line in found] == ["5 organisations", "3 organisations"]


def test_nothing_known_is_a_dash(actor_as: ActorMaker) -> None:
    today = today_of(actor_as(OFFICER))
    assert today.tiles[2].number == "–"
    assert not today.waiting
    assert today.at_rest


def test_a_lead_begins_goes_on_decides_and_answers(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    tenant = tenant_of()
    lead = actor_as(LEAD, tenant=tenant)
    assert "no record in the register" in str(today_of(lead).lead)
    bank = institution(tenant_id=tenant.pk)
    assert not today_of(lead).waiting  # no release is in force
    release = make_release()
    assert [one.title for one in today_of(lead).waiting] == ["Begin your self-assessment"]
    begun = draft(bank, release, {"G-1": 2})
    today = today_of(lead)
    assert [one.text for one in today.waiting] == ["1 of 4 questions answered."]
    assert [(line.text, line.note) for line in today.panels[0].lines] == [
        ("Governance", "1 of 2"), ("Training", "0 of 2"),
    ]  # fmt: skip
    Assessment.objects.update(state=AssessmentState.SIGNED_OFF)
    assert today_of(lead).waiting[0].urgent
    begun.delete()
    done = finished(bank, release, {"G-1": 2})
    Clarification.objects.create(assessment=done)
    asked = today_of(lead)
    assert [one.title for one in asked.waiting] == ["The Secretariat has a question"]
    # Weights 3, 1, 2, 2; level 2 of weight 3: 6 of 32 to 26 of 32.
    assert asked.tiles[0].number == "19–81%"
    assert asked.tiles[-1].number == "–"  # fewer than five peers


def test_a_change_and_peers_at_a_glance(actor_as: ActorMaker, tenant_of: TenantMaker) -> None:
    release, tenant = make_release(), tenant_of()
    bank, whole = institution(tenant_id=tenant.pk), {"G-1": 2, "G-2": 2, "T-1": 2, "T-2": 2}
    today = timezone.localdate()
    before = finished(bank, release, dict.fromkeys(whole, 1), day=today - timedelta(days=400))
    finished(bank, release, whole, day=today, previous=before)
    for number in range(5):
        finished(institution(f"Peer {number}"), release, dict.fromkeys(whole, 3))
    tiles = today_of(actor_as(LEAD, tenant=tenant)).tiles
    assert [tile.number for tile in tiles] == ["50%", "+25", "75%"]


def test_an_administrator_sees_people_jobs_and_health(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    admin = actor_as(ADMIN, tenant=tenant_of(kind="secretariat"))
    assert admin.tenant_id is not None
    actor_as(OFFICER)
    sent = invite_person(
        tenant_of(kind="secretariat"),
        email="new@example.org", role=OFFICER, by=admin,
    )  # fmt: skip
    Job.objects.create(
        key="k", task="t", title="T", state=JobState.FAILED, actor_kind="person",
        tenant_id=admin.tenant_id, user_id=admin.user_id,
    )  # fmt: skip
    today = today_of(admin)
    assert [one.title for one in today.waiting] == [
        "1 job failed", "2 people owe a second factor",
    ]  # fmt: skip
    assert [tile.number for tile in today.tiles] == ["2", "1", "2"]
    assert [panel.id for panel in today.panels] == ["health"]
    Invitation.objects.filter(pk=sent.invitation.pk).update(expires_at=timezone.now())
    assert "1 invitation has expired" in [one.title for one in today_of(admin).waiting]


def test_an_institution_s_administrator_sees_no_health(
    actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    today = today_of(actor_as(ADMIN, tenant=tenant_of()))
    assert not today.panels


def test_nothing_of_others_shows(client_as: ClientMaker, tenant_of: TenantMaker) -> None:
    release = make_release()
    other = institution("Secretive Bank", tenant_id=tenant_of().pk)
    draft(other, release, {"G-1": 1})
    own = tenant_of()
    institution("Own Bank", tenant_id=own.pk)
    page = client_as(LEAD, tenant=own).get("/").content.decode()
    assert "Own Bank" in page
    assert "Secretive" not in page
    assert "Begin your self-assessment" in page


@pytest.mark.parametrize("role", list(Role))
def test_it_costs_few_queries_however_many_rows(
    role: Role, client_as: ClientMaker, tenant_of: TenantMaker, django_assert_max_num_queries: Any
) -> None:
    release, client = make_release(), client_as(role)
    tenant = client.membership.tenant  # type: ignore[attr-defined]
    if role == LEAD:
        bank = institution("Mine", tenant_id=tenant.pk)
        finished(bank, release, {"G-1": 1}, day=timezone.localdate() - timedelta(days=9))
        draft(bank, release, {"G-1": 1})
    for number in range(6):
        done = finished(institution(f"Bank {number}"), release, {"G-1": number % 5})
        Clarification.objects.create(assessment=done)
    client.get(reverse("today"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("today")).status_code == 200
    assert SYSTEM.is_system
