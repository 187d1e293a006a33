from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from fulcrum.apps.accounts.session_store import SessionStore

pytestmark = pytest.mark.django_db


def _kept() -> SessionStore:
    store = SessionStore()
    store["city"] = "Vaduz"
    store.save()
    return store


def test_a_live_session_holds_what_was_kept() -> None:
    assert SessionStore(_kept().session_key)["city"] == "Vaduz"


def test_an_expired_session_is_empty_and_gets_another_key() -> None:
    old = _kept().session_key
    Session.objects.filter(pk=old).update(expire_date=timezone.now() - timedelta(seconds=1))
    found = SessionStore(old)
    assert found.get("city") is None
    assert found.session_key != old


@pytest.mark.parametrize("key", ["nobodygavethiskeynobodygavethiskey", "x" * 7, None])
def test_a_key_nobody_gave_is_not_kept(key: str | None) -> None:
    found = SessionStore(key)
    assert found.load() == {}
    assert found.session_key is None
