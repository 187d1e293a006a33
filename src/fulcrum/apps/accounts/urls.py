"""Addresses of accounts: the wanted ones of the library, and our own."""

from django.urls import URLPattern, path, re_path

from fulcrum.apps.accounts.showcase import showcase_urls
from fulcrum.apps.accounts.views import (
    access,
    invitations,
    library,
    people,
    saved_views,
    tenants,
    tokens,
)

_account = [
    path("account/sign-in", library.login, name="account_login"),
    path("account/sign-out", library.logout, name="account_logout"),
    path("account/inactive", library.inactive, name="account_inactive"),
    path("account/confirm", library.reauthenticate, name="account_reauthenticate"),
    path("account/password", library.password_change, name="account_change_password"),
    path("account/password/forgotten", library.password_reset, name="account_reset_password"),
    path("account/password/sent", library.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        library.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/set",
        library.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

_factors = [
    path("account/factors", library.factors, name="mfa_index"),
    path("account/factors/needed", access.second_factor_needed, name="second_factor_needed"),
    path("account/factors/code", library.authenticate, name="mfa_authenticate"),
    path("account/factors/confirm", library.factor_again, name="mfa_reauthenticate"),
    path("account/factors/app", library.activate_totp, name="mfa_activate_totp"),
    path("account/factors/app/remove", library.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factors/recovery", library.view_codes, name="mfa_view_recovery_codes"),
    path(
        "account/factors/recovery/new", library.generate_codes, name="mfa_generate_recovery_codes"
    ),
    path("account/factors/keys", library.keys, name="mfa_list_webauthn"),
    path("account/factors/keys/add", library.add_key, name="mfa_add_webauthn"),
    path("account/factors/keys/confirm", library.key_again, name="mfa_reauthenticate_webauthn"),
    path("account/factors/keys/<int:pk>", library.edit_key, name="mfa_edit_webauthn"),
    path("account/factors/keys/<int:pk>/remove", library.remove_key, name="mfa_remove_webauthn"),
]

_own = [
    path("access", access.my_access, name="my_access"),
    path("access/switch", access.switch_organisation, name="switch_organisation"),
    path("access/sessions/end", access.end_other_sessions, name="end_other_sessions"),
    path("access/sessions/<int:pk>/end", access.end_session, name="end_session"),
    path("access/tokens/new", tokens.new_token, name="new_token"),
    path("access/tokens/<int:pk>/revoke", tokens.revoke, name="revoke_token"),
    path("views", saved_views.save, name="save_view"),
    path("views/<int:pk>/delete", saved_views.delete, name="delete_view"),
]

_people = [
    path("people", people.people, name="people"),
    path("people/<int:pk>", people.person, name="person"),
    path("people/<int:pk>/role", people.change_role, name="change_role"),
    path("people/<int:pk>/end", people.end_membership, name="end_membership"),
    path("people/<int:pk>/factors", people.reset_factors, name="reset_factors"),
    path("people/<int:pk>/erase", people.erase_account, name="erase_account"),
    path("people/invite", invitations.invite, name="invite"),
    path("people/invitations", invitations.invitation_list, name="invitations"),
    path("people/invitations/<int:pk>/resend", invitations.resend, name="resend_invitation"),
    path("people/invitations/<int:pk>/revoke", invitations.revoke, name="revoke_invitation"),
    path("invitation/<str:secret>", invitations.accept, name="accept_invitation"),
]

_tenants = [
    path("tenants", tenants.tenants, name="tenants"),
    path("tenants/new", tenants.new_tenant, name="new_tenant"),
    path("tenants/<int:pk>", tenants.tenant, name="tenant"),
    path("tenants/<int:tenant_pk>/invite", invitations.invite, name="invite_to_tenant"),
]

urlpatterns: list[URLPattern] = [
    *_account,
    *_factors,
    *_own,
    *_people,
    *_tenants,
    *showcase_urls(),
]
