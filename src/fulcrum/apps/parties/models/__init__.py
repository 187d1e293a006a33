"""Organisations, contacts, relations, merges and imports."""

from fulcrum.apps.parties.models.imports import ColumnMapping, Import, RowFault
from fulcrum.apps.parties.models.merges import Distinct, Merge
from fulcrum.apps.parties.models.organisations import Organisation, OrganisationQuerySet, Term
from fulcrum.apps.parties.models.people import Person
from fulcrum.apps.parties.models.relations import Relation

__all__ = [
    "ColumnMapping",
    "Distinct",
    "Import",
    "Merge",
    "Organisation",
    "OrganisationQuerySet",
    "Person",
    "Relation",
    "RowFault",
    "Term",
]
