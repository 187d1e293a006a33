"""How the permissions of parties read on “My access”."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "parties.view_organisation": _("See organisations"),
    "parties.add_organisation": _("Add organisations"),
    "parties.manage_organisation": _("Look after every organisation"),
    "parties.change_organisation": _("Correct what is known of organisations"),
    "parties.export_organisation": _("Take organisations out as a file"),
    "parties.import_organisation": _("Take organisations in from a file"),
    "parties.merge_organisation": _("Merge duplicates"),
    "parties.manage_relation": _("Record how organisations relate"),
    "parties.view_person": _("See contacts"),
    "parties.manage_person": _("Add, correct and erase contacts"),
    "parties.load_reference": _("Load the organisations of the Blueprint"),
}
