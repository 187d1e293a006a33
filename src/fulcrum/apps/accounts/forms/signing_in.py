"""Forms of sign-in, passwords and second factors: the library's, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.throttling import first_use

LONGEST_CODE = 12
USED_CODE_SECONDS = 120
PASSWORD_HELP = _("At least 12 characters. A few unrelated words are easy to keep in mind.")


def _dress(field: forms.Field, label: Any, help_text: Any = "", **attributes: str) -> None:
    """Give a library's field our words, and take its placeholder away."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _dress_code(field: forms.Field, help_text: Any) -> None:
    _dress(
        field,
        _("Code"),
        help_text,
        autocomplete="one-time-code",
        inputmode="numeric",
        maxlength=str(LONGEST_CODE),
        dir="ltr",
    )


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["login"], _("E-mail"), autocomplete="username", dir="ltr")
        _dress(self.fields["password"], _("Password"), autocomplete="current-password")


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["email"], _("E-mail"), autocomplete="username", dir="ltr")


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["password1"], _("New password"), PASSWORD_HELP)
        _dress(self.fields["password2"], _("New password, again"))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["oldpassword"], _("Password now"))
        _dress(self.fields["password1"], _("New password"), PASSWORD_HELP)
        _dress(self.fields["password2"], _("New password, again"))


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["password"], _("Password"), autocomplete="current-password")


class _UsedOnce:
    """A code of the app works once, whichever server process it reaches."""

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Check the code, and that nobody used it in its two minutes."""
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not first_use(
            "totp", f"{self.user.pk}:{code}", seconds=USED_CODE_SECONDS
        ):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_UsedOnce, factor_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("From your app, or one of your recovery codes."))


class SecondFactorAgainForm(_UsedOnce, factor_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("From your app, or one of your recovery codes."))


class ActivateAppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app, to see that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("The six digits the app shows now."))


@contextmanager
def _answer_of_a_key() -> Iterator[None]:
    """What is no answer of a key at all is a wrong one: the library's parsers trust its shape."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_mfa_adapter().validation_error("incorrect_code") from error


class AddKeyForm(webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A security key's name; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["name"], _("Name of the key"), _("So that you can tell keys apart."))
        self.fields["name"].max_length = 60

    def clean(self) -> dict[str, Any]:
        """Check what the key said."""
        with _answer_of_a_key():
            data: dict[str, Any] = super().clean()
        return data


class _ReadableAnswer:
    def clean_credential(self) -> Authenticator:
        """Check what the key said; the authenticator it belongs to."""
        with _answer_of_a_key():
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        return found


class KeyForm(_ReadableAnswer, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A security key's answer at sign-in."""


class KeyAgainForm(_ReadableAnswer, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A security key's answer, once more."""


class RenameKeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["name"], _("Name of the key"))
