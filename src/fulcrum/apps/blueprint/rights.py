"""How the permissions of the Blueprint read on “My access”."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "blueprint.view_framework": _("Read Goals and Actions"),
    "blueprint.manage_releases": _("Publish releases of the framework"),
    "blueprint.view_assessments": _("See the organisation's self-assessments"),
    "blueprint.view_assessment": _("Open a self-assessment and its result"),
    "blueprint.start_assessment": _("Start a self-assessment"),
    "blueprint.answer_assessment": _("Answer its questions and attach evidence"),
    "blueprint.comment_assessment": _("Comment on answers"),
    "blueprint.sign_off_assessment": _("Sign a self-assessment off"),
    "blueprint.finish_assessment": _("Submit a self-assessment, or keep it private"),
    "blueprint.answer_clarification": _("Answer what the Secretariat asks"),
    "blueprint.view_submissions": _("See what was submitted"),
    "blueprint.review_submission": _("Ask for clarification and accept submissions"),
    "blueprint.view_aggregate": _("See the state of play across institutions"),
    "blueprint.export_aggregate": _("Take the state of play out as a file"),
    "blueprint.import_assessments": _("Take completed assessments in from files"),
    "blueprint.view_commitments": _("See commitments"),
    "blueprint.view_commitment": _("Open a commitment with its evidence and its history"),
    "blueprint.make_commitment": _("Propose a commitment"),
    "blueprint.change_commitment": _("Change a commitment and add evidence"),
    "blueprint.pledge_commitment": _("Pledge a commitment, or withdraw it"),
    "blueprint.import_commitments": _("Take commitments in from files"),
    "blueprint.view_reviews": _("See what evidence waits for review"),
    "blueprint.review_commitment": _("Code evidence, open and decide disputes"),
    "blueprint.reply_to_dispute": _("Reply to a dispute"),
}
