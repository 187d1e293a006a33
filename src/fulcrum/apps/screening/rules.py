"""Who may do what in screening: a bank's own analysts; the hub sees only signed bundles."""

from typing import Any

from fulcrum.apps.ui.access import add_permission, predicate, role_in
from fulcrum.kernel.actors import Actor, ActorKind, Role

ANALYST = role_in(Role.CRIME_ANALYST)
OFFICER = role_in(Role.SECRETARIAT_OFFICER)


@predicate
def is_own(actor: Actor, obj: Any) -> bool:
    """The record belongs to the organisation acted for (asked without one: nothing to check)."""
    return obj is None or actor.is_system or obj.tenant_id == actor.tenant_id


@predicate
def is_person(actor: Actor, _obj: Any) -> bool:
    """Not a token: a decision with a name on it is a person's."""
    return actor.kind is not ActorKind.TOKEN


for name in ("view_runs", "view_alerts", "view_cases", "view_learning", "view_names"):
    add_permission(f"screening.{name}", ANALYST)
for name in (
    "start_run", "schedule_runs", "export_alerts", "triage_alert", "read_alert", "snooze_alert",
    "make_case", "change_case", "decide_case", "write_report", "approve_report", "file_report",
    "manage_schemas", "make_bundle", "sign_bundle",
):  # fmt: skip
    add_permission(f"screening.{name}", ANALYST & is_own & is_person)
add_permission("screening.pool_bundles", OFFICER & is_person)
