"""The showcase: one believable year, made by the same actions as pages call, all of it invented."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fulcrum.apps.accounts.actions.invented import add_invented_member
from fulcrum.apps.accounts.actions.tenants import open_tenant
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.apps.accounts.queries import secretariat
from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.importing import import_assessments_file
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.home.cast import INSTITUTIONS, OTHERS, SECRETARIAT, House
from fulcrum.apps.home.story import tell
from fulcrum.apps.home.story_commitments import tell_of_commitments
from fulcrum.apps.home.story_diagnostic import tell_diagnostic
from fulcrum.apps.home.story_leverage import tell_of_leverage
from fulcrum.apps.home.story_screening import tell_of_screening
from fulcrum.apps.home.story_state import tell_of_the_state
from fulcrum.apps.parties.actions.organisations import create_organisation, link_tenant
from fulcrum.apps.parties.actions.upserting import upsert_organisations
from fulcrum.apps.ui.tabular import write_csv
from fulcrum.engines.simulation import Institutions, InstitutionsSpec, simulate_institutions
from fulcrum.kernel.actors import Actor, ActorKind, Role, system_actor
from fulcrum.kernel.errors import FulcrumError

Say = Callable[[str], None]
SEED = 2019
INSTITUTION_COUNT, ASSESSMENT_COUNT = 90, 70
BUILT = "build_showcase"
BY = system_actor("showcase")
SOURCE = "Invented for the showcase"


def was_built() -> bool:
    """Whether a showcase was built to its end here."""
    return Entry.objects.filter(verb=BUILT).exists()


def build_showcase(*, say: Say) -> bool:
    """Fill an installation with one invented year; False when that was done before.

    Args:
        say: told what is being done.

    Raises:
        FulcrumError: no release is in force, or an earlier build was interrupted.
    """
    if was_built():
        return False
    if secretariat() is not None:
        raise FulcrumError(
            "A showcase was begun here and not finished.",
            where=str(settings.DATA_DIR),
            mend="Delete this folder and start again.",
        )
    release = published_release()
    if release is None:
        raise FulcrumError("No framework release is in force.", mend="Run `fulcrum migrate` first.")
    say("inventing institutions and their assessments")
    simulated = _simulate(release)
    _take_in_institutions(simulated)
    say("inventing people")
    houses = {house.part: _open(house) for house in (SECRETARIAT, *INSTITUTIONS, *OTHERS)}
    _take_in_assessments(simulated, release)
    say("letting a year go by")
    tell(houses, release, Random(SEED))  # noqa: S311 - invented data, not secrets
    tell_of_commitments(houses)
    tell_diagnostic(houses)
    tell_of_leverage(houses)
    tell_of_the_state(houses)
    tell_of_screening(houses)
    with transaction.atomic():
        record(BY, BUILT, Thing("installation", "showcase"), new={"seed": SEED})
    return True


def _simulate(release: Release) -> Institutions:
    spec = InstitutionsSpec(
        count=INSTITUTION_COUNT,
        assessment_count=ASSESSMENT_COUNT,
        item_ids=tuple(spec_of(release).items),
        release=release.code,
        until=timezone.localdate() - timedelta(days=20),
        seed=SEED,
        key_prefix="showcase",
    )
    return simulate_institutions(spec)


def _take_in_institutions(simulated: Institutions) -> None:
    day = timezone.localdate()
    origin = {"is_invented": True, "source": SOURCE, "source_date": day}
    upsert_organisations((one.values() | origin for one in simulated.institutions), by=BY)


def _take_in_assessments(simulated: Institutions, release: Release) -> None:
    cells = list(simulated.assessment_cells())
    noted = sorted({name for row in cells for name in row if name.endswith(":note")})
    headings = ["organisation", "as_of_date", "release", "submitted_date"]
    headings += [*spec_of(release).items, *noted]
    with tempfile.TemporaryDirectory(prefix="fulcrum-showcase-") as folder:
        path = Path(folder) / "assessments.csv"
        rows = ([row.get(name, "") for name in headings] for row in cells)
        path.write_bytes(b"".join(write_csv(headings, rows)))
        import_assessments_file(path, by=BY, dry_run=False)


def _open(house: House) -> dict[Role, Actor]:
    """Give an organisation its place and people; the first person of each role, to act."""
    tenant = open_tenant(house.name, house.kind, by=BY, is_invented=True)
    if house.values:
        values = dict(house.values) | {"name": house.name, "is_invented": True, "source": SOURCE}
        link_tenant(create_organisation(values, by=BY), tenant, by=BY)
    actors: dict[Role, Actor] = {}
    for person in house.people:
        member = add_invented_member(
            tenant, name=person.name, email=person.email, role=person.role, by=BY
        )
        actors.setdefault(person.role, _acting(member, tenant))
    return actors


def _acting(member: Membership, tenant: Tenant) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        user_id=member.user_id,
        label=member.user.name,
        tenant_id=tenant.pk,
        role=Role(member.role),
        origin="showcase",
        verified=True,
    )
