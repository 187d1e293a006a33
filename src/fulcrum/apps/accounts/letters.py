"""Mail that accounts send. Links carry a secret and nothing about the person."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Invitation

logger = logging.getLogger("fulcrum.accounts")


def site_address() -> str:
    """Where the site is reached, for links in mail written outside a request."""
    config = settings.CONFIG
    host = next((name for name in config.allowed_hosts if name not in {"*", ""}), config.host)
    if config.https:
        return f"https://{host}"
    return f"http://{host}:{config.port}"


def invitation_link(secret: str) -> str:
    """The address that an invitation's mail points to."""
    return site_address() + reverse("accept_invitation", args=[secret])


def send_invitation(invitation: Invitation, secret: str) -> None:
    """Send an invitation. A mail server that is away is logged; the invitation can be sent again."""
    context = {
        "tenant": invitation.tenant.name,
        "link": invitation_link(secret),
        "expires_at": invitation.expires_at,
    }
    text = render_to_string("accounts/mail/invitation.txt", context)
    try:
        send_mail(
            _("An invitation to Fulcrum"), text, settings.DEFAULT_FROM_EMAIL, [invitation.email]
        )
    except OSError:
        logger.exception("the letter of invitation %s could not be sent", invitation.pk)
