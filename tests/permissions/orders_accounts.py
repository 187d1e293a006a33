"""Orders of accounts, long work, the log and the small pages."""

from tests.permissions.orders import Its, Order, on

NEW_PASSWORD = "staple battery horse correct"
ROLE = Its("colleague", "role", follows=True)

ORDERS: dict[str, Order | list[Order]] = {
    "set_theme": Order(sent={"theme": "dark"}),
    "set_language": Order(sent={"language": "ar"}),
    # Passwords are proved slowly by design; tests of accounts do that, here they stay empty.
    "account_login": Order(sent={"login": "nobody@example.org"}),
    "account_reset_password": Order(sent={"email": "nobody@example.org"}),
    "account_reset_password_from_key": Order({"uidb36": "1", "key": "no-such-key"}),
    "mfa_edit_webauthn": on("key", name="Another name"),
    "mfa_remove_webauthn": on("key"),
    "switch_organisation": Order(sent={"membership": Its("membership")}),
    "end_session": on("session"),
    "new_token": Order(sent={"name": "Reader", "areas": ["parties"], "days": "30"}),
    "revoke_token": on("token"),
    "save_view": Order(sent={"list_name": "jobs", "name": "Another", "query": ""}),
    "delete_view": on("view"),
    "person": on("colleague"),
    "change_role": on("colleague", role=Its("another_role", "")),
    "end_membership": [
        on("colleague"),
        Order({"pk": Its("membership")}, case="own"),
    ],
    "reset_factors": on("colleague"),
    "erase_account": on("colleague"),
    "invite": Order(sent={"email": "new@example.org", "role": ROLE}),
    "resend_invitation": on("invitation"),
    "revoke_invitation": on("invitation"),
    "accept_invitation": Order(
        {"secret": Its("secret", "")},
        {"name": "New Person", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    ),
    "new_tenant": Order(sent={"name": "New Bank", "kind": "institution"}),
    "tenant": on("tenant"),
    "invite_to_tenant": Order(
        {"tenant_pk": Its("tenant")},
        {"email": "new@example.org", "role": ROLE},
    ),
    "audit_entry": on("entry"),
    "job": on("waiting"),
    "job_cancel": on("waiting"),
    "job_resume": on("failed"),
    "api:not_found": Order({"path": "nowhere"}),
}
