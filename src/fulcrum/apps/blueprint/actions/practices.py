"""Contribute practices of leverage to the catalogue, and moderate them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.commitment_log import check
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PracticeState, Shown
from fulcrum.apps.blueprint.models import Practice, PracticeTerm
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError

OPEN = (PracticeState.DRAFT, PracticeState.RETURNED)


@dataclass(frozen=True, slots=True)
class PracticeInput:
    """What is said of a practice; empty lists mean any."""

    title: str
    who: str
    what: str
    kind: LeverageKind
    shown: Shown
    source: str
    result: str = ""
    source_url: str = ""
    source_date: date | None = None
    actor_types: Sequence[str] = ()
    actions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    countries: Sequence[str] = ()


def index(practice: Practice) -> None:
    """Make anew what a practice is found by."""
    PracticeTerm.objects.filter(practice=practice).delete()
    PracticeTerm.objects.bulk_create(
        PracticeTerm(kind=kind, value=value, practice=practice)
        for kind, value in sorted(practice.terms())
    )


def _write(practice: Practice, given: PracticeInput) -> None:
    for name, value in asdict(given).items():
        setattr(practice, name, list(value) if isinstance(value, (list, tuple)) else value)
    practice.save()
    index(practice)


def _check_given(given: PracticeInput) -> None:
    if not all(text.strip() for text in (given.title, given.who, given.what, given.source)):
        raise FulcrumError(_("Say what was done, by whom, and where it is from."))
    if given.shown > Shown.TOLD and given.source_date is None:
        raise FulcrumError(
            _("What is documented has a date."),
            where=_("Date of the source"),
            mend=_("Give the date of the source, or say that it was only told."),
        )


@transaction.atomic
def contribute_practice(given: PracticeInput, *, by: Actor) -> Practice:
    """Write a practice down as a draft of one's own.

    Raises:
        RefusedError: the role does not include it.
        FulcrumError: something is missing.
    """
    check(by, "blueprint.contribute_practice")
    _check_given(given)
    practice = Practice(tenant_id=by.tenant_id, created_by_id=by.user_id)
    _write(practice, given)
    record(by, "contribute_practice", practice, new={"title": practice.title})
    return practice


def _locked(practice: Practice) -> Practice:
    return Practice.objects.select_for_update().get(pk=practice.pk)


@transaction.atomic
def change_practice(practice: Practice, given: PracticeInput, *, by: Actor) -> Practice:
    """Say it better: one's own while nobody moderates it; the Secretariat at any time.

    Raises:
        ConflictError: it waits for the Secretariat, or is published.
    """
    check(by, "blueprint.change_practice", practice)
    row = _locked(practice)
    if not by.is_secretariat and row.state not in OPEN:
        raise ConflictError(
            _("It was sent to the Secretariat and cannot be changed meanwhile."),
            mend=_("Ask the Secretariat to return it."),
        )
    _check_given(given)
    was = {name: getattr(row, name) for name in asdict(given)}
    _write(row, given)
    new = {name: value for name, value in asdict(given).items() if value != was[name]}
    record(by, "change_practice", row, old={name: was[name] for name in new}, new=new)
    return row


# From which states each decision leads to which, and the verb the log says it with.
_STEPS = {
    "propose": (OPEN, PracticeState.PROPOSED, "propose_practice"),
    "publish": (
        (PracticeState.PROPOSED, PracticeState.WITHDRAWN),
        PracticeState.PUBLISHED,
        "publish_practice",
    ),
    "return": ((PracticeState.PROPOSED,), PracticeState.RETURNED, "return_practice"),
    "withdraw": ((PracticeState.PUBLISHED,), PracticeState.WITHDRAWN, "withdraw_practice"),
}
NEED_REASON = frozenset({"return", "withdraw"})
PERMISSION = {"propose": "blueprint.change_practice"}
DECISIONS = tuple(_STEPS)


def possible(practice: Practice, decision: str) -> bool:
    """Whether a decision fits the state a practice is in."""
    return practice.state in _STEPS[decision][0]


def permission_of(decision: str) -> str:
    """What a decision asks for."""
    return PERMISSION.get(decision, "blueprint.moderate_practice")


@transaction.atomic
def decide_practice(practice: Practice, decision: str, *, by: Actor, reason: str = "") -> Practice:
    """Propose, publish, return or withdraw a practice.

    Raises:
        ConflictError: its state does not allow it, or has changed meanwhile.
        FulcrumError: a reason is missing.
    """
    check(by, permission_of(decision), practice)
    row = _locked(practice)
    _from, state, verb = _STEPS[decision]
    if not possible(row, decision):
        raise ConflictError(
            _("It is in another state by now: %(state)s.") % {"state": row.get_state_display()}
        )
    if decision in NEED_REASON and not reason.strip():
        raise FulcrumError(_("Say why; whoever contributed it reads the reason."))
    row.state, row.reason = state, reason.strip()[:500]
    if state == PracticeState.PUBLISHED:
        row.published_at = timezone.now()
    row.save()
    record(by, verb, row, new={"reason": row.reason} if row.reason else {})
    return row
