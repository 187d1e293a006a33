"""How allauth behaves here: no open sign-up, encrypted seeds."""

import base64
import os

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest

NONCE_BYTES = 12


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation makes the account."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor seeds are AES-256-GCM encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(settings.CONFIG.key("seed_key")).encrypt(nonce, text.encode(), b"mfa-seed")
        return base64.b64encode(nonce + sealed).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a seed."""
        raw = base64.b64decode(encrypted_text)
        cipher = AESGCM(settings.CONFIG.key("seed_key"))
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], b"mfa-seed").decode()
