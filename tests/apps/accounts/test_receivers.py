"""What the sign-in libraries signal ends up in the log."""

from collections.abc import Callable
from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_login_failed
from django.test import Client, RequestFactory
from django.urls import reverse

from fulcrum.apps.accounts import receivers
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.sessions import is_verified
from fulcrum.apps.accounts.verbs import VERBS
from fulcrum.apps.audit.models import Entry
from tests.apps.accounts.conftest import give_app, give_password, verbs

Clients = Callable[..., Client]


def browsing(client: Client, membership: Membership) -> Any:
    """A request as the browser's session would make it."""
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.4")
    request.session, request.user = client.session, membership.user
    return request


def test_each_signal_is_heard_once() -> None:
    before = len(user_login_failed.receivers)
    receivers.connect()
    assert len(user_login_failed.receivers) == before


def test_removing_the_last_factor_takes_the_proof_away(
    client_as: Clients, colleague: Membership
) -> None:
    give_app(colleague.user)
    request = browsing(client_as(colleague), colleague)
    app = Authenticator.objects.get()
    assert is_verified(request)
    signal: dict[str, Any] = {"request": request, "user": colleague.user, "authenticator": app}
    mfa.authenticator_removed.send(sender=Authenticator, **signal)
    assert is_verified(request)
    app.delete()
    mfa.authenticator_removed.send(sender=Authenticator, **signal)
    assert not is_verified(request)
    assert verbs() == ["remove_second_factor"] * 2


def test_setting_up_a_factor_proves_it_but_codes_prove_nothing(
    client_as: Clients, colleague: Membership
) -> None:
    request = browsing(client_as(colleague, verified=False), colleague)
    codes = Authenticator(user=colleague.user, type=Authenticator.Type.RECOVERY_CODES)
    app = Authenticator(user=colleague.user, type=Authenticator.Type.TOTP)
    for factor, proved in ((codes, False), (app, True)):
        mfa.authenticator_added.send(
            sender=Authenticator, request=request, user=colleague.user, authenticator=factor
        )
        assert is_verified(request) is proved


def test_nobody_signing_out_is_nothing_to_record(rf: RequestFactory, db: None) -> None:
    receivers.on_sign_out(None, request=rf.post("/"), user=None)
    receivers.on_failure(None, credentials={"email": "a@example.org"}, request=None)
    assert verbs() == []


def test_failures_are_seen_by_the_organisation_they_were_aimed_at(
    client: Client, colleague: Membership
) -> None:
    give_password(colleague.user)
    form = {"login": colleague.user.email, "password": "wrong password altogether"}
    client.post(reverse("account_login"), form)
    entry = Entry.objects.get()
    assert entry.tenant_id == colleague.tenant_id
    assert (entry.actor_kind, entry.actor_id) == ("anonymous", None)
    assert entry.origin == "127.0.0.1"
    assert colleague.user.email not in str(entry.__dict__)


def test_every_verb_reads_in_words() -> None:
    assert all(str(text) and str(text) != verb for verb, text in VERBS.items())
