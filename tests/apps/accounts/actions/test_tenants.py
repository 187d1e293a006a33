from collections.abc import Callable

import pytest

from fulcrum.apps.accounts.actions.tenants import open_tenant, start_installation
from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.conftest import acting


def test_officers_open_a_place(officer: Membership) -> None:
    tenant = open_tenant(" Harbour House ", TenantKind.SUPPORT, by=acting(officer))
    assert (tenant.name, tenant.kind, tenant.is_invented) == ("Harbour House", "support", False)
    assert Entry.objects.get(verb="open_tenant").new == {"name": "Harbour House", "kind": "support"}


def test_nobody_else_does(administrator: Membership, actor_as: Callable[..., Actor]) -> None:
    for actor in (acting(administrator), actor_as(Role.COMMISSIONER), ANONYMOUS):
        with pytest.raises(RefusedError, match="Only the Secretariat"):
            open_tenant("Harbour House", TenantKind.SUPPORT, by=actor)
    assert not Tenant.objects.filter(kind=TenantKind.SUPPORT).exists()


def test_there_is_one_secretariat(officer: Membership) -> None:
    with pytest.raises(ConflictError, match="one Secretariat"):
        open_tenant("Another", TenantKind.SECRETARIAT, by=acting(officer))
    assert open_tenant("A bank", TenantKind.INSTITUTION, by=acting(officer)).pk


def test_an_installation_is_started_once(db: None, system: Actor) -> None:
    sent = start_installation("Secretariat", "first@example.org", by=system)
    assert sent.invitation.role == Role.ADMINISTRATOR
    assert sent.invitation.tenant.kind == TenantKind.SECRETARIAT
    with pytest.raises(ConflictError, match="started before"):
        start_installation("Secretariat", "second@example.org", by=system)
    assert list(Entry.objects.values_list("verb", flat=True)) == ["open_tenant", "invite_person"]
