"""Who may do what with organisations and contacts."""

from typing import Any

from fulcrum.apps.ui.access import add_permission, is_signed_in, predicate, role_in
from fulcrum.kernel.actors import Actor, ActorKind, Role

OFFICER = role_in(Role.SECRETARIAT_OFFICER)
LEAD = role_in(Role.INSTITUTION_LEAD)


@predicate
def own_organisation(actor: Actor, organisation: Any = None) -> bool:
    """The record is that of the organisation acted for (without one: nothing to check)."""
    if organisation is None:
        return True
    return actor.tenant_id is not None and organisation.tenant_id == actor.tenant_id


@predicate
def not_a_token(actor: Actor, _obj: object = None) -> bool:
    """Decisions about contacts and merges are a person's (or the system's)."""
    return actor.kind is not ActorKind.TOKEN


add_permission("parties.view_organisation", is_signed_in)
add_permission("parties.add_organisation", OFFICER)
add_permission("parties.manage_organisation", OFFICER)
add_permission("parties.change_organisation", OFFICER | (LEAD & own_organisation))
add_permission("parties.export_organisation", OFFICER)
add_permission("parties.import_organisation", OFFICER & not_a_token)
add_permission("parties.merge_organisation", OFFICER & not_a_token)
add_permission("parties.manage_relation", OFFICER)
add_permission("parties.view_person", OFFICER & not_a_token)
add_permission("parties.manage_person", OFFICER & not_a_token)
add_permission("parties.load_reference", OFFICER & not_a_token)
