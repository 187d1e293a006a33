"""Who may do what with people, invitations, tokens and accounts."""

from typing import Any

from fulcrum.apps.accounts.enums import ROLES_OF_KIND, TenantKind
from fulcrum.apps.ui.access import add_permission, is_signed_in, predicate, role_in
from fulcrum.kernel.actors import Actor, ActorKind, Role

# Roles that decide over others; only an administrator gives or takes them.
HIGH_ROLES = frozenset({Role.ADMINISTRATOR, Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER})


def grantable_roles(actor: Actor, kind: str, tenant_id: int) -> tuple[Role, ...]:
    """The roles an actor may give in an organisation of a kind.

    Administrators give every role of their organisation; leads those that decide over nobody.
    Secretariat officers start other organisations off: they give every role there, none at home.
    """
    roles = ROLES_OF_KIND[TenantKind(kind)]
    at_home = actor.tenant_id == tenant_id
    if actor.is_system or (at_home and actor.role is Role.ADMINISTRATOR):
        return roles
    if actor.is_secretariat and not at_home:
        return roles
    if at_home and actor.role is Role.INSTITUTION_LEAD:
        return tuple(role for role in roles if role not in HIGH_ROLES)
    return ()


@predicate
def is_person(actor: Actor, _obj: object = None) -> bool:
    """Somebody at a page, whether or not they belong to an organisation (still)."""
    return actor.kind is ActorKind.PERSON


@predicate
def not_a_token(actor: Actor, _obj: object = None) -> bool:
    """Accounts are looked after by people (and the system), never by software with a token."""
    return actor.kind is not ActorKind.TOKEN


@predicate
def same_organisation(actor: Actor, obj: Any = None) -> bool:
    """The object belongs to the organisation acted for."""
    return obj is None or actor.is_system or actor.tenant_id == obj.tenant_id


@predicate
def may_give_its_role(actor: Actor, obj: Any = None) -> bool:
    """The actor could give the role that this membership or invitation carries."""
    if obj is None:
        return True
    return Role(obj.role) in grantable_roles(actor, obj.tenant.kind, obj.tenant_id)


@predicate
def somebody_else(actor: Actor, membership: Any = None) -> bool:
    """Not one's own membership: nobody changes their own role."""
    return membership is None or actor.is_system or actor.user_id != membership.user_id


@predicate
def own(actor: Actor, obj: Any = None) -> bool:
    """The object is the actor's own."""
    return obj is None or actor.user_id == obj.user_id


@predicate
def made_it(actor: Actor, token: Any = None) -> bool:
    """The actor made this token."""
    return token is None or actor.user_id == token.membership.user_id


administrators = role_in(Role.ADMINISTRATOR)
inviters = role_in(Role.ADMINISTRATOR, Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER)
managers = role_in(Role.ADMINISTRATOR, Role.INSTITUTION_LEAD)
officers = role_in(Role.SECRETARIAT_OFFICER)
token_makers = role_in(
    Role.ADMINISTRATOR, Role.SECRETARIAT_OFFICER, Role.INSTITUTION_LEAD, Role.RESEARCHER
)
in_reach = same_organisation | officers

add_permission("accounts.manage_own_account", is_person)
add_permission("accounts.save_view", is_person & own)
add_permission("accounts.view_people", is_signed_in & not_a_token & in_reach)
add_permission("accounts.export_people", inviters & not_a_token & in_reach)
add_permission("accounts.invite_person", inviters & not_a_token & may_give_its_role)
add_permission("accounts.manage_membership", managers & not_a_token & same_organisation)
add_permission(
    "accounts.change_role",
    managers & not_a_token & same_organisation & somebody_else & may_give_its_role,
)
add_permission(
    "accounts.end_membership", managers & not_a_token & same_organisation & may_give_its_role
)
add_permission("accounts.reset_factors", administrators & not_a_token & same_organisation)
add_permission(
    "accounts.erase_account", administrators & not_a_token & same_organisation & somebody_else
)
add_permission("accounts.open_tenant", officers & not_a_token)
add_permission("accounts.make_token", token_makers & not_a_token)
add_permission(
    "accounts.revoke_token", not_a_token & same_organisation & (made_it | administrators)
)
