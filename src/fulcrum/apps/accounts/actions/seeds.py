"""Second-factor seeds move from one key to another."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db import transaction

from fulcrum.apps.accounts.seeds import key_id, open_seal, seal

_SEALED = ("secret", "seed")


def _opened(sealed: str, old_keys: Sequence[bytes]) -> str:
    """What is in a seal, opened with the key it names; the newest says what is wrong with it."""
    named = sealed.split(".")[1:2]
    fitting = [key for key in old_keys if [key_id(key)] == named]
    return open_seal(sealed, (fitting or list(old_keys))[-1])


def _resealed(
    data: dict[str, object], old_keys: Sequence[bytes], new_key: bytes
) -> dict[str, object]:
    changed = dict(data)
    for name in _SEALED:
        value = data.get(name)
        if isinstance(value, str) and value.split(".")[1:2] != [key_id(new_key)]:
            changed[name] = seal(_opened(value, [*old_keys] or [new_key]), new_key)
    return changed


@transaction.atomic
def reencrypt_seeds(old_keys: Sequence[bytes], new_key: bytes) -> int:
    """Seal every seed anew under another key; all or none. Those under it already are left.

    Args:
        old_keys: the keys it replaces, oldest first.
        new_key: the key in force.

    Returns:
        How many second factors changed.

    Raises:
        FulcrumError: a seed opens with none of the keys.
    """
    changed = 0
    rows = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for factor in rows.order_by("pk").iterator(chunk_size=500):
        data = _resealed(factor.data, old_keys, new_key)
        if data != factor.data:
            Authenticator.objects.filter(pk=factor.pk).update(data=data)
            changed += 1
    return changed
