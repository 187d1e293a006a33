"""Second-factor seeds move from one key to another."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from fulcrum.apps.accounts.seeds import key_id, open_seal, seal

_SEALED = ("secret", "seed")


def _resealed(data: dict[str, object], old_key: bytes, new_key: bytes) -> dict[str, object]:
    changed = dict(data)
    for name in _SEALED:
        value = data.get(name)
        if isinstance(value, str) and value.split(".")[1:2] != [key_id(new_key)]:
            changed[name] = seal(open_seal(value, old_key), new_key)
    return changed


@transaction.atomic
def reencrypt_seeds(old_key: bytes, new_key: bytes) -> int:
    """Seal every seed anew under another key; all or none. Those under it already are left.

    Returns:
        How many second factors changed.

    Raises:
        FulcrumError: a seed opens with neither key.
    """
    changed = 0
    rows = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for factor in rows.order_by("pk").iterator(chunk_size=500):
        data = _resealed(factor.data, old_key, new_key)
        if data != factor.data:
            Authenticator.objects.filter(pk=factor.pk).update(data=data)
            changed += 1
    return changed
