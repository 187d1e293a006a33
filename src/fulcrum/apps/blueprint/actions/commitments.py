"""Propose, change, pledge and withdraw commitments."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.actions.assessments import current_release
from fulcrum.apps.blueprint.actions.commitment_evidence import share_commitment_files
from fulcrum.apps.blueprint.actions.commitment_log import Happening, check, locked, write
from fulcrum.apps.blueprint.ladder.terms import EventKind, Rung
from fulcrum.apps.blueprint.models import Audience, Commitment, CommitmentAction, Release
from fulcrum.apps.blueprint.queries.commitments import standing_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST_ACTIONS = 10


@dataclass(frozen=True, slots=True)
class CommitmentInput:
    """What is said of a commitment.

    Attributes:
        title: in a line.
        actions: ids of the Actions it serves.
        by_when: the day it is to be achieved.
        indicator: how it will be known.
        what: what will be done, at length.
        owner: who answers for it.
        audience: who may read it.
        source: where it was said.
        external_key: the key in the sender's records.
    """

    title: str
    actions: Sequence[str]
    by_when: date
    indicator: str
    what: str = ""
    owner: str = ""
    audience: str = Audience.SECRETARIAT
    source: str = ""
    external_key: str = ""


def _fields(given: CommitmentInput) -> dict[str, object]:
    fields = asdict(given)
    fields.pop("actions")
    return {
        key: value.strip() if isinstance(value, str) else value for key, value in fields.items()
    }


def _check_given(given: CommitmentInput, release: Release) -> None:
    known = spec_of(release).action_by_id
    unknown = [action for action in given.actions if action not in known]
    if unknown:
        raise FulcrumError(
            _("The framework has no such Action."),
            where=", ".join(unknown),
            mend=_("Choose another."),
        )
    if not given.actions or len(given.actions) > MOST_ACTIONS:
        raise FulcrumError(
            _("Name the Actions this serves: one at least, ten at most."), where=_("Actions")
        )
    if not given.title.strip() or not given.indicator.strip():
        raise FulcrumError(_("Say what you commit to, and how it will be known."))


def _set_actions(commitment: Commitment, actions: Sequence[str]) -> None:
    CommitmentAction.objects.filter(commitment=commitment).delete()
    CommitmentAction.objects.bulk_create(
        CommitmentAction(commitment=commitment, action_id=action)
        for action in dict.fromkeys(actions)
    )


def _may_speak_for(organisation: Organisation, by: Actor) -> bool:
    """One's own organisation; for the Secretariat those that do not sign in."""
    if by.is_system:
        return True
    if by.is_secretariat:
        return organisation.tenant_id is None or organisation.tenant_id == by.tenant_id
    return organisation.tenant_id is not None and organisation.tenant_id == by.tenant_id


@transaction.atomic
def propose_commitment(
    organisation: Organisation, given: CommitmentInput, *, by: Actor, at: datetime | None = None
) -> Commitment:
    """Write a commitment down; it stays a proposal until it is pledged.

    Raises:
        RefusedError: the organisation is not one's own.
        FulcrumError: an Action is unknown, or something is missing.
    """
    check(by, "blueprint.make_commitment")
    if not _may_speak_for(organisation, by):
        raise RefusedError(_("You can commit only the organisation you act for."))
    release = current_release()
    _check_given(given, release)
    commitment = Commitment.objects.create(
        organisation=organisation,
        tenant_id=organisation.tenant_id,
        release=release,
        created_by_id=by.user_id,
        is_invented=organisation.is_invented,
        **_fields(given),
    )
    _set_actions(commitment, given.actions)
    write(commitment, Happening(EventKind.PROPOSED, at=at), by=by, verb="propose_commitment")
    return commitment


def _check_readers(commitment: Commitment, audience: str) -> None:
    """A promise that somebody was given is not hidden from them: it is withdrawn, or kept."""
    if audience != Audience.OWN or commitment.audience == Audience.OWN:
        return
    now = standing_of(commitment)
    if now.rung is None or now.rung > Rung.PROPOSED:
        raise ConflictError(
            _("A pledge cannot be hidden from those it was given to."),
            mend=_("Let at least the Secretariat go on reading it."),
        )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _change(commitment: Commitment, given: CommitmentInput) -> dict[str, tuple[object, object]]:
    """Old and new value of each field that changes, as JSON keeps them."""
    old = {name: getattr(commitment, name) for name in _fields(given)}
    new = _fields(given) | {"actions": sorted(set(given.actions))}
    old["actions"] = sorted(commitment.actions.values_list("action_id", flat=True))
    return {
        name: (_plain(old[name]), _plain(value))
        for name, value in new.items()
        if value != old[name]
    }


@transaction.atomic
def change_commitment(commitment: Commitment, given: CommitmentInput, *, by: Actor) -> Commitment:
    """Say a commitment better; its log keeps what it said before, and who changed it.

    Raises:
        ConflictError: a pledge would be hidden from those it was given to.
        FulcrumError: an Action is unknown, or something is missing.
    """
    check(by, "blueprint.change_commitment", commitment)
    row = locked(commitment)
    _check_given(given, row.release)
    _check_readers(row, given.audience)
    change = _change(row, given)
    if not change:
        return row
    for name, value in _fields(given).items():
        setattr(row, name, value)
    row.save()
    _set_actions(row, given.actions)
    share_commitment_files(row, by=by)
    note = ", ".join(change)
    what = Happening(EventKind.CHANGED, note=note, change=change)
    write(row, what, by=by, verb="change_commitment")
    return row


@transaction.atomic
def pledge_commitment(
    commitment: Commitment, *, by: Actor, at: datetime | None = None
) -> Commitment:
    """The institution stands by it; also after a withdrawal."""
    check(by, "blueprint.pledge_commitment", commitment)
    row = locked(commitment)
    now = standing_of(row, at)
    if now.rung is not None and now.rung > Rung.PROPOSED:
        raise ConflictError(_("This commitment is pledged already."))
    if row.audience == Audience.OWN:
        raise ConflictError(
            _("A pledge is a promise to somebody."),
            mend=_("Let at least the Secretariat read it, then pledge it."),
        )
    write(row, Happening(EventKind.PLEDGED, at=at), by=by, verb="pledge_commitment")
    return row


@transaction.atomic
def withdraw_commitment(
    commitment: Commitment, reason: str, *, by: Actor, at: datetime | None = None
) -> Commitment:
    """Take a commitment back, with a reason; it stays in the record."""
    check(by, "blueprint.pledge_commitment", commitment)
    row = locked(commitment)
    if not reason.strip():
        raise FulcrumError(_("Say why it is withdrawn; the reason stays with the record."))
    if standing_of(row, at).withdrawn:
        raise ConflictError(_("This commitment is withdrawn already."))
    what = Happening(EventKind.WITHDRAWN, note=reason.strip(), at=at)
    write(row, what, by=by, verb="withdraw_commitment")
    return row
