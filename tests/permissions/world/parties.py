"""Organisations, contacts, merges and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulcrum.apps.parties.actions.importing import check_import, start_import
from fulcrum.apps.parties.actions.merging import merge_organisations
from fulcrum.apps.parties.actions.organisations import create_organisation
from fulcrum.apps.parties.actions.people import create_person
from fulcrum.apps.parties.actions.relations import add_relation
from fulcrum.apps.parties.enums import ImportState, RelationKind
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.kernel.actors import system_actor
from tests.permissions.columns import BANK, OTHER, SECRETARIAT

if TYPE_CHECKING:
    from tests.permissions.world import World

SYSTEM = system_actor("test")
# The name of a contact; only the Secretariat's officers read it.
CONTACT = "Quillonbird"
FILE = b"name,sub_sector,country\nSent Bank,banking,KE\nWrong Bank,banking,Nowhere\n"


def organisation(name: str, **values: str) -> Organisation:
    """An organisation."""
    whole = {"name": name, "sub_sector": "banking", "country": "KE"} | values
    return create_organisation(whole, by=SYSTEM)


def furnish(world: World) -> None:
    """One organisation for each that signs in, and what the Secretariat keeps."""
    for side, things in world.sides.items():
        mine = organisation(things["tenant"].name)
        Organisation.objects.filter(pk=mine.pk).update(tenant=things["tenant"])
        mine.refresh_from_db()
        things["organisation"] = mine
        if side in {BANK, OTHER}:
            things["second"] = organisation(f"{side} subsidiary")
            partner = organisation(f"{side} partner")
            things["relation"] = add_relation(mine, RelationKind.MEMBER, partner, by=SYSTEM)
    _secretariat(world)


def _secretariat(world: World) -> None:
    things = world.sides[SECRETARIAT]
    tenant = things["tenant"]
    things["one"], things["alike"] = organisation("Alike Bank"), organisation("Alike Bank Ltd")
    things["free"] = organisation("Free Bank")
    absorbed = organisation("Absorbed Bank")
    things["merge"] = merge_organisations(organisation("Kept Bank"), absorbed, by=SYSTEM)
    values = {"name": f"Some {CONTACT}", "email": f"{CONTACT.lower()}@example.org"}
    things["contact"] = create_person(things["one"], values, by=SYSTEM)
    for key in ("sent", "checked"):
        run = start_import("banks.csv", FILE, by=SYSTEM)
        Import.objects.filter(pk=run.pk).update(tenant=tenant)
        run.refresh_from_db()
        things[key] = run
    check_import(things["checked"], things["checked"].mapping, by=SYSTEM, queue=False)
    Import.objects.filter(pk=things["checked"].pk).update(state=ImportState.CHECKED)
