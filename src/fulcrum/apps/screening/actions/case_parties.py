"""The parties of a case, and who they may be.

Whoever may be a victim is never the subject of a report: these actions refuse it, and the database
does once more.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.screening.actions.cases import changed, held
from fulcrum.apps.screening.enums import HARMFUL, PartyKind, PartyRole, ReportState
from fulcrum.apps.screening.models import Case, CaseNote, CaseParty
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError, RefusedError

MOST_PARTIES = 200


@dataclass(frozen=True, slots=True)
class PartyInput:
    """What is said of a party.

    Attributes:
        basis: why this role; from flows and facts alone.
    """

    name: str
    role: str
    basis: str
    kind: str = PartyKind.PERSON
    reference: str = ""
    is_subject: bool = False


@dataclass(frozen=True, slots=True)
class PartyChange:
    """What a change of a party brought about.

    Attributes:
        unmarked: the party was the subject of the report and, as a possible victim, is no more.
        harmful_count: harmful decisions about them that now have to be looked at again.
        report_count: reports that are not filed and may still name them as subject.
    """

    party: CaseParty
    unmarked: bool = False
    harmful_count: int = 0
    report_count: int = 0


def _values(given: PartyInput) -> dict[str, Any]:
    """The values as they are stored."""
    values = asdict(given).items()
    return {name: value.strip() if isinstance(value, str) else value for name, value in values}


def _check_party(given: PartyInput) -> None:
    if not given.name.strip() or not given.basis.strip():
        raise FulcrumError(_("Say who it is, and why you see this role."))
    if given.role not in PartyRole.values or given.kind not in PartyKind.values:
        raise FulcrumError(_("There is no such role or kind of party."))


def _refuse_subject() -> RefusedError:
    return RefusedError(_("Whoever may be a victim is never the subject of a report."))


@transaction.atomic
def add_party(case: Case, given: PartyInput, *, by: Actor) -> CaseParty:
    """Name somebody in a case.

    Raises:
        RefusedError: a possible victim would be the subject of the report.
        FulcrumError: no name, or no reason for the role.
    """
    row = held(case, by=by)
    _check_party(given)
    if given.is_subject and given.role == PartyRole.POSSIBLE_VICTIM:
        raise _refuse_subject()
    if row.parties.count() >= MOST_PARTIES:
        raise FulcrumError(_("A case holds no more than %(n)d parties.") % {"n": MOST_PARTIES})
    made = CaseParty.objects.create(case=row, added_by_name=by.label[:200], **_values(given))
    changed(row, "add_party", by=by, party=made.pk, role=made.role, subject=made.is_subject)
    return made


@transaction.atomic
def change_party(party: CaseParty, given: PartyInput, *, by: Actor) -> PartyChange:
    """Say better who a party is. Another role needs a reason of its own; the old one is kept.

    A subject of the report who turns out to be a possible victim is its subject no more.

    Raises:
        RefusedError: a possible victim would become the subject of the report.
        FulcrumError: the role changes without a new reason.
    """
    case = held(party.case, by=by)
    row = CaseParty.objects.select_for_update().get(pk=party.pk)
    _check_party(given)
    turns = given.role != row.role
    if turns and given.basis.strip() == row.basis.strip():
        raise FulcrumError(_("Say why you see another role now."))
    if given.role == PartyRole.POSSIBLE_VICTIM and given.is_subject and not row.is_subject:
        raise _refuse_subject()
    role, basis, was_subject = row.role, row.basis, row.is_subject
    for name, value in _values(given).items():
        setattr(row, name, value)
    row.is_subject = row.is_subject and row.role != PartyRole.POSSIBLE_VICTIM
    row.save()
    if turns:
        _note_turn(case, row, role, basis, by)
    new = {"party": row.pk, "role": row.role, "subject": row.is_subject, "role_before": role}
    changed(case, "change_party", by=by, **new)
    return _consequences(case, row, was_subject=was_subject)


def _note_turn(case: Case, party: CaseParty, role: str, basis: str, by: Actor) -> None:
    """Keep which role somebody had before and why: a note, since notes are never changed."""
    said = _("%(name)s: %(new)s instead of %(old)s. Why: %(why)s. Before that: %(before)s") % {
        "name": party.name,
        "new": PartyRole(party.role).label,
        "old": PartyRole(role).label,
        "why": party.basis.rstrip("."),
        "before": basis,
    }
    CaseNote.objects.create(case=case, text=said, by_name=by.label[:200], by_id=by.user_id)


def _consequences(case: Case, party: CaseParty, *, was_subject: bool) -> PartyChange:
    if party.role != PartyRole.POSSIBLE_VICTIM:
        return PartyChange(party)
    harmful = party.decisions.filter(kind__in=HARMFUL).exclude(agreed=False)
    unfiled = case.reports.filter(state__in=(ReportState.DRAFT, ReportState.APPROVED))
    return PartyChange(
        party,
        unmarked=was_subject,
        harmful_count=harmful.count(),
        report_count=unfiled.count() if was_subject else 0,
    )
