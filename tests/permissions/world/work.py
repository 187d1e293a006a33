"""Long work and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.kernel.actors import Actor, ActorKind

if TYPE_CHECKING:
    from tests.permissions.world import World


def furnish(world: World) -> None:
    """Work that waits, work that failed, and a row of the log, for each organisation."""
    for things in world.sides.values():
        by = Actor(ActorKind.PERSON, 0, "Somebody", things["tenant"].pk)
        for key, state in (("waiting", JobState.WAITING), ("failed", JobState.FAILED)):
            things[key] = Job.objects.create(
                key=key,
                task="parties.check_import",
                title="Check",
                state=state,
                tenant_id=by.tenant_id,
                actor_kind=by.kind.value,
                actor_label=by.label,
            )
        things["entry"] = record(by, "start_job", Thing("jobs.job", "1", "Check"))
