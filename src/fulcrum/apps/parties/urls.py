"""Addresses of parties."""

from django.urls import path

from fulcrum.apps.parties.views import imports, merging, organisations, people, relations

urlpatterns = [
    path("", organisations.organisation_list, name="organisations"),
    path("new", organisations.organisation_new, name="organisation_new"),
    path("export", organisations.organisation_export, name="organisation_export"),
    path("suggestions", organisations.organisation_suggestions, name="organisation_suggestions"),
    path("<int:pk>", organisations.organisation, name="organisation"),
    path("<int:pk>/edit", organisations.organisation_edit, name="organisation_edit"),
    path("<int:pk>/account", organisations.organisation_account, name="organisation_account"),
    path("<int:pk>/relations/new", relations.relation_new, name="relation_new"),
    path("relations/<int:pk>/end", relations.relation_end, name="relation_end"),
    path("<int:pk>/contacts/new", people.contact_new, name="contact_new"),
    path("contacts", people.contact_list, name="contacts"),
    path("contacts/<int:pk>", people.contact, name="contact"),
    path("contacts/<int:pk>/edit", people.contact_edit, name="contact_edit"),
    path("contacts/<int:pk>/erase", people.contact_erase, name="contact_erase"),
    path(
        "contacts/<int:pk>/relations/new",
        relations.contact_relation_new,
        name="contact_relation_new",
    ),
    path("duplicates", merging.duplicates, name="duplicates"),
    path("<int:pk>/duplicates", merging.organisation_duplicates, name="organisation_duplicates"),
    path("<int:pk>/merge/<int:other_pk>", merging.organisation_merge, name="organisation_merge"),
    path(
        "<int:pk>/distinct/<int:other_pk>",
        merging.organisations_distinct,
        name="organisations_distinct",
    ),
    path("merges/<int:pk>/undo", merging.merge_undo, name="merge_undo"),
    path("imports", imports.import_list, name="organisation_imports"),
    path("imports/new", imports.import_new, name="organisation_import_new"),
    path("imports/layout", imports.import_layout, name="organisation_import_layout"),
    path("imports/<int:pk>", imports.import_page, name="organisation_import"),
    path("imports/<int:pk>/columns", imports.import_check, name="organisation_import_check"),
    path("imports/<int:pk>/start", imports.import_carry_out, name="organisation_import_start"),
    path("imports/<int:pk>/faults", imports.import_faults, name="organisation_import_faults"),
]
