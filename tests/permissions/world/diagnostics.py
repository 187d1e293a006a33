"""A diagnostic of each bank with its risk, exposure and files, and a table of countries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fulcrum.apps.blueprint.actions import diagnostics, exposures, sources
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.models import CountryTable, TableState
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from fulcrum.kernel.actors import Actor
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER, SECRETARIAT
from tests.permissions.world.parties import SYSTEM

if TYPE_CHECKING:
    from tests.permissions.world import World

FILE = b"activity,sector,country,good,amount\nLoans,01,CN,Cotton,5\nWrong,zz,,,x\n"
TABLE = b"country,value\nNO,1\nNowhere,x\n"


def furnish(world: World) -> None:
    """For each bank a draft with an exposure and two files; for the Secretariat a table."""
    for side, visitor in ((BANK, "institution_lead"), (OTHER, OTHER)):
        lead = actor_of_membership(world.own[visitor]["membership"])
        _diagnostic(world.sides[side], lead, "Zanzigmark" if side == BANK else "Nothing")
    _table(world.sides[SECRETARIAT])


def _diagnostic(things: dict[str, Any], lead: Actor, secret: str) -> None:
    begun = diagnostics.start_diagnostic(
        things["organisation"],
        by=lead,
        title=f"{secret} book",
        as_of_date=date(2026, 3, 1),
        currency="USD",
    )
    given = ExposureInput("clients", f"{secret} loans", "01", "CN", "Cotton", Decimal(5))
    things["diagnostic"] = begun
    things["exposure"] = diagnostics.add_exposure(begun, given, by=lead)
    things["risk"] = things["exposure"].risk
    for key in ("exposures_sent", "exposures_checked"):
        run = exposures.start_exposure_file(begun, "book.csv", FILE, by=lead, area="clients")
        things[key] = run
    exposures.check_exposure_file(run, run.mapping, by=lead, queue=False)
    Import.objects.filter(pk=run.pk).update(state=ImportState.CHECKED)
    run.refresh_from_db()


def _table(things: dict[str, Any]) -> None:
    for key in ("table_sent", "table_checked"):
        table = CountryTable(
            title="Index",
            kind="prevalence",
            unit="points",
            source="Institute",
            licence="CC BY 4.0",
            published_date=date(2024, 1, 1),
            state=TableState.IN_USE,
        )
        run = sources.start_country_file(table, "table.csv", TABLE, by=SYSTEM)
        Import.objects.filter(pk=run.pk).update(tenant=things["tenant"])
        things[key], things["table"] = run, table
    sources.check_country_file(run, run.mapping, by=SYSTEM, queue=False)
    Import.objects.filter(pk=run.pk).update(state=ImportState.CHECKED)
    for key in ("table_sent", "table_checked"):
        things[key].refresh_from_db()
