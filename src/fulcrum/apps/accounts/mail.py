"""Mail goes where FULCRUM_EMAIL_URL says; without one, into files under the data folder."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend


def configured_backend(url: str, **options: Any) -> BaseEmailBackend:
    """The backend a URL names: smtp://, smtps://, or files when it is empty."""
    if not url:
        return FileBackend(file_path=str(settings.DATA_DIR / "mail"), **options)
    parts = urlsplit(url)
    return SMTPBackend(
        host=parts.hostname,
        port=parts.port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and bool(parts.username),
        timeout=20,
        **options,
    )


class ConfiguredBackend(BaseEmailBackend):
    """Hands messages to the backend the settings name."""

    def send_messages(self, email_messages: Any) -> int:
        """Send; the number that went out."""
        inner = configured_backend(settings.CONFIG.email_url, fail_silently=self.fail_silently)
        return inner.send_messages(email_messages) or 0
