"""How the permissions of screening read on “My access”."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "screening.view_runs": _("See runs of screening and the data they read"),
    "screening.start_run": _("Start a run"),
    "screening.schedule_runs": _("Let runs start by themselves"),
    "screening.view_alerts": _("See alerts and why they are there"),
    "screening.export_alerts": _("Take alerts out as a file"),
    "screening.triage_alert": _("Assign alerts"),
    "screening.read_alert": _("Say what an alert showed, and check what a colleague said"),
    "screening.snooze_alert": _("Leave a subject alone until a day"),
    "screening.view_cases": _("See cases"),
    "screening.make_case": _("Open a case"),
    "screening.change_case": _("Add parties, notes, files and tasks to a case"),
    "screening.decide_case": _("Decide in a case, and check a colleague's decision"),
    "screening.write_report": _("Write a report"),
    "screening.approve_report": _("Approve a colleague's report"),
    "screening.file_report": _("Record that a report was filed"),
    "screening.manage_schemas": _("Supply the schema that reports are checked against"),
    "screening.view_learning": _("See what each indicator is worth"),
    "screening.make_bundle": _("Prepare counts for the hub"),
    "screening.sign_bundle": _("Sign counts after reading them"),
    "screening.view_names": _("Compare names with lists"),
    "screening.pool_bundles": _("Pool what banks sent"),
}
