"""How the log says what happens here."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "load_release": _("loaded a release of the framework"),
    "publish_release": _("put a release of the framework in force"),
    "start_assessment": _("started a self-assessment"),
    "answer_item": _("answered a question"),
    "comment_on_item": _("left a remark for colleagues"),
    "add_evidence": _("added evidence"),
    "remove_evidence": _("took evidence away"),
    "sign_off_assessment": _("signed the assessment off"),
    "return_assessment_to_draft": _("took the sign-off back"),
    "submit_assessment": _("submitted the assessment"),
    "keep_assessment_private": _("kept the assessment private"),
    "ask_clarification": _("asked the institution"),
    "reply_to_clarification": _("wrote about a question"),
    "close_clarification": _("settled a question"),
    "accept_submission": _("accepted the submission"),
    "import_assessment": _("imported the assessment"),
    "correct_imported_assessment": _("corrected an imported assessment"),
    "export_state_of_play": _("exported the state of play"),
}
