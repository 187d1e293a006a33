"""Judge risks, and keep the record of what was known and done about them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.diagnostics import _stand, check, open_one
from fulcrum.apps.blueprint.diagnosis.severity import LEVELS, SEVERITY_NAMES
from fulcrum.apps.blueprint.diagnosis.terms import EventKind, Origin
from fulcrum.apps.blueprint.models import (
    Risk,
    RiskEvent,
)
from fulcrum.apps.blueprint.queries.diagnostics import events_of, movement_at
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

FIELDS = ("harm", "causes", "contributes", "linked", *SEVERITY_NAMES, "likelihood")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer about a risk: which question, what, and why."""

    name: str
    value: Any
    reason: str = ""


def _values(risk: Risk, name: str) -> dict[str, Any]:
    found = {"judgement": name, "value": getattr(risk, name)}
    return found if name == "harm" else found | {"reason": getattr(risk, f"{name}_reason")}


def _fits(given: Judgement) -> bool:
    if given.name in {*SEVERITY_NAMES, "likelihood"}:
        return given.value in LEVELS
    return given.name in FIELDS


def _apply(risk: Risk, given: Judgement) -> None:
    setattr(risk, given.name, given.value)
    if given.name != "harm":
        setattr(risk, f"{given.name}_reason", given.reason.strip()[:2000])


@transaction.atomic
def judge_risk(risk: Risk, given: Judgement, *, by: Actor, version: int | None = None) -> Risk:
    """Save one judgement about a risk.

    Args:
        risk: of a draft.
        given: the judgement; a likelihood equal to what the sources say stands on them.
        by: who judges.
        version: the version the person saw; None when nobody else can have changed it.

    Raises:
        FulcrumError: it is not a judgement, or a reason is needed and missing.
        ConflictError: a colleague changed the risk meanwhile, or the diagnostic is finished.
    """
    held = open_one(risk.diagnostic, by=by)
    now: Risk = Risk.objects.select_for_update().get(pk=risk.pk, diagnostic=held)
    if not _fits(given):
        raise FulcrumError(_("Choose one of the answers."), where=given.name)
    if (
        given.name == "likelihood"
        and given.value != now.found_likelihood
        and not given.reason.strip()
    ):
        raise FulcrumError(
            _("Please say what you know better than the sources."), where=_("Reason")
        )
    old = _values(now, given.name)
    _apply(now, given)
    if old == _values(now, given.name) and now.origin == Origin.PERSON:
        return now
    if (
        version is not None
        and version != now.version
        and old["value"] != risk_value(risk, given.name)
    ):
        raise ConflictError(_("A colleague changed this risk while you were working on it."), mend=_("Load the page again."))  # fmt: skip
    _stand(now)
    now.origin, now.judged_by_id, now.judged_at = Origin.PERSON, by.user_id, timezone.now()
    now.version += 1
    now.save()
    record(by, "judge_risk", now, old=old, new=_values(now, given.name))
    return now


def risk_value(risk: Risk, name: str) -> Any:
    """What a risk holds for a judgement."""
    return getattr(risk, name)


@transaction.atomic
def record_event(risk: Risk, kind: str, day: date, text: str, *, by: Actor) -> RiskEvent:
    """Add a dated line to a risk's record; also after the diagnostic is finished.

    Raises:
        FulcrumError: the day has not come yet, or nothing is said.
    """
    check(by, "blueprint.record_risk", risk.diagnostic)
    if day > timezone.localdate():
        raise FulcrumError(_("This day has not come yet."), where=_("Day"))
    if not text.strip():
        raise FulcrumError(_("Please say what happened, in a sentence."), where=_("What happened"))
    if (
        kind != EventKind.KNOWN
        and not RiskEvent.objects.filter(risk=risk, kind=EventKind.KNOWN).exists()
    ):
        raise FulcrumError(
            _("Record first when it became known to you."),
            mend=_("What was done can be weighed only from that day."),
        )
    held = Risk.objects.select_for_update().get(pk=risk.pk)
    event = RiskEvent.objects.create(
        risk=held, kind=kind, date=day, text=text.strip()[:2000], recorded_by_id=by.user_id
    )
    movement = movement_at(events_of(held))
    held.known_date, held.addressed_date = movement.known_date, movement.addressed_date
    held.save(update_fields=["known_date", "addressed_date"])
    record(by, "record_risk_event", held, new={"kind": kind, "date": day, "event": event.pk})
    return event
