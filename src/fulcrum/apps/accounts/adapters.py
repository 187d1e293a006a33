"""How allauth behaves here: no open sign-up, encrypted seeds, plain mail, known proxies."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fulcrum.apps.accounts.letters import site_address
from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.origins import request_origin
from fulcrum.apps.accounts.queries import FACTORS, live_memberships, roles_owing_second_factor
from fulcrum.apps.accounts.seeds import open_seal, seal
from fulcrum.apps.accounts.sessions import sign_in_counts_as_step_up
from fulcrum.kernel.actors import Role


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation makes the account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address limits count by, past as many proxies as are trusted."""
        return request_origin(request) or "0.0.0.0"  # noqa: S104 - no address known, not a bind

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Let the proof just given serve as step-up for its ten minutes."""
        sign_in_counts_as_step_up(request)
        response: HttpResponse = super().post_login(request, user, **details)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To one's own access, where what was changed is listed."""
        return reverse("my_access")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter that tells nothing about the device or the person."""
        told = {"site_address": site_address(), **context}
        for private in ("ip", "user_agent", "user"):
            told.pop(private, None)
        self.render_mail(template_prefix, email, told).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody that a key to their account changed."""
        if settings.ACCOUNT_EMAIL_NOTIFICATIONS:
            self.send_mail(template_prefix, email or user.email, context or {})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset letter, by the site's own address, never the Host header's."""
        url: str = get_reset_password_from_key_url(self.request, key)
        return site_address() + "/" + url.split("/", 3)[3]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor seeds are sealed in the database; a factor that a role needs stays."""

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        return seal(text, settings.CONFIG.key("seed_key"))

    def decrypt(self, encrypted_text: str) -> str:
        """Open a seed."""
        return open_seal(encrypted_text, settings.CONFIG.key("seed_key"))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the person may do without this factor."""
        roles = [Role(row.role) for row in live_memberships(authenticator.user_id)]
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return not roles_owing_second_factor(roles) or others.exclude(pk=authenticator.pk).exists()
