"""What an institution is reminded of: decided from status and dates alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fulcrum.apps.blueprint.ladder.standing import Standing
from fulcrum.apps.blueprint.ladder.terms import Rung

DUE_DAYS = 30
STALE_DAYS = 60
UNPLEDGED_DAYS = 30
UNPROVEN_DAYS = 182


class ReminderKind(StrEnum):
    """Why a reminder is sent."""

    UNPLEDGED = "unpledged"
    UNPROVEN = "unproven"
    DUE = "due"
    OVERDUE = "overdue"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be reminded of.

    Attributes:
        kind: why.
        about: the day it is about; the same kind and day are one reminder, sent once.
    """

    kind: ReminderKind
    about: date


def reminders_of(standing: Standing, by_when: date, today: date) -> list[Reminder]:
    """What to remind of on a day; nothing once a commitment is achieved or withdrawn, save its age.

    Args:
        standing: where the commitment stands today.
        by_when: the day it is to be achieved.
        today: the day.
    """
    if standing.rung is None or standing.since is None:
        return []
    waited = today - standing.since
    unproven = standing.rung is Rung.PLEDGED and standing.carried_by is None
    cases = (
        (
            standing.rung is Rung.PROPOSED and waited >= timedelta(days=UNPLEDGED_DAYS),
            Reminder(ReminderKind.UNPLEDGED, standing.since),
        ),
        (
            unproven and not standing.waiting and waited >= timedelta(days=UNPROVEN_DAYS),
            Reminder(ReminderKind.UNPROVEN, standing.since),
        ),
        (
            standing.rung < Rung.ACHIEVED
            and timedelta() <= by_when - today <= timedelta(days=DUE_DAYS),
            Reminder(ReminderKind.DUE, by_when),
        ),
        (
            standing.rung < Rung.ACHIEVED and by_when < today,
            Reminder(ReminderKind.OVERDUE, by_when),
        ),
        (
            standing.stale_on is not None
            and standing.stale_on - today <= timedelta(days=STALE_DAYS),
            Reminder(ReminderKind.STALE, standing.stale_on or today),
        ),
    )
    return [reminder for holds, reminder in cases if holds]
