from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from fulcrum.apps.accounts.actions.accounts import erase_account
from fulcrum.apps.accounts.actions.memberships import change_role, end_membership
from fulcrum.apps.accounts.actions.tokens import NewToken, TokenOrder, make_token, revoke_token
from fulcrum.apps.accounts.bearer import find_token, token_actor
from fulcrum.apps.accounts.models import ApiToken, Membership, User
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role
from tests.apps.accounts.conftest import acting
from tests.conftest import Canary


@pytest.fixture
def made(lead: Membership) -> NewToken:
    order = TokenOrder("Export", ["parties"], timedelta(days=30))
    return make_token(order, by=acting(lead))


def actor(secret: str, scheme: str = "Bearer") -> Actor:
    request: Any = RequestFactory().get("/api/", headers={"authorization": f"{scheme} {secret}"})
    request.user = AnonymousUser()
    return token_actor(request)


def test_a_token_acts_for_its_organisation_in_its_makers_role(
    made: NewToken, lead: Membership
) -> None:
    found = actor(made.secret, "bearer")
    assert found.kind is ActorKind.TOKEN
    assert (found.tenant_id, found.role) == (lead.tenant_id, Role.INSTITUTION_LEAD)
    assert (found.areas, found.may_write) == (("parties",), False)
    assert made.token.prefix in found.label
    assert made.secret not in found.label


@pytest.mark.parametrize("header", ["", "Bearer", "Basic abc", "Bearer fast_x_y", "Bearer ünï"])
def test_what_is_no_token_opens_nothing(made: NewToken, header: str) -> None:
    assert find_token(header) is None


def test_the_prefix_alone_does_not_open(made: NewToken) -> None:
    assert actor(made.secret[:-1] + ("a" if made.secret[-1] != "a" else "b")) is ANONYMOUS
    assert actor(made.secret, "Basic") is ANONYMOUS


def test_a_revoked_token_is_dead_at_once(made: NewToken, lead: Membership) -> None:
    revoke_token(made.token, by=acting(lead))
    assert actor(made.secret) is ANONYMOUS


def test_an_expired_token_is_dead(made: NewToken) -> None:
    past = timezone.now() - timedelta(seconds=1)
    ApiToken.objects.update(created_at=past - timedelta(days=1), expires_at=past)
    assert actor(made.secret) is ANONYMOUS


def test_a_token_dies_with_its_makers_membership(
    made: NewToken, lead: Membership, administrator: Membership
) -> None:
    end_membership(lead, by=acting(administrator))
    assert actor(made.secret) is ANONYMOUS


def test_a_token_dies_with_its_makers_account(
    made: NewToken, lead: Membership, administrator: Membership
) -> None:
    erase_account(lead, by=acting(administrator))
    assert actor(made.secret) is ANONYMOUS


def test_a_token_may_no_more_than_its_maker_may_now(
    made: NewToken, lead: Membership, administrator: Membership
) -> None:
    change_role(lead, role=Role.INSTITUTION_COLLEAGUE, by=acting(administrator))
    assert actor(made.secret).role is Role.INSTITUTION_COLLEAGUE


def test_use_is_noted_to_five_minutes(made: NewToken) -> None:
    actor(made.secret)
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    actor(made.secret)
    assert ApiToken.objects.get().last_used_at == first
    earlier = first - timedelta(minutes=6)
    ApiToken.objects.update(last_used_at=earlier)
    actor(made.secret)
    noted = ApiToken.objects.get().last_used_at
    assert noted is not None
    assert noted > earlier


def test_a_token_opens_the_api_and_no_page(made: NewToken, client: Client) -> None:
    header = {"authorization": f"Bearer {made.secret}"}
    assert client.get("/api/v1/parties/organisations", headers=header).status_code == 200
    assert client.get("/api/v1/blueprint/assessments", headers=header).status_code == 403
    assert client.get("/people", headers=header).status_code == 302
    assert client.get("/api/v1/parties/organisations").status_code == 401


def test_a_makers_name_goes_nowhere_but_the_label(
    lead: Membership, canary: Canary, client: Client
) -> None:
    User.objects.filter(pk=lead.user_id).update(name=canary.name)
    lead.refresh_from_db()
    order = TokenOrder("Export", ["parties"], timedelta(days=30))
    secret = make_token(order, by=acting(lead)).secret
    header = {"authorization": f"Bearer {secret}"}
    answer = client.get("/api/v1/parties/organisations", headers=header)
    canary.check_response(answer)
    canary.check(answer.content.decode(), "an answer of the API")
