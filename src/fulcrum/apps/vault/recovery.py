"""Two of three custodians together can open what an organisation lost its keys to.

The recovery key's private half is split the moment it is made; the installation keeps the public
half, and a digest of each share to tell a mistyped one.
"""

from collections.abc import Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.vault import envelopes, keys
from fulcrum.apps.vault.models import RecoveryKey, RecoveryWrap, WrappedKey
from fulcrum.apps.vault.shamir import Share, combine_shares, split_secret
from fulcrum.apps.vault.signals import vault_used
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

CUSTODIANS = 3
THRESHOLD = 2


def _public_bytes(private: bytes) -> bytes:
    kem = MLKEM768PrivateKey.from_seed_bytes(private[: envelopes.SEED_BYTES])
    curve = X25519PrivateKey.from_private_bytes(private[envelopes.SEED_BYTES :])
    return kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def share_text(share: Share) -> str:
    """A share as a custodian keeps it: place, bytes, and a check of what was typed."""
    body = f"{share.x:02x}{share.values.hex()}"
    return f"{body}{_digest(body)[:8]}"


def _digest(body: str) -> str:
    return sha256(f"fulcrum share {body}".encode("ascii")).hexdigest()


def _parse_share(text: str) -> Share:
    cleaned = "".join(text.split()).lower()
    body, check = cleaned[:-8], cleaned[-8:]
    try:
        raw = bytes.fromhex(body)
    except ValueError:
        raw = b""
    if len(raw) < 2 or _digest(body)[:8] != check:
        raise FulcrumError(_("This share is mistyped."), mend=_("Compare it with the printed one."))
    return Share(raw[0], raw[1:])


@transaction.atomic
def make_recovery_key(*, by: Actor) -> list[str]:
    """Make the custodians' key; their three shares, to be handed out and never kept here.

    Subjects protected from now on can be recovered with it.
    """
    private = envelopes.new_private_key()
    shares = split_secret(private, share_count=CUSTODIANS, threshold=THRESHOLD)
    texts = [share_text(share) for share in shares]
    key_id, key = keys.sealing_key()
    public = _public_bytes(private)
    recovery = RecoveryKey.objects.create(
        public_key=public,
        seal=envelopes.seal_bytes(key, public, keys.recovery_context()),
        key_id=key_id,
        threshold=THRESHOLD,
        share_digests=[_digest(text) for text in texts],
    )
    vault_used.send(
        sender=None,
        actor=by,
        verb="make_recovery_key",
        subject=f"recovery:{recovery.pk}",
        values={},
    )
    return texts


def _private_from(recovery: RecoveryKey, texts: Sequence[str]) -> bytes:
    shares = {share.x: share for share in map(_parse_share, texts)}
    known = set(recovery.share_digests)
    if any(_digest(share_text(share)) not in known for share in shares.values()):
        raise FulcrumError(_("This share belongs to another recovery key."))
    if len(shares) < recovery.threshold:
        raise FulcrumError(
            _("%(count)s different custodians are needed.") % {"count": recovery.threshold}
        )
    return combine_shares(list(shares.values()))


@transaction.atomic
def recover_subject(  # noqa: PLR0913 - keyword-only, each a plain value
    subject: str, *, shares: Sequence[str], to: int, by: Actor, purpose: str, consent: str
) -> None:
    """Wrap a subject's key for an organisation anew, with two custodians' shares.

    Raises:
        FulcrumError: too few, mistyped or foreign shares.
        ConflictError: the subject has no recovery wrap (made before the key, or erased).
    """
    wraps = RecoveryWrap.objects.filter(subject=subject).select_related("recovery_key")
    wrap = None if keys.is_erased(subject) else wraps.order_by("-recovery_key").first()
    if wrap is None:
        raise ConflictError(_("This record cannot be recovered: it was erased, or is too old."))
    private = _private_from(wrap.recovery_key, shares)
    info = envelopes.context_of("recover", subject, wrap.recovery_key.pk)
    data_key = envelopes.unwrap_key(bytes(wrap.wrapped), private, info)
    terms = {"purpose": purpose, "consent": consent, "expires_at": None}
    with transaction.atomic(using="vault"):
        old = WrappedKey.objects.filter(subject=subject, purpose=purpose, recipient__tenant_id=to)
        old.delete()
        keys.add_wrap(subject, data_key, keys.current_recipient(to), terms)
    vault_used.send(
        sender=None,
        actor=by,
        verb="recover_subject",
        subject=subject,
        values={"to": to, "purpose": purpose, "consent": consent},
    )
