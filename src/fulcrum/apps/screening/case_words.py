"""How cases, roles and decisions read on pages."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from fulcrum.apps.audit.queries import TimelineItem
from fulcrum.apps.screening.enums import CaseState, DecisionKind, PartyRole
from fulcrum.apps.screening.models import Case, CaseDecision
from fulcrum.apps.ui.patterns import State

CASE_TONES = {CaseState.OPEN: "info", CaseState.REPORTED: "success", CaseState.CLOSED: "secondary"}
ROLE_TONES = {
    PartyRole.CONTROLLER: "danger",
    PartyRole.FACILITATOR: "warning",
    PartyRole.POSSIBLE_VICTIM: "info",
    PartyRole.UNCLEAR: "secondary",
}


def page_address(name: str, *args: Any) -> str:
    """The address of a page that this installation may not have; "" then."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def case_name(case: Case) -> str:
    """A case as titles of pages name it: by its number, since a title could name people."""
    return _("Case %(number)s") % {"number": case.number}


def state_of(case: Case) -> State:
    """A case's state as a badge."""
    state = CaseState(case.state)
    return State(state.label, CASE_TONES[state])


def role_badge(role: str) -> State:
    """A party's role as a badge."""
    return State(PartyRole(role).label, ROLE_TONES[PartyRole(role)])


def standing(decision: CaseDecision) -> State:
    """Whether a decision is in force."""
    if not decision.needs_second:
        return State(_("in force"), "success")
    if decision.agreed is None:
        return State(_("waits for a second person"), "warning")
    return State(_("agreed"), "success") if decision.agreed else State(_("not agreed"))


def _detail(facts: dict[str, Any]) -> str:
    """What a line of the timeline adds to its verb."""
    if facts.get("kind") in DecisionKind.values:
        said = str(DecisionKind(facts["kind"]).label)
        if "agreed" in facts:
            return f"{said} ({_('agreed') if facts['agreed'] else _('not agreed')})"
        return said
    if facts.get("role") in PartyRole.values:
        label, before = PartyRole(facts["role"]).label, str(facts.get("role_before", ""))
        turned = before in PartyRole.values and before != facts["role"]
        return f"{PartyRole(before).label} → {label}" if turned else str(label)
    return ""


def told(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """A case's timeline: the log's words with the decision or the role, never a name."""
    found = []
    for item in items:
        detail = _detail(item.facts)
        found.append(replace(item, text=f"{item.text}: {detail}") if detail else item)
    return found
