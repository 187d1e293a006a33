"""Forms of sign-in, second factors, people, invitations and tokens. They validate, never save."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.enums import MFA_ROLES, ROLE_LABELS, TenantKind
from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.throttling import first_use
from fulcrum.kernel.actors import Role

LONGEST_CODE = 12
USED_CODE_SECONDS = 120
PASSWORD_HELP = _("At least 12 characters. A few unrelated words are easy to keep in mind.")
LIFETIMES = [
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("180", _("180 days")),
    ("365", _("One year")),
]


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


class AddKeyForm(webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A security key's name; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["name"], _("Name of the key"), _("So that you can tell keys apart."))
        self.fields["name"].max_length = 60


class RenameKeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields["name"], _("Name of the key"))


def role_choices(roles: tuple[Role, ...]) -> list[tuple[str, Any]]:
    """Roles as choices; those that ask for a second factor say so."""
    return [
        (role.value, f"{ROLE_LABELS[role]} · {_('second factor')}")
        if role in MFA_ROLES
        else (role.value, ROLE_LABELS[role])
        for role in roles
    ]


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The link goes to this address, works once, and for seven days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class AcceptForm(forms.Form):
    """A name and a password for the account an invitation makes."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HELP,
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password, again"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same and good enough."""
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        elif first:
            person = User(email=self.email, name=data.get("name", ""))
            try:
                password_validation.validate_password(first, person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data


AREA_LABELS = {
    "parties": _("Organisations and people"),
    "blueprint": _("The Blueprint: framework and self-assessments"),
}


class TokenForm(forms.Form):
    """What an API token is for."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("The name of the software that will use it, for instance."),
    )
    areas = forms.MultipleChoiceField(
        label=_("Areas"), widget=forms.CheckboxSelectMultiple, help_text=_("No more than it needs.")
    )
    may_write = forms.BooleanField(label=_("It may change things, not only read"), required=False)
    days = forms.ChoiceField(label=_("It works for"), choices=LIFETIMES, initial="90")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area, AREA_LABELS.get(area, area)) for area in settings.CONFIG.areas]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]


class TenantForm(forms.Form):
    """An organisation that gets a place here."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in TenantKind.choices if choice[0] != TenantKind.SECRETARIAT]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class SavedViewForm(forms.Form):
    """A list's query under a name."""

    list_name = forms.SlugField(max_length=60)
    name = forms.CharField(label=_("Name of the view"), max_length=80)
    query = forms.CharField(max_length=1000, required=False)
