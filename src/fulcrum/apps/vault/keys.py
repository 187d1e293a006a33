"""Private keys at rest, and the wraps they open."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fulcrum.apps.vault import envelopes
from fulcrum.apps.vault.errors import damaged, not_a_recipient
from fulcrum.apps.vault.models import Recipient, RecoveryKey, Tombstone, WrappedKey

KEM_PUBLIC_BYTES = 1184


def vault_keys() -> dict[str, bytes]:
    """The installation's vault keys by id, oldest first; the last one seals."""
    config = settings.CONFIG
    ordered = [*config.old_keys("vault_key"), config.key("vault_key")]
    return {envelopes.key_id_of(key): key for key in ordered}


def sealing_key() -> tuple[str, bytes]:
    """The id and bytes of the key that seals now."""
    return list(vault_keys().items())[-1]


def _at_rest(tenant_id: int, generation: int) -> bytes:
    return envelopes.context_of("recipient", tenant_id, generation)


def new_recipient(tenant_id: int, generation: int) -> Recipient:
    """Make and keep a key pair for an organisation."""
    key_id, key = sealing_key()
    private = envelopes.new_private_key()
    sealed = envelopes.seal_bytes(key, private, _at_rest(tenant_id, generation))
    return Recipient.objects.create(
        tenant_id=tenant_id, generation=generation, sealed_private_key=sealed, key_id=key_id
    )


def current_recipient(tenant_id: int) -> Recipient:
    """The newest keys of an organisation, made on first need."""
    generations = Recipient.objects.filter(tenant_id=tenant_id).order_by("-generation")
    newest = generations.first()
    if newest is not None:
        return newest
    try:
        with transaction.atomic(using="vault"):
            return new_recipient(tenant_id, 1)
    except IntegrityError:  # somebody else needed them in the same moment
        return generations[0]


def private_key(recipient: Recipient) -> bytes:
    """A recipient's private key, opened."""
    key = vault_keys().get(recipient.key_id)
    if key is None:
        raise damaged()
    context = _at_rest(recipient.tenant_id, recipient.generation)
    return envelopes.open_bytes(key, bytes(recipient.sealed_private_key), context)


def reseal_private_key(recipient: Recipient) -> None:
    """Seal a private key under the vault key in force (after that key was replaced)."""
    key_id, key = sealing_key()
    context = _at_rest(recipient.tenant_id, recipient.generation)
    recipient.sealed_private_key = envelopes.seal_bytes(key, private_key(recipient), context)
    recipient.key_id = key_id
    recipient.save(update_fields=["sealed_private_key", "key_id"])


def _info(subject: str, recipient: Recipient, purpose: str, consent: str) -> bytes:
    return envelopes.context_of(
        "wrap", subject, recipient.tenant_id, recipient.generation, purpose, consent
    )


def add_wrap(
    subject: str, data_key: bytes, recipient: Recipient, terms: Mapping[str, Any]
) -> WrappedKey:
    """Wrap a data key for a recipient under terms: purpose, consent, expires_at."""
    info = _info(subject, recipient, terms["purpose"], terms["consent"])
    public = envelopes.public_of(private_key(recipient))
    wrapped = envelopes.wrap_key(data_key, public, info)
    return WrappedKey.objects.create(subject=subject, recipient=recipient, wrapped=wrapped, **terms)


def unwrap(wrap: WrappedKey) -> bytes:
    """The data key in a wrap."""
    recipient = wrap.recipient
    info = _info(wrap.subject, recipient, wrap.purpose, wrap.consent)
    return envelopes.unwrap_key(bytes(wrap.wrapped), private_key(recipient), info)


def is_erased(subject: str) -> bool:
    """Whether a subject was erased, whatever keys of it are still around."""
    return Tombstone.objects.filter(subject=subject).exists()


def holds_key(subject: str, tenant_id: int | None) -> bool:
    """Whether an organisation may open a subject now, for any purpose."""
    return _live_wraps(subject).filter(recipient__tenant_id=tenant_id or 0).exists()


def _live_wraps(subject: str) -> QuerySet[WrappedKey]:
    live = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return WrappedKey.objects.filter(live, subject=subject)


def live_wrap(subject: str, tenant_id: int | None, purpose: str) -> WrappedKey:
    """The wrap an organisation may use now.

    A tombstone counts before the keys are gone: between the two databases, or with a restored
    backup, there is a while in which both exist.

    Raises:
        RefusedError: there is none: never granted, revoked, expired, or erased.
    """
    if tenant_id is None or is_erased(subject):
        raise not_a_recipient()
    wraps = _live_wraps(subject).filter(purpose=purpose, recipient__tenant_id=tenant_id)
    wrap = wraps.select_related("recipient").first()
    if wrap is None:
        raise not_a_recipient()
    return wrap


def recovery_public_key(recovery: RecoveryKey) -> envelopes.PublicKey:
    """The custodians' public key, after checking that this installation kept it."""
    key = vault_keys().get(recovery.key_id)
    raw = bytes(recovery.public_key)
    if key is None or envelopes.open_bytes(key, bytes(recovery.seal), recovery_context()) != raw:
        raise damaged()
    kem = MLKEM768PublicKey.from_public_bytes(raw[:KEM_PUBLIC_BYTES])
    curve = X25519PublicKey.from_public_bytes(raw[KEM_PUBLIC_BYTES:])
    return MLKEM768X25519PublicKey(kem, curve)


def recovery_context() -> bytes:
    """What the seal of a recovery key is bound to."""
    return envelopes.context_of("recovery key")
