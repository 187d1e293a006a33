"""How the audit log's verbs of accounts read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "add_invented_member": _("let an invented person in"),
    "build_showcase": _("built the showcase"),
    "sign_in": _("signed in"),
    "sign_out": _("signed out"),
    "fail_sign_in": _("failed to sign in"),
    "lock_out": _("was locked out"),
    "add_second_factor": _("added a second factor"),
    "remove_second_factor": _("removed a second factor"),
    "renew_recovery_codes": _("made new recovery codes"),
    "fail_second_factor": _("failed at the second factor"),
    "reset_second_factors": _("reset somebody's second factors"),
    "change_password": _("changed the password"),
    "reset_password": _("set a new password through a link"),
    "end_session": _("ended a session"),
    "end_other_sessions": _("ended the other sessions"),
    "invite_person": _("invited somebody"),
    "resend_invitation": _("sent an invitation again"),
    "revoke_invitation": _("revoked an invitation"),
    "accept_invitation": _("accepted an invitation"),
    "change_role": _("changed a role"),
    "end_membership": _("ended a membership"),
    "erase_account": _("erased an account"),
    "make_token": _("made an API token"),
    "revoke_token": _("revoked an API token"),
    "open_tenant": _("opened a place for an organisation"),
    "switch_organisation": _("switched to another organisation"),
    "step_into_role": _("stepped into a role of the showcase"),
}
