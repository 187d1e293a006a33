"""Protect, open, share, and erase; every use is told to the audit log.

A subject is named by a short text without personal data: a random id, `assessment:12`.
What is sealed is kept by the app it belongs to; only keys are kept here.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.vault import envelopes, keys
from fulcrum.apps.vault.errors import not_a_recipient
from fulcrum.apps.vault.models import (
    Recipient,
    RecoveryKey,
    RecoveryWrap,
    Tombstone,
    WrappedKey,
)
from fulcrum.apps.vault.signals import vault_used
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError


def _tell(actor: Actor, verb: str, subject: str, **values: Any) -> None:
    vault_used.send(sender=None, actor=actor, verb=verb, subject=subject, values=values)


def _terms(purpose: str, consent: str, expires_at: datetime | None) -> dict[str, Any]:
    return {"purpose": purpose, "consent": consent, "expires_at": expires_at}


@transaction.atomic
def protect_subject(
    subject: str, *, by: Actor, purpose: str, consent: str = "", recipients: Iterable[int] = ()
) -> None:
    """Make the data key of a subject and wrap it for the actor's organisation and others.

    Raises:
        ConflictError: the subject has a key already, or was erased.
        RefusedError: whoever asks acts for no organisation.
    """
    if by.tenant_id is None:
        raise RefusedError(_("Only an organisation can protect a record."))
    if keys.is_erased(subject) or WrappedKey.objects.filter(subject=subject).exists():
        raise _protected_already()
    try:
        with transaction.atomic(using="vault"):
            _make_key(subject, {by.tenant_id, *recipients}, _terms(purpose, consent, None))
    except IntegrityError as error:  # somebody else protected it in the same moment
        raise _protected_already() from error
    _tell(by, "protect_subject", subject, purpose=purpose, consent=consent)


def _protected_already() -> ConflictError:
    return ConflictError(_("This record is protected already, or was erased."))


def _make_key(subject: str, tenant_ids: set[int], terms: dict[str, Any]) -> None:
    data_key = envelopes.new_data_key()
    for tenant_id in sorted(tenant_ids):
        keys.add_wrap(subject, data_key, keys.current_recipient(tenant_id), terms)
    _wrap_for_custodians(subject, data_key)


def _wrap_for_custodians(subject: str, data_key: bytes) -> None:
    recovery = RecoveryKey.objects.order_by("-pk").first()
    if recovery is not None:
        public = keys.recovery_public_key(recovery)
        info = envelopes.context_of("recover", subject, recovery.pk)
        wrapped = envelopes.wrap_key(data_key, public, info)
        RecoveryWrap.objects.get_or_create(
            subject=subject, recovery_key=recovery, defaults={"wrapped": wrapped}
        )


def seal(subject: str, field: str, plaintext: bytes, *, by: Actor, purpose: str) -> bytes:
    """Seal one value of a subject, bound to its field; for an organisation that may open it.

    Raises:
        RefusedError: the organisation holds no live key for this purpose.
    """
    data_key = keys.unwrap(keys.live_wrap(subject, by.tenant_id, purpose))
    return envelopes.seal_bytes(data_key, plaintext, envelopes.context_of("field", subject, field))


@transaction.atomic
def open_sealed(subject: str, field: str, sealed: bytes, *, by: Actor, purpose: str) -> bytes:
    """Open one value of a subject; recorded before it is handed out.

    Raises:
        RefusedError: the organisation holds no live key for this purpose.
        FulcrumError: the value is damaged, or of another field or subject.
    """
    data_key = open_data_key(subject, by=by, purpose=purpose, field=field)
    return envelopes.open_bytes(data_key, sealed, envelopes.context_of("field", subject, field))


@transaction.atomic
def open_data_key(subject: str, *, by: Actor, purpose: str, field: str) -> bytes:
    """The data key of a subject, recorded; for `vault.files` and `open_sealed`."""
    wrap = keys.live_wrap(subject, by.tenant_id, purpose)
    _tell(by, "open_secret", subject, field=field, purpose=purpose, consent=wrap.consent)
    return keys.unwrap(wrap)


@transaction.atomic
def grant_subject(  # noqa: PLR0913 - keyword-only, each a plain value
    subject: str,
    *,
    to: int,
    by: Actor,
    purpose: str,
    consent: str,
    own_purpose: str = "",
    expires_at: datetime | None = None,
) -> None:
    """Let another organisation open a subject, for a purpose and under a consent.

    Args:
        subject: the subject.
        to: the organisation that may open it from now on.
        by: somebody whose own organisation may.
        purpose: what for.
        consent: reference of the consent it rests on.
        own_purpose: the purpose under which the actor's organisation may; as `purpose` if empty.
        expires_at: when it ends by itself.

    Raises:
        RefusedError: the actor's organisation may not open the subject itself.
    """
    own = keys.live_wrap(subject, by.tenant_id, own_purpose or purpose)
    with transaction.atomic(using="vault"):
        data_key = keys.unwrap(own)
        old = WrappedKey.objects.filter(subject=subject, purpose=purpose, recipient__tenant_id=to)
        old.delete()
        recipient = keys.current_recipient(to)
        keys.add_wrap(subject, data_key, recipient, _terms(purpose, consent, expires_at))
    _tell(by, "grant_subject", subject, to=to, purpose=purpose, consent=consent)


@transaction.atomic
def revoke_subject(subject: str, *, of: int, by: Actor, purpose: str) -> None:
    """Take a subject's key from an organisation (consent withdrawn).

    Raises:
        RefusedError: the actor's organisation neither may open the subject nor gives up its own key.
    """
    if by.tenant_id != of:
        _require_holder(subject, by)
    wraps = WrappedKey.objects.filter(subject=subject, purpose=purpose, recipient__tenant_id=of)
    wraps.delete()
    _tell(by, "revoke_subject", subject, of=of, purpose=purpose)


def _require_holder(subject: str, by: Actor) -> None:
    """Keys are taken away by whoever holds one, and by the installation (a command or a job)."""
    if not (by.is_system or keys.holds_key(subject, by.tenant_id)):
        raise not_a_recipient()


@transaction.atomic
def erase_subject(subject: str, *, by: Actor) -> None:
    """Destroy every key of a subject: what was sealed, backups included, is closed for good.

    The tombstone commits first: a crash between the two databases leaves a tombstone, which
    `replay_tombstones` completes, and never a key without one. From then on nobody opens it.

    Raises:
        RefusedError: the actor's organisation may not open the subject itself.
    """
    _require_holder(subject, by)
    Tombstone.objects.get_or_create(subject=subject)
    _tell(by, "erase_subject", subject)
    transaction.on_commit(lambda: _destroy([subject]))


def _destroy(subjects: list[str]) -> int:
    with transaction.atomic(using="vault"):
        count = WrappedKey.objects.filter(subject__in=subjects).delete()[0]
        count += RecoveryWrap.objects.filter(subject__in=subjects).delete()[0]
    if count:
        _scrub()
    return count


def _scrub() -> None:
    """Take the deleted keys out of the database's own leftovers as well."""
    connection = connections["vault"]
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM vault_wrappedkey, vault_recoverywrap")


