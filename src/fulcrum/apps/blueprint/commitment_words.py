"""How commitments read: rungs, the sentence that explains a status, the lines of a history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.ladder.pieces import PieceState
from fulcrum.apps.blueprint.ladder.reminders import Reminder, ReminderKind
from fulcrum.apps.blueprint.ladder.standing import Standing
from fulcrum.apps.blueprint.ladder.terms import EventKind, Rung
from fulcrum.apps.blueprint.models import Audience, Commitment, CommitmentEvent, CommitmentEvidence
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS

TONES = {
    Rung.PROPOSED: "secondary",
    Rung.PLEDGED: "secondary",
    Rung.STRATEGY: "info",
    Rung.POLICY: "info",
    Rung.IN_FORCE: "info",
    Rung.ACHIEVED: "success",
    Rung.VERIFIED: "success",
}
WITHDRAWN = gettext_lazy("Withdrawn")

HAPPENED: Mapping[EventKind, str | Promise] = {
    EventKind.PROPOSED: gettext_lazy("proposed it"),
    EventKind.PLEDGED: gettext_lazy("pledged it"),
    EventKind.CHANGED: gettext_lazy("changed its wording"),
    EventKind.WITHDRAWN: gettext_lazy("withdrew it"),
    EventKind.EVIDENCE_ADDED: gettext_lazy("added evidence"),
    EventKind.EVIDENCE_CODED: gettext_lazy("finished coding evidence"),
    EventKind.EVIDENCE_WITHDRAWN: gettext_lazy("withdrew evidence"),
    EventKind.EVIDENCE_SUPERSEDED: gettext_lazy("replaced evidence by newer evidence"),
    EventKind.DISPUTE_OPENED: gettext_lazy("opened a dispute"),
    EventKind.REPLY_GIVEN: gettext_lazy("wrote in a dispute"),
    EventKind.DISPUTE_UPHELD: gettext_lazy("upheld a dispute"),
    EventKind.DISPUTE_DISMISSED: gettext_lazy("dismissed a dispute"),
}


PIECE_STATES: Mapping[PieceState, tuple[str | Promise, str]] = {
    PieceState.WITHDRAWN: (gettext_lazy("withdrawn"), "danger"),
    PieceState.REJECTED: (gettext_lazy("rejected in a dispute"), "danger"),
    PieceState.WAITING: (gettext_lazy("waits for review"), "warning"),
    PieceState.DISPUTED: (gettext_lazy("disputed"), "danger"),
    PieceState.CARRIES: (gettext_lazy("carries the status"), "success"),
    PieceState.STALE: (gettext_lazy("stale"), "warning"),
    PieceState.SUPERSEDED: (gettext_lazy("superseded"), "secondary"),
    PieceState.COUNTS: (gettext_lazy("counts"), "info"),
}


_REMINDERS: Mapping[ReminderKind, str | Promise] = {
    ReminderKind.UNPLEDGED: gettext_lazy("proposed on %(day)s, and not pledged yet."),
    ReminderKind.UNPROVEN: gettext_lazy("pledged since %(day)s, and without reviewed evidence."),
    ReminderKind.DUE: gettext_lazy("to be achieved by %(day)s."),
    ReminderKind.OVERDUE: gettext_lazy("was to be achieved by %(day)s."),
    ReminderKind.STALE: gettext_lazy("the evidence that carries it goes stale on %(day)s."),
}


def reminder_words(reminder: Reminder) -> str:
    """Why somebody is reminded, as the end of a sentence."""
    return str(_REMINDERS[reminder.kind]) % {"day": _day(reminder.about)}


def changes_of(event: CommitmentEvent) -> list[tuple[str, str, str]]:
    """What a change of wording changed: field, what it said, what it says."""
    return [
        (_field_label(name), _said(name, old), _said(name, new))
        for name, (old, new) in event.change.items()
    ]


def _field_label(name: str) -> str:
    if name == "actions":
        return _("Actions")
    return str(Commitment._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr] # plain fields


def _said(name: str, value: Any) -> str:
    if name == "actions":
        return ", ".join(value)
    if name == "by_when":
        return _day(date.fromisoformat(value))
    return str(Audience(value).label) if name == "audience" else str(value) or "–"


def rung_label(rung: Rung | None) -> str:
    """A rung in words; "Withdrawn" for none."""
    return str(WITHDRAWN if rung is None else RUNG_LABELS[rung])


def rung_tone(rung: Rung | None) -> str:
    """The tone of a rung's badge."""
    return "danger" if rung is None else TONES[rung]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else "–"


@dataclass(frozen=True, slots=True)
class Explained:
    """A status in one sentence: what comes before the evidence's title, the evidence, the rest."""

    before: str
    evidence: CommitmentEvidence | None
    after: str

    def __str__(self) -> str:
        title = self.evidence.title if self.evidence else ""
        return f"{self.before}{title}{self.after}"


def _bare(standing: Standing) -> str:
    words = {"day": _day(standing.since)}
    if standing.rung is None:
        return _("Withdrawn on %(day)s.") % words
    if standing.rung is Rung.PROPOSED:
        return _("Proposed on %(day)s; nobody has pledged it.") % words
    if standing.stale:
        return _("Pledged since %(day)s; the evidence that carried it further is stale.") % words
    if standing.waiting:
        return _("Pledged since %(day)s; its evidence waits for review.") % words
    return _("Pledged since %(day)s; no reviewed evidence carries it further.") % words


def explain(standing: Standing, pieces: Mapping[int, CommitmentEvidence]) -> Explained:
    """Why a commitment stands where it stands.

    Args:
        standing: the status.
        pieces: the commitment's evidence by key.
    """
    carrier = pieces.get(standing.carried_by or 0)
    if standing.rung is None or carrier is None:
        return Explained(_bare(standing), None, "")
    words = {
        "rung": rung_label(standing.rung),
        "day": _day(standing.since),
        "dated": _day(carrier.dated),
        "by": carrier.publisher,
        "stale": _day(standing.stale_on),
    }
    disputed = " " + _("A dispute is open.") if standing.disputed else ""
    return Explained(
        _("%(rung)s since %(day)s: ") % words,
        carrier,
        _(", dated %(dated)s, by %(by)s, coded by two reviewers; goes stale on %(stale)s.") % words
        + disputed,
    )
