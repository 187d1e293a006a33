"""For each bank data, a run, alerts in every state that matters, and a case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.screening.actions.alerts import propose_verdict, snooze_subject
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_files import add_file
from fulcrum.apps.screening.actions.case_parts import TaskInput, add_task
from fulcrum.apps.screening.actions.learning import make_bundle
from fulcrum.apps.screening.enums import DecisionKind
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import begin, decided, in_days, make_report, name_party
from tests.apps.screening.learning_making import QUARTER, decide_alerts
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
        _case(things, analyst, secret)


def _case(things: dict[str, Any], analyst: Actor, secret: str) -> None:
    """A case with a party, a task, a file and a decision that waits for a second person."""
    case = begin(analyst, f"{secret} case")
    things["case"] = case
    things["party"] = name_party(case, analyst, name=f"{secret} party")
    things["case_task"] = add_task(case, TaskInput("Look", in_days(9)), by=analyst)
    file = SimpleUploadedFile("note.txt", b"Said.", "text/plain")
    things["case_file"] = add_file(case, f"{secret} note", file, by=analyst)
    things["decision"] = decided(case, analyst, DecisionKind.REPORT)
    things["report"] = make_report(case, reference=f"{secret}-1")
    decide_alerts(analyst, 15, 12, run=things["run"])
    things["bundle"] = make_bundle(QUARTER, QUARTER, by=analyst)
    closed = begin(analyst, "Closed")
    things["closed_case"] = close_case(closed, "Explained.", by=analyst)