def replay_tombstones() -> int:
    """Destroy again what was erased (after a restore, or a crash); how many keys there were."""
    subjects = list(Tombstone.objects.values_list("subject", flat=True))
    step = 500
    return sum(_destroy(subjects[n : n + step]) for n in range(0, len(subjects), step))


@transaction.atomic
def rotate_recipient(tenant_id: int, *, by: Actor) -> Recipient:
    """Give an organisation new keys, wrap everything it may open for them, destroy the old.

    Raises:
        RefusedError: the actor acts for another organisation.
    """
    if not by.is_system and by.tenant_id != tenant_id:
        raise RefusedError(_("Only the organisation itself replaces its keys."))
    with transaction.atomic(using="vault"):
        old = keys.current_recipient(tenant_id)
        new = keys.new_recipient(tenant_id, old.generation + 1)
        wraps = WrappedKey.objects.filter(recipient__tenant_id=tenant_id).exclude(recipient=new)
        for wrap in wraps.select_related("recipient").iterator():
            terms = _terms(wrap.purpose, wrap.consent, wrap.expires_at)
            keys.add_wrap(wrap.subject, keys.unwrap(wrap), new, terms)
            wrap.delete()
        Recipient.objects.filter(tenant_id=tenant_id).exclude(pk=new.pk).delete()
    _tell(by, "rotate_recipient", f"recipient:{tenant_id}", generation=new.generation)
    return new


@transaction.atomic
def reseal_private_keys(*, by: Actor) -> int:
    """Seal every private key under the vault key in force; how many were not yet."""
    key_id, key = keys.sealing_key()
    stale = Recipient.objects.exclude(key_id=key_id)
    with transaction.atomic(using="vault"):
        count = 0
        for recipient in stale.iterator():
            keys.reseal_private_key(recipient)
            count += 1
        for recovery in RecoveryKey.objects.exclude(key_id=key_id):
            keys.recovery_public_key(recovery)
            raw = bytes(recovery.public_key)
            recovery.seal = envelopes.seal_bytes(key, raw, keys.recovery_context())
            recovery.key_id = key_id
            recovery.save(update_fields=["seal", "key_id"])
    _tell(by, "reseal_private_keys", "recipients", count=count)
    return count
