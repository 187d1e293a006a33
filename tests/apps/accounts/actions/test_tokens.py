from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fulcrum.apps.accounts.actions import tokens
from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token, revoke_token
from fulcrum.apps.accounts.models import ApiToken, Membership
from fulcrum.apps.accounts.secrets import digest
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.conftest import acting


def order(**changes: Any) -> TokenOrder:
    whole: dict[str, Any] = {
        "name": "Nightly export",
        "areas": ["parties", "blueprint"],
        "lifetime": timedelta(days=30),
    }
    return TokenOrder(**whole | changes)


def test_the_secret_exists_once_and_only_its_hash_is_kept(lead: Membership) -> None:
    made = make_token(order(), by=acting(lead))
    assert made.token.secret_hash == digest(made.secret)
    assert made.token.areas == ["blueprint", "parties"]
    assert (made.token.membership, made.token.tenant_id) == (lead, lead.tenant_id)
    row = ApiToken.objects.values().get()
    assert made.secret not in str(row)
    entry = Entry.objects.get(verb="make_token")
    assert made.secret not in f"{entry.new} {entry.target_label}"
    assert entry.new["may_write"] is False


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(days=-1), timedelta(days=367)])
def test_a_lifetime_out_of_range_is_refused(lead: Membership, lifetime: timedelta) -> None:
    with pytest.raises(ConflictError, match="a year at most"):
        make_token(order(lifetime=lifetime), by=acting(lead))


def test_twenty_tokens_are_enough(lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_LIVE", 2)
    first = make_token(order(), by=acting(lead)).token
    make_token(order(), by=acting(lead))
    with pytest.raises(ConflictError, match="Revoke one"):
        make_token(order(), by=acting(lead))
    revoke_token(first, by=acting(lead))
    assert make_token(order(), by=acting(lead)).token.pk


def test_who_is_no_member_makes_none(
    lead: Membership, actor_as: Callable[..., Actor], system: Actor
) -> None:
    elsewhere = acting(lead, tenant_id=actor_as(Role.RESEARCHER).tenant_id)
    for actor in (ANONYMOUS, system, elsewhere, acting(lead, role=Role.ADMINISTRATOR)):
        with pytest.raises(RefusedError, match="Only members"):
            make_token(order(), by=actor)


def test_revoking_twice_is_recorded_once(lead: Membership) -> None:
    made = make_token(order(), by=acting(lead)).token
    assert not revoke_token(made, by=acting(lead)).is_live
    before = made.revoked_at
    assert revoke_token(made, by=acting(lead)).revoked_at == before
    assert Entry.objects.filter(verb="revoke_token").count() == 1
