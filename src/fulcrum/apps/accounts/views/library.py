"""allauth's pages that are wanted here, each with a permission. The others have no address."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fulcrum.apps.accounts.adapters import MFAAdapter
from fulcrum.apps.accounts.models import User
from fulcrum.apps.accounts.showcase import step_in_groups
from fulcrum.apps.ui.access import View, actor_of, permission, public


def _form(view: View) -> View:
    """Looked at and sent: the library's views take PUT and DELETE for the same as POST."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return page


def own(view: View) -> View:
    """A page about one's own account."""
    return permission("accounts.manage_own_account")(_form(view))


def _open(view: View) -> View:
    """A page for everybody, without marking the library's own view."""
    return public(_form(view))


class SignInView(account.LoginView):  # type: ignore[misc]
    """The sign-in page; in the showcase it also offers roles to step into."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The library's context, and the roles."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.CONFIG.showcase:
            context["step_in"] = step_in_groups()
        return context


login = _open(SignInView.as_view())
logout = _open(account.logout)
inactive = _open(account.account_inactive)
password_reset = _open(account.password_reset)
password_reset_done = _open(account.password_reset_done)
password_reset_from_key = _open(account.password_reset_from_key)
password_reset_from_key_done = _open(account.password_reset_from_key_done)
authenticate = _open(mfa.authenticate)

reauthenticate = own(account.reauthenticate)
factors = own(mfa.index)
factor_again = own(mfa.reauthenticate)
activate_totp = own(totp.activate_totp)
deactivate_totp = own(totp.deactivate_totp)
view_codes = own(codes.view_recovery_codes)
generate_codes = own(codes.generate_recovery_codes)
keys = own(webauthn.list_webauthn)
add_key = own(webauthn.add_webauthn)
edit_key = own(webauthn.edit_webauthn)
key_again = own(webauthn.reauthenticate_webauthn)


@own
def password_change(request: HttpRequest) -> HttpResponseBase:
    """Change the password; who has none (invented people) is told so."""
    if not User.objects.get(pk=actor_of(request).user_id or 0).has_usable_password():
        messages.error(request, _("This account has no password to change."))
        return redirect("my_access")
    response: HttpResponseBase = account.password_change(request)
    return response


@own
def remove_key(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a security key; the last factor of a role that needs one stays."""
    mine = Authenticator.objects.filter(
        user_id=actor_of(request).user_id, type=Authenticator.Type.WEBAUTHN
    )
    if not MFAAdapter().can_delete_authenticator(get_object_or_404(mine, pk=pk)):
        messages.error(
            request,
            _("Your role needs a second factor, and this is the last. Add another first."),
        )
        return redirect("mfa_list_webauthn")
    response: HttpResponseBase = webauthn.remove_webauthn(request, pk=pk)
    return response
