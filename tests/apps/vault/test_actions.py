import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.vault import keys
from fulcrum.apps.vault.actions import (
    erase_subject,
    grant_subject,
    open_sealed,
    protect_subject,
    replay_tombstones,
    reseal_private_keys,
    revoke_subject,
    rotate_recipient,
    seal,
)
from fulcrum.apps.vault.models import Recipient, RecoveryKey, RecoveryWrap, Tombstone, WrappedKey
from fulcrum.apps.vault.recovery import make_recovery_key, recover_subject
from fulcrum.kernel.actors import Actor, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
SUPPORT = "support"


@pytest.fixture
def sealed(shelter: Actor) -> bytes:
    protect_subject("s1", by=shelter, purpose=SUPPORT, consent="c1")
    return seal("s1", "name", b"Amal", by=shelter, purpose=SUPPORT)


def opened(sealed: bytes, by: Actor, purpose: str = SUPPORT) -> bytes:
    return open_sealed("s1", "name", sealed, by=by, purpose=purpose)


def test_the_organisation_that_protects_opens_and_it_is_recorded(
    sealed: bytes, shelter: Actor
) -> None:
    assert opened(sealed, shelter) == b"Amal"
    entry = Entry.objects.get(verb="open_secret")
    assert (entry.target_id, entry.actor_id) == ("s1", shelter.user_id)
    assert entry.new == {"field": "name", "purpose": SUPPORT, "consent": "c1"}
    assert "Amal" not in str(list(Entry.objects.values()))


def test_nobody_else_opens_the_operator_included(sealed: bytes, bank: Actor) -> None:
    for actor in (bank, system_actor("command line")):
        with pytest.raises(RefusedError):
            opened(sealed, actor)


