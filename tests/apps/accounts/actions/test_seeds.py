import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from fulcrum.apps.accounts.actions.seeds import reencrypt_seeds
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.seeds import key_id, open_seal, seal
from fulcrum.kernel.errors import FulcrumError
from tests.apps.accounts.conftest import factors_of, give_app, give_codes

NEW = bytes(range(32))
NEWER = bytes(range(1, 33))


def old_key() -> bytes:
    return bytes(settings.CONFIG.key("seed_key"))


def sealed() -> list[str]:
    return [data.get("secret") or data["seed"] for data in _data()]


def _data() -> list[dict[str, str]]:
    rows = Authenticator.objects.exclude(type="webauthn").order_by("pk")
    return list(rows.values_list("data", flat=True))


def test_every_seed_moves_to_the_new_key(lead: Membership, colleague: Membership) -> None:
    secret = give_app(lead.user)
    give_codes(lead.user)
    give_app(colleague.user)
    before = sealed()
    assert reencrypt_seeds([old_key()], NEW) == 3
    assert {one.split(".")[1] for one in sealed()} == {key_id(NEW)}
    assert open_seal(sealed()[0], NEW) == secret
    assert [open_seal(one, NEW) for one in sealed()] == [
        open_seal(one, old_key()) for one in before
    ]


def test_seeds_under_different_old_keys_move_together(
    lead: Membership, colleague: Membership
) -> None:
    first, second = give_app(lead.user), give_app(colleague.user)
    factor = Authenticator.objects.latest("pk")
    Authenticator.objects.exclude(pk=factor.pk).update(data={"secret": seal(first, NEWER)})
    assert reencrypt_seeds([NEWER, old_key()], NEW) == 2
    assert {open_seal(one, NEW) for one in sealed()} == {first, second}


def test_doing_it_again_changes_nothing(lead: Membership) -> None:
    give_app(lead.user)
    reencrypt_seeds([old_key()], NEW)
    kept = sealed()
    assert reencrypt_seeds([old_key()], NEW) == 0
    assert sealed() == kept


def test_security_keys_hold_no_seed_and_are_left(lead: Membership) -> None:
    data = {"name": "Key", "credential": {"secret": "not.a.seal"}}
    Authenticator.objects.create(user=lead.user, type="webauthn", data=data)
    assert reencrypt_seeds([old_key()], NEW) == 0
    assert Authenticator.objects.get().data == data


def test_all_or_none_when_a_seed_opens_with_neither_key(
    lead: Membership, colleague: Membership
) -> None:
    give_app(lead.user)
    give_app(colleague.user)
    factor = Authenticator.objects.latest("pk")
    reencrypt_seeds([old_key()], NEW)
    Authenticator.objects.filter(pk=factor.pk).update(data={"secret": f"1.{key_id(NEWER)}.AAAA"})
    kept = sealed()
    with pytest.raises(FulcrumError, match="another key"):
        reencrypt_seeds([NEW], old_key())
    assert sealed() == kept
    assert factors_of(lead.user) == {"totp"}


def test_seeds_are_sealed_in_the_table(lead: Membership) -> None:
    secret = give_app(lead.user)
    codes = give_codes(lead.user)
    text = str(_data())
    assert secret not in text
    assert not any(code in text for code in codes)
    assert all(one.startswith(f"1.{key_id(old_key())}.") for one in sealed())
    assert open_seal(sealed()[0], old_key()) == secret
