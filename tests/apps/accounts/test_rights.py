from collections.abc import Callable

import pytest
import rules

from fulcrum.apps.accounts.rights import ACCOUNTS, add_rights, rights_of
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role


def texts(actor: Actor) -> set[str]:
    return {right.text for right in rights_of(actor)}


def test_rights_follow_the_role(actor_as: Callable[..., Actor]) -> None:
    administrator = texts(actor_as(Role.ADMINISTRATOR))
    researcher = texts(actor_as(Role.RESEARCHER))
    assert "Invite people" in administrator
    assert "Invite people" not in researcher
    assert "Make API tokens for software" in researcher


def test_a_stranger_has_none_of_an_account() -> None:
    assert "Invite people" not in texts(ANONYMOUS)
    assert "Look after your own account: password, second factors" not in texts(ANONYMOUS)


def test_words_without_a_permission_promise_nothing(
    actor_as: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fulcrum.apps.accounts.rights._TEXTS", {})
    add_rights("Nowhere", {"accounts.fly_away": "Fly away"})
    assert not rules.perm_exists("accounts.fly_away")
    assert texts(actor_as(Role.ADMINISTRATOR)) == set()


def test_every_permission_of_accounts_has_words() -> None:
    names = {name for name in rules.permissions.permissions if name.startswith("accounts.")}
    assert names == set(ACCOUNTS)
