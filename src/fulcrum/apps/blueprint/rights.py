"""How the permissions of the Blueprint read on “My access”."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "blueprint.view_diagnostics": _("See the organisation's diagnostics and risks"),
    "blueprint.start_diagnostic": _("Start a diagnostic"),
    "blueprint.answer_diagnostic": _("Add exposures and judge risks"),
    "blueprint.record_risk": _("Add to the record of a risk"),
    "blueprint.finish_diagnostic": _("Finish a diagnostic, or open it again"),
    "blueprint.export_risks": _("Take risks and exposures out as a file"),
    "blueprint.view_sources": _("See what likelihoods are read from"),
    "blueprint.manage_sources": _("Take tables of countries in, and withdraw them"),
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
}
