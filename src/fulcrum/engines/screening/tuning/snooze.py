"""Snooze: leave a subject, or one indicator of it, alone until a day, for a reason.

Nothing is deleted: alerts are only marked, and are back on the very day the snooze ends. A snooze
never holds when something new has appeared since, nor for a network hit that is an alert by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import EPOCH, rows_of
from fulcrum.kernel.errors import FulcrumError

MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """One snooze.

    Attributes:
        subject: whom it leaves alone.
        reason: why; nobody snoozes without.
        since: the day it was made; it holds from then on.
        until: the first day on which it no longer holds.
        known: the indicators that had hit the subject when it was made.
        families: their families.
        indicator: the one it is about; "" for the whole subject.

    Raises:
        FulcrumError: there is no subject or reason, the days are wrong, or more than 365 apart, or
            the indicator was not among those known.
    """

    subject: str
    reason: str
    since: date
    until: date
    known: frozenset[str]
    families: frozenset[str]
    indicator: str = ""

    def __post_init__(self) -> None:
        """Refuse what nobody could answer for later."""
        if not self.subject.strip():
            raise FulcrumError("Nobody is named.", where="subject", mend="Name the subject.")
        if not self.reason.strip():
            raise FulcrumError("There is no reason.", where="reason", mend="Say why this may wait.")
        days = (self.until - self.since).days
        if not 0 < days <= MOST_DAYS:
            raise FulcrumError(
                f"A snooze of {days:,} days cannot be made.",
                where="until",
                mend=f"Let it end 1 to {MOST_DAYS} days after it begins.",
            )
        if self.indicator and self.indicator not in self.known:
            raise FulcrumError(
                f"{self.indicator} had not hit this subject.",
                where="indicator",
                mend="Snooze an indicator that had.",
            )

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day, whatever the alert."""
        return self.since <= day < self.until


def snooze_of(  # noqa: PLR0913 - each is named where it is called
    outputs: Outputs,
    pack: Pack,
    subject: str,
    *,
    reason: str,
    since: date,
    until: date,
    indicator: str = "",
) -> Snooze:
    """A snooze that knows what had hit its subject by the day it is made.

    Args:
        outputs: the run that is looked at.
        pack: that it was made with.
        subject: whom to leave alone.
        reason: why.
        since: today.
        until: the first day on which it no longer holds.
        indicator: the one it is about; "" for the whole subject.

    Raises:
        FulcrumError: as `Snooze` does.
    """
    known = {one["indicator"] for one in hits_by(outputs, since, [subject])}
    families = {pack.indicators[name].family.value for name in known}
    return Snooze(
        subject=subject,
        reason=reason,
        since=since,
        until=until,
        known=frozenset(known),
        families=frozenset(families),
        indicator=indicator,
    )


def hits_by(outputs: Outputs, day: date, subjects: Iterable[str]) -> list[dict[str, Any]]:
    """Hits that alerts of some subjects rest on and that had happened by a day."""
    rows = outputs.alert_hits.select(["alert", "subject", "indicator", "day", "members"])
    wanted = pc.is_in(rows.column("subject"), pa.array(sorted(subjects), pa.string()))
    last = (day - EPOCH).days
    return [one for one in rows_of(rows.filter(wanted)) if one["day"] <= last]
