"""For each bank data, a run, alerts in every state that matters, and a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership, User
from fulcrum.apps.screening.actions.alerts import propose_verdict, snooze_subject
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_files import add_file
from fulcrum.apps.screening.actions.case_parts import TaskInput, add_task
from fulcrum.apps.screening.actions.learning import bundle_file, make_bundle, sign_bundle
from fulcrum.apps.screening.actions.reports import write_report
from fulcrum.apps.screening.enums import DecisionKind
from fulcrum.apps.screening.learning_keys import public_pem
from fulcrum.engines.screening.learning.quarters import Quarter
from fulcrum.kernel.actors import Actor, Role
from tests.apps.screening.case_making import begin, decided, in_days, name_party
from tests.apps.screening.learning_making import QUARTER, decide_alerts
from tests.apps.screening.making import make_alert, make_run
from tests.apps.screening.report_making import given
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER
from tests.permissions.world.blueprint import PRIVATE

if TYPE_CHECKING:
    from tests.permissions.world import World


@dataclass(frozen=True)
class Handed:
    """What a bank hands to the hub."""

    content: bytes
    pem: bytes

    @property
    def file(self) -> SimpleUploadedFile:
        """The signed bundle; made anew for every request."""
        return SimpleUploadedFile("bundle.json", self.content, "application/json")

    @property
    def key(self) -> SimpleUploadedFile:
        """The key that verifies it."""
        return SimpleUploadedFile("key.pem", self.pem, "application/x-pem-file")


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
    things["plain_case"] = begin(analyst, f"{secret} plain")
    things["suspect"] = name_party(things["plain_case"], analyst, name=f"{secret} suspect")
    reported = begin(analyst, f"{secret} reported")
    things["subject"] = name_party(reported, analyst, name=f"{secret} subject")
    things["report"] = write_report(reported, given(), [things["subject"]], by=analyst)
    _bundles(things, analyst)
    closed = begin(analyst, "Closed")
    things["closed_case"] = close_case(closed, "Explained.", by=analyst)


def _bundles(things: dict[str, Any], analyst: Actor) -> None:
    """What was learnt in one quarter, signed, and in the next, to be read."""
    before = Quarter(2025, 4)
    decide_alerts(analyst, 15, 12, run=things["run"], at=datetime(2025, 11, 10, 12, tzinfo=UTC))
    decide_alerts(analyst, 15, 12, run=things["run"])
    made = make_bundle(before, before, by=analyst)
    signed = things["signed_bundle"] = sign_bundle(made, made.text, by=analyst)
    things["handed"] = Handed(bundle_file(signed), public_pem(analyst.tenant_id or 0))
    decide_alerts(analyst, 15, 12, run=things["run"], at=datetime(2026, 4, 10, 12, tzinfo=UTC))
    things["bundle"] = make_bundle(QUARTER, QUARTER, by=analyst)
