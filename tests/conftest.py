"""What every test may use: both databases, no network, people of every role, a canary name."""

import ipaddress
import itertools
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import models
from django.test import Client
from hypothesis import settings as hypothesis_settings

from fulcrum.apps.accounts.enums import ROLES_OF_KIND, TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.open.cache import PAGES
from fulcrum.cli.assets import compile_catalogues
from fulcrum.kernel.actors import Actor, ActorKind, Role

# A busy machine is slow, not wrong; and CI tries the same examples each time.
hypothesis_settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis_settings.load_profile("house")

ALL_DATABASES = ["default", "vault"]
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
# The kind of organisation in which a role is usually met.
KIND_OF_ROLE = {role: kind for kind, roles in reversed(ROLES_OF_KIND.items()) for role in roles}

TenantMaker = Callable[..., Tenant]
MembershipMaker = Callable[..., Membership]
ActorMaker = Callable[..., Actor]
ClientMaker = Callable[..., Client]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues of translations that changed, once and not in every worker."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open both databases to every test that uses one."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None and DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            continue
        options: dict[str, Any] = {"databases": ALL_DATABASES}
        options.update(mark.kwargs if mark else {})
        item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def nothing_of_another_test() -> None:
    """Finished pages, and how often somebody asked, live longer than a test's data."""
    PAGES.clear()
    cache.clear()


def _is_loopback(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _guard(call: Callable[..., Any], host_in: Callable[..., object]) -> Callable[..., Any]:
    def guarded(*args: Any, **kwargs: Any) -> Any:
        host = host_in(*args)
        if not _is_loopback(host):
            raise RuntimeError(f"Tests stay on this machine, but one calls {host!r}.")
        return call(*args, **kwargs)

    return guarded


def _host_of(sock: socket.socket, address: Any) -> object:
    return None if sock.family == socket.AF_UNIX else address[0]


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Sockets reach this machine alone; looking up any other name fails."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guard(getattr(socket.socket, name), _host_of))
        look_up = _guard(socket.getaddrinfo, lambda host, *_rest: host)
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


@pytest.fixture
def tenant_of(db: None) -> TenantMaker:
    """Makes an organisation: `tenant_of(kind, name=…)`; there is one Secretariat."""
    numbers = itertools.count(1)

    def make(kind: TenantKind = TenantKind.INSTITUTION, *, name: str = "") -> Tenant:
        if kind == TenantKind.SECRETARIAT:
            found = Tenant.objects.filter(kind=kind).first()
            return found or Tenant.objects.create(kind=kind, name=name or "Secretariat")
        label = name or f"{TenantKind(kind).label} {next(numbers)}"
        return Tenant.objects.create(kind=kind, name=label)

    return make


@pytest.fixture
def member_as(tenant_of: TenantMaker) -> MembershipMaker:
    """Makes a person with a role: `member_as(role, tenant=…, name=…)`, in a new organisation."""
    numbers = itertools.count(1)

    def make(role: Role, *, tenant: Tenant | None = None, name: str = "") -> Membership:
        number = next(numbers)
        user = User.objects.create_user(
            f"{role.value.replace('_', '-')}-{number}@example.org",
            name=name or f"{role.name.replace('_', ' ').capitalize()} {number}",
        )
        where = tenant or tenant_of(KIND_OF_ROLE[role])
        return Membership.objects.create(user=user, tenant=where, role=role)

    return make


def actor_of_membership(membership: Membership, **changes: Any) -> Actor:
    """The Actor of somebody signed in with a second factor."""
    facts: dict[str, Any] = {
        "kind": ActorKind.PERSON,
        "user_id": membership.user_id,
        "label": membership.user.name,
        "tenant_id": membership.tenant_id,
        "role": Role(membership.role),
        "origin": "192.0.2.1",
        "verified": True,
    }
    return Actor(**facts | changes)


@pytest.fixture
def actor_as(member_as: MembershipMaker) -> ActorMaker:
    """Makes an Actor: `actor_as(role, tenant=…)`; other keywords change its fields."""

    def make(role: Role, *, tenant: Tenant | None = None, **changes: Any) -> Actor:
        return actor_of_membership(member_as(role, tenant=tenant), **changes)

    return make


def sign_in(client: Client, membership: Membership, *, verified: bool = True, age: int = 0) -> None:
    """Give a client the session of somebody who proved two factors `age` seconds ago."""
    client.force_login(membership.user, settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session["membership_id"] = membership.pk
    at = time.time() - age
    records = [{"method": "password", "at": at, "reauthenticated": True}]
    if verified:
        records.append({"method": "mfa", "type": "totp", "at": at, "reauthenticated": True})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(membership.user_id)
    session.save()


@pytest.fixture
def client_as(member_as: MembershipMaker) -> ClientMaker:
    """Makes a signed-in client: `client_as(role_or_membership, tenant=…, verified=…, age=…)`.

    Its membership is on `client.membership`. `age` is how many seconds ago its step-up was;
    `checks_csrf` makes the client send forms as strictly as a browser has to.
    """

    def make(
        who: Role | Membership,
        *,
        tenant: Tenant | None = None,
        checks_csrf: bool = False,
        **session: Any,
    ) -> Client:
        membership = who if isinstance(who, Membership) else member_as(who, tenant=tenant)
        client = Client(enforce_csrf_checks=checks_csrf)
        sign_in(client, membership, **session)
        client.membership = membership  # type: ignore[attr-defined] # read by tests
        return client

    return make


@dataclass(frozen=True, slots=True)
class Canary:
    """A person whose name must turn up nowhere but on pages and in the database's own fields."""

    name: str = "Quillon Canarybird"
    email: str = "quillon.canarybird@example.org"
    phone: str = "+423 555 01 99"

    def found_in(self, text: object) -> bool:
        """Whether any part that identifies the person is in a text."""
        low = str(text).lower()
        return any(part in low for part in ("quillon", "canarybird", "5550199", self.phone))

    def check(self, text: object, where: str) -> None:
        """Fail when the person shows up in a text."""
        assert not self.found_in(text), f"the canary's data is in {where}"

    def check_response(self, response: Any) -> None:
        """Fail when the person shows up in an address or in the page's title."""
        request = getattr(response, "request", {})
        self.check(request.get("PATH_INFO", ""), "the address")
        self.check(request.get("QUERY_STRING", ""), "the query")
        self.check(response.headers.get("Location", ""), "a redirect")
        self.check(response.headers.get("Content-Disposition", ""), "a file name")
        if not response.streaming and "html" in response.headers.get("Content-Type", ""):
            title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
            self.check(title.group(1) if title else "", "a page title")

    def check_rows(self, model: type[models.Model], *fields: str) -> None:
        """Fail when the person shows up in these fields of any row of a table."""
        for row in model._default_manager.values(*fields):
            self.check(row, f"a row of {model._meta.label}")


@pytest.fixture
def canary(caplog: pytest.LogCaptureFixture) -> Iterator[Canary]:
    """A canary person; afterwards logs and mail (but for its recipient) must not name them."""
    person = Canary()
    yield person
    person.check([record.getMessage() for record in caplog.get_records("call")], "the log")
    for message in getattr(mail, "outbox", []):
        person.check(message.subject, "the subject of a mail")
        person.check(message.body, "the text of a mail")
