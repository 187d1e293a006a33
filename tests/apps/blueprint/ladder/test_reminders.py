"""When an institution is reminded, to the day."""

from datetime import date, timedelta

import pytest

from fulcrum.apps.blueprint.ladder.reminders import Reminder, ReminderKind, reminders_of
from fulcrum.apps.blueprint.ladder.standing import Standing
from fulcrum.apps.blueprint.ladder.terms import Rung

TODAY = date(2026, 6, 1)
FAR = date(2030, 1, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("standing", "by_when", "kinds"),
    [
        (Standing(Rung.PROPOSED, ago(29)), FAR, []),
        (Standing(Rung.PROPOSED, ago(30)), FAR, [(ReminderKind.UNPLEDGED, ago(30))]),
        (Standing(Rung.PLEDGED, ago(181)), FAR, []),
        (Standing(Rung.PLEDGED, ago(182)), FAR, [(ReminderKind.UNPROVEN, ago(182))]),
        (Standing(Rung.PLEDGED, ago(400), waiting=1), FAR, []),
        (Standing(Rung.POLICY, ago(9), 1, FAR), ahead(31), []),
        (Standing(Rung.POLICY, ago(9), 1, FAR), ahead(30), [(ReminderKind.DUE, ahead(30))]),
        (Standing(Rung.POLICY, ago(9), 1, FAR), TODAY, [(ReminderKind.DUE, TODAY)]),
        (Standing(Rung.POLICY, ago(9), 1, FAR), ago(1), [(ReminderKind.OVERDUE, ago(1))]),
        (Standing(Rung.ACHIEVED, ago(9), 1, FAR), ago(1), []),
        (Standing(Rung.ACHIEVED, ago(9), 1, ahead(61)), FAR, []),
        (Standing(Rung.ACHIEVED, ago(9), 1, ahead(60)), FAR, [(ReminderKind.STALE, ahead(60))]),
        (Standing(None, ago(9), withdrawn=True), ago(1), []),
        (Standing(None), FAR, []),
    ],
)
def test_reminders_come_on_their_day(
    standing: Standing, by_when: date, kinds: list[tuple[ReminderKind, date]]
) -> None:
    assert reminders_of(standing, by_when, TODAY) == [Reminder(*one) for one in kinds]
