"""Decide in a case: with a reason, by two people where it weighs, and never against a possible victim."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.screening.actions.cases import changed, held
from fulcrum.apps.screening.case_guidance import FOUR_EYES, withheld
from fulcrum.apps.screening.enums import DecisionKind
from fulcrum.apps.screening.models import Case, CaseDecision, CaseNote, CaseParty
from fulcrum.apps.screening.queries.cases import roles_of
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST_DECISIONS = 200


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """What is decided.

    Attributes:
        about: the party it concerns; None for the case as a whole.
    """

    kind: str
    reason: str
    about: CaseParty | None = None


def _check_kind(case: Case, kind: str, about: CaseParty | None) -> None:
    """Refuse what would harm somebody who may be a victim, as the roles are now."""
    role = None if about is None else CaseParty.objects.get(pk=about.pk).role
    if kind in withheld(roles_of(case), role):
        raise RefusedError(
            _("This could harm somebody who may be a victim, so it cannot be decided."),
            mend=_("Think of safe contact, or of the inclusion pathway."),
        )


@transaction.atomic
def decide(case: Case, given: DecisionInput, *, by: Actor) -> CaseDecision:
    """Take a decision. Restrictions, exits, reports and the choice not to report need a second person.

    Raises:
        RefusedError: it could harm a possible victim, or the party is of another case.
        FulcrumError: no reason is given.
    """
    row = held(case, by=by, permission="screening.decide_case")
    if given.kind not in DecisionKind.values:
        raise FulcrumError(_("There is no such decision."))
    if not given.reason.strip():
        raise FulcrumError(_("Give the reason for the decision."))
    if given.about is not None and given.about.case_id != row.pk:
        raise RefusedError(_("This party belongs to another case."))
    _check_kind(row, given.kind, given.about)
    if row.decisions.count() >= MOST_DECISIONS:
        raise FulcrumError(_("A case holds no more than %(n)d decisions.") % {"n": MOST_DECISIONS})
    made = CaseDecision.objects.create(
        case=row,
        about=given.about,
        kind=given.kind,
        reason=given.reason.strip(),
        by_id=by.user_id,
        by_name=by.label[:200],
        needs_second=given.kind in FOUR_EYES,
    )
    about = given.about.pk if given.about else None
    changed(row, "decide", by=by, decision=made.pk, kind=made.kind, party=about)
    return made


@transaction.atomic
def check_decision(decision: CaseDecision, *, agrees: bool, remark: str, by: Actor) -> CaseDecision:
    """Agree with a colleague's decision, or do not, with a remark that is kept as a note.

    Raises:
        RefusedError: it is one's own, or it could by now harm a possible victim.
        ConflictError: it needs no second person, or one has checked it.
        FulcrumError: one does not agree and does not say why.
    """
    case = held(decision.case, by=by, permission="screening.decide_case")
    row = CaseDecision.objects.select_for_update().get(pk=decision.pk)
    if by.user_id is None or by.user_id == row.by_id:
        raise RefusedError(_("A second person has to check this: not the one who decided."))
    if not row.needs_second or row.agreed is not None:
        raise ConflictError(_("This decision does not wait for anybody."))
    if not agrees and not remark.strip():
        raise FulcrumError(_("Say what you see differently."))
    if agrees:
        _check_kind(case, row.kind, row.about)
    row.checked_by_id, row.checked_name = by.user_id, by.label[:200]
    row.checked_at, row.agreed = timezone.now(), agrees
    row.save()
    if remark.strip():
        kind = DecisionKind(row.kind).label
        said = _("On “%(decision)s”: %(remark)s") % {"decision": kind, "remark": remark.strip()}
        CaseNote.objects.create(case=case, text=said, by_name=by.label[:200], by_id=by.user_id)
    changed(case, "check_decision", by=by, decision=row.pk, kind=row.kind, agreed=agrees)
    return row
