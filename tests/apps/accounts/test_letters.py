"""Letters: where their links lead, and that they name nobody."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.utils import timezone, translation

from fulcrum.apps.accounts import letters
from fulcrum.apps.accounts.letters import invitation_link, send_invitation, site_address
from fulcrum.apps.accounts.mail import ConfiguredBackend, configured_backend
from fulcrum.apps.accounts.models import Invitation, Membership
from fulcrum.kernel.actors import Role
from tests.conftest import Canary


def configure(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update=changes))


@pytest.fixture
def invitation(administrator: Membership, canary: Canary) -> Invitation:
    administrator.user.name = canary.name
    administrator.user.save()
    return Invitation.objects.create(
        tenant=administrator.tenant,
        email=canary.email,
        role=Role.INSTITUTION_LEAD,
        secret_hash="0" * 64,
        made_by=administrator.user,
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=7),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"allowed_hosts": ["fulcrum.example"], "https": True}, "https://fulcrum.example"),
        ({"allowed_hosts": ["*", "fulcrum.example"], "port": 81}, "http://fulcrum.example:81"),
        ({"allowed_hosts": ["*"], "host": "192.0.2.1", "port": 82}, "http://192.0.2.1:82"),
    ],
)
def test_the_address_of_the_site_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], expected: str
) -> None:
    configure(monkeypatch, **changes)
    assert site_address() == expected
    assert invitation_link("abc") == f"{expected}/invitation/abc"


def test_an_invitation_names_the_organisation_and_nobody(invitation: Invitation) -> None:
    send_invitation(invitation, "a-secret")
    letter = mail.outbox[0]
    assert letter.to == [invitation.email]
    assert letter.subject == "An invitation to Fulcrum"
    assert invitation.tenant.name in letter.body
    assert invitation_link("a-secret") in letter.body
    assert "&" not in letter.body


def test_names_are_not_escaped_as_if_for_a_page(invitation: Invitation) -> None:
    invitation.tenant.name = "Smith & Daughters' Bank"
    send_invitation(invitation, "a-secret")
    assert "Smith & Daughters' Bank" in mail.outbox[0].body


def test_it_is_written_in_the_language_of_whoever_sends_it(invitation: Invitation) -> None:
    with translation.override("ar"):
        send_invitation(invitation, "a-secret")
    assert invitation_link("a-secret") in mail.outbox[0].body


def test_a_mail_server_that_is_away_is_logged_without_the_address(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_args: object, **_options: object) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(letters, "send_mail", away)
    with caplog.at_level(logging.ERROR):
        send_invitation(invitation, "a-secret")
    assert f"invitation {invitation.pk} could not be sent" in caplog.text
    assert "a-secret" not in caplog.text


@pytest.mark.parametrize(
    ("url", "host", "port", "ssl", "tls"),
    [
        ("smtp://post.example:25", "post.example", 25, False, False),
        ("smtp://who:p%40ss@post.example:587", "post.example", 587, False, True),
        ("smtps://who:p%40ss@post.example:465", "post.example", 465, True, False),
    ],
)
def test_mail_goes_where_the_setting_says(
    url: str,
    host: str,
    port: int,
    ssl: bool,  # noqa: FBT001 - a table
    tls: bool,  # noqa: FBT001 - a table
) -> None:
    backend = configured_backend(url)
    assert isinstance(backend, SMTPBackend)
    assert (backend.host, backend.port, backend.use_ssl, backend.use_tls) == (host, port, ssl, tls)
    if "@" in url:
        assert (backend.username, backend.password) == ("who", "p@ss")


def test_without_a_server_letters_become_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    configure(monkeypatch, email_url="")
    assert isinstance(configured_backend(""), FileBackend)
    letter = EmailMessage("Subject", "Text", "a@example.org", ["b@example.org"])
    assert ConfiguredBackend().send_messages([letter]) == 1
    (kept,) = (tmp_path / "mail").iterdir()
    assert "Subject: Subject" in kept.read_text("utf-8")
    assert ConfiguredBackend().send_messages([]) == 0
