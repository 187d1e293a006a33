"""What helps whoever fills an assessment in: the answer of last time, and who did what since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.blueprint.models import Answer, Assessment
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import Item

RECENT = 12


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the institution answered to the same question in the assessment before.

    Attributes:
        day: the day that assessment describes.
        level: 0 to 4; None when it did not apply.
        reason: why it did not apply.
        note: what was noted.
    """

    day: date
    level: int | None
    reason: str
    note: str


def last_time(assessment: Assessment, item: Item) -> LastTime | None:
    """The answer of last time (one query), if there is one and its levels meant the same."""
    before = assessment.previous
    if before is None:
        return None
    then = spec_of(before.release).items.get(item.id)
    if then is None or then.levels != item.levels:
        return None
    answer = Answer.objects.filter(assessment=before, item_id=item.id).first()
    if answer is None or (answer.level is None and not answer.not_applicable):
        return None
    return LastTime(before.as_of_date, answer.level, answer.reason, answer.note)


@dataclass(frozen=True, slots=True)
class Doing:
    """A line of an assessment's timeline, naming the question it was about."""

    at: datetime
    who: str
    text: str


def doings(assessment: Assessment, *, limit: int = RECENT) -> list[Doing]:
    """Who did what to an assessment, newest first."""
    return list(_doings(assessment, limit))


def _doings(assessment: Assessment, limit: int) -> Iterator[Doing]:
    items = spec_of(assessment.release).items
    for entry in timeline(assessment, limit=limit):
        item = items.get(str(entry.facts.get("item", "")))
        # Isolated, so that an English title stands right in a sentence from right to left.
        words = {"did": entry.text, "question": f"\u2068{item.title}\u2069" if item else ""}
        text = _("%(did)s: %(question)s") % words if item else entry.text
        yield Doing(entry.at, entry.who, text)