def test_an_opening_that_cannot_be_recorded_does_not_happen(
    sealed: bytes, shelter: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("fulcrum.apps.audit.receivers.record", full)
    with pytest.raises(OSError, match="no space"):
        opened(sealed, shelter)


def test_a_subject_is_protected_once(sealed: bytes, shelter: Actor) -> None:
    with pytest.raises(ConflictError):
        protect_subject("s1", by=shelter, purpose=SUPPORT)
    with pytest.raises(RefusedError):
        protect_subject("s2", by=system_actor("test"), purpose=SUPPORT)


def test_a_grant_opens_for_its_purpose_until_revoked(
    sealed: bytes, shelter: Actor, bank: Actor
) -> None:
    grant_subject("s1", to=2, by=shelter, purpose="account", consent="c2", own_purpose=SUPPORT)
    assert opened(sealed, bank, "account") == b"Amal"
    with pytest.raises(RefusedError):
        opened(sealed, bank, SUPPORT)
    with pytest.raises(RefusedError):
        grant_subject("s1", to=3, by=bank, purpose=SUPPORT, consent="c3")
    revoke_subject("s1", of=2, by=shelter, purpose="account")
    with pytest.raises(RefusedError):
        opened(sealed, bank, "account")


def test_a_grant_ends_by_itself(sealed: bytes, shelter: Actor, bank: Actor) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    grant_subject("s1", to=2, by=shelter, purpose=SUPPORT, consent="c2", expires_at=soon)
    assert opened(sealed, bank) == b"Amal"
    grant_subject(
        "s1",
        to=2,
        by=shelter,
        purpose=SUPPORT,
        consent="c3",
        expires_at=timezone.now() - dt.timedelta(seconds=1),
    )
    with pytest.raises(RefusedError):
        opened(sealed, bank)


def test_a_wrap_moved_to_another_purpose_or_consent_does_not_open(
    sealed: bytes, shelter: Actor
) -> None:
    WrappedKey.objects.update(consent="forged")
    with pytest.raises(FulcrumError, match="damaged"):
        opened(sealed, shelter)


def test_erasure_closes_it_for_everybody_for_good(
    sealed: bytes, shelter: Actor, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    make_recovery_key(by=shelter)
    with django_capture_on_commit_callbacks(execute=True):
        erase_subject("s1", by=shelter)
    with pytest.raises(RefusedError):
        opened(sealed, shelter)
    with pytest.raises(ConflictError):
        protect_subject("s1", by=shelter, purpose=SUPPORT)
    assert str(Tombstone.objects.get()) == "s1 erased"
    assert Entry.objects.filter(verb="erase_subject", target_id="s1").exists()


def test_a_restored_key_is_destroyed_again(sealed: bytes, shelter: Actor) -> None:
    backup = WrappedKey.objects.values().get()
    erase_subject("s1", by=shelter)
    assert replay_tombstones() == 1
    WrappedKey.objects.create(**backup)
    assert replay_tombstones() == 1
    assert replay_tombstones() == 0


def test_a_key_that_outlived_its_subject_opens_nothing(
    shares: list[str], sealed: bytes, shelter: Actor
) -> None:
    """After a crash between the databases, or with a restored backup, both exist for a while."""
    erase_subject("s1", by=shelter)
    assert WrappedKey.objects.filter(subject="s1").exists()
    with pytest.raises(RefusedError):
        opened(sealed, shelter)
    with pytest.raises(RefusedError):
        grant_subject("s1", to=2, by=shelter, purpose=SUPPORT, consent="c2")
    with pytest.raises(ConflictError, match="erased"):
        recover(shares[:2])


def test_only_whoever_holds_a_key_takes_keys_away(
    sealed: bytes, shelter: Actor, bank: Actor
) -> None:
    with pytest.raises(RefusedError):
        erase_subject("s1", by=bank)
    with pytest.raises(RefusedError):
        revoke_subject("s1", of=1, by=bank, purpose=SUPPORT)
    with pytest.raises(RefusedError):
        rotate_recipient(1, by=bank)
    assert opened(sealed, shelter) == b"Amal"
    grant_subject("s1", to=2, by=shelter, purpose=SUPPORT, consent="c2")
    revoke_subject("s1", of=2, by=bank, purpose=SUPPORT)
    with pytest.raises(RefusedError):
        opened(sealed, bank)
    erase_subject("s1", by=system_actor("job"))
    with pytest.raises(RefusedError):
        opened(sealed, shelter)


def test_two_who_need_an_organisations_keys_at_once_share_them(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = keys.current_recipient(7)
    # What whoever looked a moment earlier saw.
    monkeypatch.setattr(QuerySet, "first", lambda _rows: monkeypatch.undo())
    assert keys.current_recipient(7) == theirs


def test_two_who_protect_a_subject_at_once_make_one_key(
    shelter: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*arguments: Any) -> WrappedKey:
        monkeypatch.undo()
        keys.add_wrap(*arguments)
        return keys.add_wrap(*arguments)

    monkeypatch.setattr(keys, "add_wrap", late)
    with pytest.raises(ConflictError):
        protect_subject("s1", by=shelter, purpose=SUPPORT)


def test_recovery_wraps_say_whose_they_are(shares: list[str], sealed: bytes) -> None:
    assert str(RecoveryWrap.objects.get()) == "recovery of s1"


@pytest.mark.django_db(databases=["default", "vault"], transaction=True)
def test_erasing_leaves_no_key_behind_in_the_file(shelter: Actor) -> None:
    protect_subject("s9", by=shelter, purpose=SUPPORT)
    erase_subject("s9", by=shelter)
    assert not WrappedKey.objects.exists()


def test_new_keys_of_an_organisation_open_what_the_old_did(
    sealed: bytes, shelter: Actor, bank: Actor
) -> None:
    grant_subject("s1", to=2, by=shelter, purpose=SUPPORT, consent="c2")
    new = rotate_recipient(1, by=shelter)
    assert new.generation == 2
    assert Recipient.objects.filter(tenant_id=1).count() == 1
    assert opened(sealed, shelter) == b"Amal"
    assert opened(sealed, bank) == b"Amal"
    assert str(new) == "keys of organisation 1, generation 2"
    assert str(WrappedKey.objects.get(recipient=new)) == "key of s1 for support"


@pytest.fixture
def use_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    def use(current: str, *old: str) -> None:
        update = {"vault_key": current, "old_vault_keys": list(old)}
        monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update=update))

    return use  # type: ignore[return-value]


def test_private_keys_are_sealed_and_follow_the_vault_key(
    shelter: Actor, use_keys: Callable[..., None]
) -> None:
    old, new = "0123456789abcdef" * 4, "fedcba9876543210" * 4
    use_keys(old)
    protect_subject("s1", by=shelter, purpose=SUPPORT)
    sealed = seal("s1", "name", b"Amal", by=shelter, purpose=SUPPORT)
    make_recovery_key(by=shelter)
    use_keys(new)
    with pytest.raises(FulcrumError):
        opened(sealed, shelter)
    use_keys(new, old)
    assert reseal_private_keys(by=system_actor("command line")) == 1
    use_keys(new)
    assert opened(sealed, shelter) == b"Amal"
    assert keys.recovery_public_key(RecoveryKey.objects.get()) is not None
    assert reseal_private_keys(by=system_actor("command line")) == 0


@pytest.fixture
def shares(shelter: Actor) -> list[str]:
    return make_recovery_key(by=shelter)


def recover(shares: list[str]) -> None:
    recover_subject(
        "s1", shares=shares, to=1, by=system_actor("command line"), purpose=SUPPORT, consent="c9"
    )


def test_two_custodians_recover_what_an_organisation_lost(
    shares: list[str], sealed: bytes, shelter: Actor
) -> None:
    WrappedKey.objects.all().delete()
    Recipient.objects.all().delete()
    recover([shares[2], f" {shares[0].upper()} "])
    assert opened(sealed, shelter) == b"Amal"
    assert Entry.objects.filter(verb="recover_subject").count() == 1


@pytest.mark.parametrize("chosen", [[0], [1, 1]])
def test_one_custodian_alone_recovers_nothing(
    shares: list[str], sealed: bytes, chosen: list[int]
) -> None:
    with pytest.raises(FulcrumError, match="2 different custodians"):
        recover([shares[index] for index in chosen])


def test_a_mistyped_or_foreign_share_is_told(
    shares: list[str], sealed: bytes, shelter: Actor
) -> None:
    swapped = shares[0][:4] + ("0" if shares[0][4] != "0" else "1") + shares[0][5:]
    for wrong in (swapped, "", "not hex at all"):
        with pytest.raises(FulcrumError, match="mistyped"):
            recover([wrong, shares[1]])
    foreign = make_recovery_key(by=shelter)
    with pytest.raises(FulcrumError, match="another recovery key"):
        recover([foreign[0], shares[1]])


def test_what_was_made_before_the_recovery_key_says_so(sealed: bytes, shelter: Actor) -> None:
    with pytest.raises(ConflictError):
        recover(make_recovery_key(by=shelter))


def test_a_recovery_key_slipped_in_is_noticed(shares: list[str], shelter: Actor) -> None:
    recovery = RecoveryKey.objects.get()
    assert "2 of 3" in str(recovery)
    RecoveryKey.objects.update(public_key=bytes(1216))
    with pytest.raises(FulcrumError):
        protect_subject("s2", by=shelter, purpose=SUPPORT)
