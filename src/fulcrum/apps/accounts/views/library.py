"""allauth's pages that are wanted here, each with a permission. The others have no address."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.adapters import MFAAdapter
from fulcrum.apps.ui.access import View, actor_of, permission, public

own = permission("accounts.manage_own_account")


def _open(view: View) -> View:
    """A page for everybody, without marking the library's own view."""

    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return public(page)


login = _open(account.login)
logout = _open(account.logout)
inactive = _open(account.account_inactive)
password_reset = _open(account.password_reset)
password_reset_done = _open(account.password_reset_done)
password_reset_from_key = _open(account.password_reset_from_key)
password_reset_from_key_done = _open(account.password_reset_from_key_done)
authenticate = _open(mfa.authenticate)

reauthenticate = own(account.reauthenticate)
password_change = own(account.password_change)
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
