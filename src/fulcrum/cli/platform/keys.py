"""Move what is sealed from replaced keys to those in force, and say what still is under old ones."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings

from fulcrum.apps.accounts.actions.seeds import reencrypt_seeds
from fulcrum.apps.accounts.seeds import key_id
from fulcrum.apps.vault.actions import reseal_private_keys
from fulcrum.apps.vault.keys import sealing_key
from fulcrum.apps.vault.models import Recipient, RecoveryKey
from fulcrum.cli.platform import operator

SEALED = ("secret", "seed")


@dataclass(frozen=True, slots=True)
class Stale:
    """How much is still sealed under a replaced key."""

    seed_count: int
    private_key_count: int


def _is_stale(data: dict[str, object], current: str) -> bool:
    texts = [value for name in SEALED if isinstance(value := data.get(name), str)]
    return any(text.split(".")[1:2] != [current] for text in texts)


def stale() -> Stale:
    """What a rotation would seal anew."""
    current = key_id(settings.CONFIG.key("seed_key"))
    factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    seeds = sum(_is_stale(data, current) for data in factors.values_list("data", flat=True))
    vault_key = sealing_key()[0]
    keys = Recipient.objects.exclude(key_id=vault_key).count()
    return Stale(seeds, keys + RecoveryKey.objects.exclude(key_id=vault_key).count())


def rotate() -> Stale:
    """Seal second-factor seeds and private keys anew under the keys in force; how many changed.

    Raises:
        FulcrumError: something opens with none of the keys that are set.
    """
    seeds = reencrypt_seeds(settings.CONFIG.old_keys("seed_key"), settings.CONFIG.key("seed_key"))
    return Stale(seeds, reseal_private_keys(by=operator()))
