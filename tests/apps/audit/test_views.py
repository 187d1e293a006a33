"""Pages of the log: an organisation's administrators read their own rows."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import Actor, ActorKind, Role


def entry_of(tenant: Tenant, label: str) -> Entry:
    by = Actor(ActorKind.PERSON, 1, "Ada", tenant.pk)
    with transaction.atomic():
        return record(by, "start_job", Thing("x", "1", label), old={"a": 1}, new={"a": 2})


@pytest.fixture
def client(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.ADMINISTRATOR)


def test_administrators_read_and_search_their_own_rows(
    client: Client, tenant_of: Callable[..., Tenant]
) -> None:
    mine = entry_of(client.membership.tenant, "Mine")  # type: ignore[attr-defined]
    theirs = entry_of(tenant_of(), "Theirs")
    html = client.get("/audit/", {"q": "mine", "verb": "start_job"}).content.decode()
    assert "started long work" in html
    assert f"/audit/{mine.pk}" in html
    assert f"/audit/{theirs.pk}" not in html
    page = client.get(f"/audit/{mine.pk}").content.decode()
    assert "Mine" in page
    assert client.get(f"/audit/{theirs.pk}").status_code == 404
    assert str(mine).endswith("start_job x 1")


def test_others_are_refused(client_as: Callable[..., Client]) -> None:
    assert client_as(Role.INSTITUTION_LEAD).get("/audit/").status_code == 403
