"""Forms of organisations, contacts, relations, merges and imports. They validate, never save."""

from fulcrum.apps.parties.forms.imports import MappingForm, UploadForm
from fulcrum.apps.parties.forms.merges import MergeForm
from fulcrum.apps.parties.forms.organisations import AccountForm, OrganisationForm, ProfileForm
from fulcrum.apps.parties.forms.people import PersonForm
from fulcrum.apps.parties.forms.relations import EndRelationForm, RelationForm

__all__ = [
    "AccountForm",
    "EndRelationForm",
    "MappingForm",
    "MergeForm",
    "OrganisationForm",
    "PersonForm",
    "ProfileForm",
    "RelationForm",
    "UploadForm",
]
