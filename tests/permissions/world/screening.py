"""For each bank data, a run, alerts in every state that matters, and a case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.screening.actions.alerts import propose_verdict, snooze_subject
from fulcrum.kernel.actors import Role
from tests.apps.screening.making import make_alert, make_run
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER
from tests.permissions.world.blueprint import PRIVATE

if TYPE_CHECKING:
    from tests.permissions.world import World


def furnish(world: World) -> None:
    """Alerts and cases of both banks; each is worked on by a colleague of the visitor."""
    for side in (BANK, OTHER):
        things = world.sides[side]
        colleague = Membership.objects.create(
            tenant=things["tenant"],
            user=User.objects.create(email=f"analyst@{side}.example", name="Ana"),
            role=Role.CRIME_ANALYST,
        )
        analyst = actor_of_membership(colleague)
        secret = PRIVATE if side == BANK else "Nothing"
        things["run"] = make_run(analyst, title=f"{secret} run")
        things["earlier_run"] = make_run(analyst)
        things["dataset"] = things["run"].dataset
        things["alert"] = make_alert(analyst, f"{secret}-1", things["run"])
        read = make_alert(analyst, f"{secret}-2", things["run"])
        things["reading"] = propose_verdict(read, "productive", "Seen.", by=analyst)
        asleep = make_alert(analyst, f"{secret}-3", things["run"])
        until = timezone.localdate() + timedelta(days=9)
        things["snooze"] = snooze_subject(asleep, until, "Known.", by=analyst)
