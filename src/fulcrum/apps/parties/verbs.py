"""How the log says what happens here."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "create_organisation": _("added the organisation"),
    "update_organisation": _("changed the organisation"),
    "link_tenant": _("let the organisation sign in"),
    "merge_organisations": _("merged another record into this one"),
    "undo_merge": _("undid a merge"),
    "mark_distinct": _("said that two records are not the same organisation"),
    "create_person": _("added a contact"),
    "update_person": _("changed a contact"),
    "erase_person": _("erased a contact"),
    "add_relation": _("added a relation"),
    "end_relation": _("ended a relation"),
    "start_import": _("sent a file to import"),
    "finish_import": _("finished an import"),
    "export_organisations": _("exported organisations"),
    "load_reference_organisations": _("loaded reference organisations"),
}
