import re
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Invitation, Tenant
from fulcrum.apps.audit.models import Entry
from tests.cli.conftest import Fulcrum
from tests.conftest import TenantMaker


def path_of(link: str) -> str:
    assert re.fullmatch(r"https?://[^/]+/\S+\n", link)
    return urlsplit(link.strip()).path


def test_the_first_administrator_gets_a_link_that_works(
    fulcrum: Fulcrum, client: Client, transactional_db: None
) -> None:
    done = fulcrum("people", "start", "Admin@Example.org", "--organisation", "FAST Secretariat")
    assert done.code == 0
    assert "whoever opens this link becomes the administrator" in done.err
    assert client.get(path_of(done.out)).status_code == 200
    assert Tenant.objects.get().kind == TenantKind.SECRETARIAT
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("admin@example.org", "administrator")
    assert mail.outbox[-1].to == ["admin@example.org"]
    entry = Entry.objects.get(verb="invite_person")
    assert (entry.actor_kind, entry.origin) == ("system", "command line")


def test_an_installation_is_started_once(fulcrum: Fulcrum, db: None) -> None:
    fulcrum("people", "start", "admin@example.org")
    done = fulcrum("people", "start", "other@example.org")
    assert (done.code, done.out) == (1, "")
    assert done.err == "fulcrum: This installation was started before.\n"
    assert Invitation.objects.count() == 1


def test_others_are_invited_to_their_organisation(
    fulcrum: Fulcrum, client: Client, tenant_of: TenantMaker
) -> None:
    tenant_of(name="A Bank")
    words = ["--role", "institution_lead", "--organisation", "A Bank"]
    done = fulcrum("people", "invite", "lead@example.org", *words)
    assert client.get(path_of(done.out)).status_code == 200
    again = fulcrum("people", "invite", "lead@example.org", *words)
    assert (again.code, again.out) == (1, "")
    assert "is waiting" in again.err


def test_an_unknown_organisation_is_told(fulcrum: Fulcrum, db: None) -> None:
    words = ["--role", "administrator", "--organisation", "No Such Bank"]
    done = fulcrum("people", "invite", "lead@example.org", *words)
    assert done.code == 1
    assert done.err.startswith("fulcrum: No Such Bank: No organisation of this name signs in here.")


def test_a_role_is_met_where_it_belongs(fulcrum: Fulcrum, tenant_of: TenantMaker) -> None:
    tenant_of(name="A Bank")
    words = ["--role", "caseworker", "--organisation", "A Bank"]
    done = fulcrum("people", "invite", "lead@example.org", *words)
    assert (done.code, done.err) == (1, "fulcrum: You cannot give this role here.\n")
    assert not Invitation.objects.exists()
