"""How leverage reads: states, why a practice fits, and what it is about."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.leverage.matching import WEIGHTS, Suggestion, Why
from fulcrum.apps.blueprint.leverage.terms import PlanState, PracticeState
from fulcrum.apps.blueprint.models import Practice
from fulcrum.apps.parties.enums import ActorType
from fulcrum.apps.parties.geography import country_name
from fulcrum.kernel.sectors import sectors

PRACTICE_TONES = {
    PracticeState.DRAFT: "secondary",
    PracticeState.PROPOSED: "warning",
    PracticeState.RETURNED: "danger",
    PracticeState.PUBLISHED: "success",
    PracticeState.WITHDRAWN: "secondary",
}
PLAN_TONES = {
    PlanState.DRAFT: "secondary",
    PlanState.UNDER_WAY: "info",
    PlanState.ENDED: "success",
}
_REASONS: Mapping[Why, str | Promise] = {
    Why.ACTOR: gettext_lazy("known of your kind of institution"),
    Why.SECTOR: gettext_lazy("of the same sector"),
    Why.WIDER_SECTOR: gettext_lazy("of a neighbouring sector"),
    Why.COUNTRY: gettext_lazy("of the same country"),
    Why.KIND: gettext_lazy("its kind of leverage fits your involvement"),
    Why.GRAVE: gettext_lazy(
        "the harm is severe, and one institution alone has too little leverage"
    ),
    Why.SHOWN: gettext_lazy("its result is documented or better"),
}


def said_reasons(found: Suggestion) -> list[tuple[str, int]]:
    """Why a practice fits, each with the points it gives."""
    steps = found.facets.shown - 1
    return [
        (str(_REASONS[why]), WEIGHTS[why] * (steps if why is Why.SHOWN else 1))
        for why in found.reasons
    ]


def matching_method() -> str:
    """How suggestions are ordered."""
    parts = ", ".join(f"{_REASONS[why]}: {points}" for why, points in WEIGHTS.items())
    return _(
        "Points: %(parts)s for each step above “told”. A practice is suggested when it is known of "
        "your kind of institution, the sector or the country; those with most points come first."
    ) % {"parts": parts}


def facet_lines(practice: Practice) -> list[tuple[str, str]]:
    """What a practice is about, as labels and values; "any" where nothing narrows it."""
    lines: Sequence[tuple[str, list[str]]] = (
        (_("Kinds of institution"), [str(ActorType(one).label) for one in practice.actor_types]),
        (_("Sectors"), [sector_title(code) for code in practice.sectors]),
        (_("Countries"), [country_name(code) for code in practice.countries]),
    )
    return [(label, ", ".join(values) or _("any")) for label, values in lines]


def sector_title(code: str) -> str:
    """A sector's code and title."""
    found = sectors().get(code)
    return f"{code} {found.title}" if found else code
