"""Today, by role."""

from collections.abc import Callable

from fulcrum.apps.home.queries.administrator import administrator_today
from fulcrum.apps.home.queries.analyst import analyst_today
from fulcrum.apps.home.queries.institution import institution_today
from fulcrum.apps.home.queries.pieces import Today
from fulcrum.apps.home.queries.secretariat import officer_today
from fulcrum.apps.home.queries.visitors import visitor_today
from fulcrum.kernel.actors import Actor, Role

PAGES: dict[Role, Callable[[Actor], Today]] = {
    Role.SECRETARIAT_OFFICER: officer_today,
    Role.INSTITUTION_LEAD: institution_today,
    Role.INSTITUTION_COLLEAGUE: institution_today,
    Role.ADMINISTRATOR: administrator_today,
    Role.CRIME_ANALYST: analyst_today,
}


def today_of(actor: Actor) -> Today:
    """What somebody sees first, in the role they act in."""
    page = PAGES.get(actor.role, visitor_today) if actor.role else visitor_today
    return page(actor)
