"""Who may watch and steer long work."""

from typing import Any

from fulcrum.apps.ui.access import add_permission, is_signed_in, predicate, role_in
from fulcrum.kernel.actors import Actor, Role


@predicate
def started_it(actor: Actor, job: Any = None) -> bool:
    """The one who started the job; without a job, anybody who could have."""
    return job is None or (actor.user_id is not None and actor.user_id == job.user_id)


@predicate
def same_organisation(actor: Actor, job: Any = None) -> bool:
    """The job belongs to the organisation acted for; the system belongs everywhere."""
    return job is None or actor.is_system or actor.tenant_id == job.tenant_id


leads = role_in(Role.ADMINISTRATOR, Role.SECRETARIAT_OFFICER, Role.INSTITUTION_LEAD)

add_permission("jobs.view_job", is_signed_in & same_organisation)
add_permission("jobs.change_job", is_signed_in & same_organisation & (started_it | leads))
