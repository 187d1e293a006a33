"""Reads of frozen states of implementation."""

from dataclasses import asdict
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from fulcrum.apps.blueprint.implementation.named import Record
from fulcrum.apps.blueprint.implementation.state import State, state_data, state_from
from fulcrum.apps.blueprint.models import NamingConsent, Snapshot, SnapshotPublication
from fulcrum.apps.blueprint.queries.implementation import agreed_to_be_named
from fulcrum.apps.ui.rls import everything
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.provenance import hash_of


def listed() -> QuerySet[Snapshot]:
    """Every snapshot without its data, with whether everybody may read it, the newest first."""
    standing = SnapshotPublication.objects.filter(
        snapshot=OuterRef("pk"), withdrawn_at__isnull=True
    )
    rows = Snapshot.objects.defer("data", "named").annotate(is_public=Exists(standing))
    return rows.order_by("-number")


def published_snapshots() -> QuerySet[Snapshot]:
    """Those on the public site, the newest first."""
    return listed().filter(is_public=True)  # type: ignore[misc] # annotated


def published_snapshot(number: int) -> Snapshot | None:
    """A snapshot on the public site; None when there is none of this number."""
    return Snapshot.objects.published().filter(number=number).first()


def publication_of(snapshot: Snapshot) -> SnapshotPublication | None:
    """Its standing publication; None when it is not public."""
    return snapshot.publications.filter(withdrawn_at__isnull=True).first()


def frozen_values(state: State) -> dict[str, Any]:
    """What a snapshot keeps of a state."""
    data = state_data(state)
    return {
        "data": data,
        "named": [asdict(record) for record in state.named],
        "sha256": hash_of(data),
        "method": data["method"],
        "software": state.provenance["software"],
    }


def state_of(snapshot: Snapshot) -> State:
    """The state that was frozen; who no longer agrees to be named is not named."""
    with everything():
        agreed = agreed_to_be_named()
    named = (Record(**record) for record in snapshot.named)
    return state_from(snapshot.data, tuple(one for one in named if one.organisation in agreed))


def is_intact(snapshot: Snapshot) -> bool:
    """Whether its data is what was hashed when it was frozen."""
    return hash_of(snapshot.data) == snapshot.sha256


def namings_of(actor: Actor) -> list[NamingConsent]:
    """When the actor's institution agreed to be named and took it back, the newest first."""
    rows = NamingConsent.objects.filter(tenant_id=actor.tenant_id or 0)
    return list(rows.order_by("-given_at", "-pk"))
