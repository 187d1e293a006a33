"""Forms of people, invitations, tokens and places. They validate, never save."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.enums import MFA_ROLES, ROLE_LABELS, TenantKind
from fulcrum.apps.accounts.forms.signing_in import PASSWORD_HELP
from fulcrum.apps.accounts.models import User
from fulcrum.kernel.actors import Role

LIFETIMES = [
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("180", _("180 days")),
    ("365", _("One year")),
]


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
    "screening": _("Screening"),
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
