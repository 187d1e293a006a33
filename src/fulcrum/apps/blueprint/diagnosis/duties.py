"""What an involvement asks for, and next steps with the Actions of the Blueprint they belong to.

Duties: UN Guiding Principles 19 and 22 with their commentary. Next steps: ours.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.blueprint.diagnosis.movement import Stage
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement

Text = str | Promise
SHOWN_STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A next step, and the Actions of the Blueprint it serves."""

    text: Text
    actions: tuple[str, ...]


_DUTIES: dict[str, tuple[Text, ...]] = {
    Involvement.CAUSE: (
        _("Stop what does the harm, and prevent that it happens again."),
        _("Provide remedy to the people harmed, yourselves or together with others."),
    ),
    Involvement.CONTRIBUTE: (
        _("Stop your contribution, and prevent that it happens again."),
        _("Use your leverage to lessen what remains of the harm, as far as it reaches."),
        _("Provide remedy for your part, or work with others towards it."),
    ),
    Involvement.LINKED: (
        _("Use the leverage you have to prevent or lessen the harm."),
        _("Where it is too little, build more: with others, by contract, by incentive."),
        _(
            "Think of ending the relationship only where leverage fails, and ask first whether that "
            "would leave people worse off."
        ),
    ),
    Involvement.NONE: (_("Look again when business, clients or the sources change."),),
    Involvement.UNKNOWN: (_("Find out: answer the open questions, and ask those who know."),),
}
_BY_INVOLVEMENT: dict[str, tuple[Step, ...]] = {
    Involvement.CAUSE: (
        Step(_("Stop the act, and see to the safety of people concerned first."), ("G1.A1",)),
        Step(_("Open a way for people to complain that they trust, and answer it."), ("G4.A3",)),
        Step(_("Agree on remedy with those harmed, and see it through."), ("G4.A1", "G4.I2")),
    ),
    Involvement.CONTRIBUTE: (
        Step(_("Change the term, price or incentive that rewards the harm."), ("G3.A1",)),
        Step(_("Put money and a procedure aside for your share of remedy."), ("G4.A1",)),
        Step(_("Join, or start, an arrangement for remedy with others involved."), ("G4.I3",)),
    ),
    Involvement.LINKED: (
        Step(_("Choose a kind of leverage that fits, and plan it with a date."), ("G3.A1",)),
        Step(_("Ask the client, investee or supplier for information you can use."), ("G2.A3",)),
        Step(_("Find others who are connected to the same, and act together."), ("G3.A2",)),
    ),
    Involvement.NONE: (Step(_("Say publicly what you looked at and what you found."), ("G2.A2",)),),
    Involvement.UNKNOWN: (
        Step(_("Share the work of finding out with peers who face the same."), ("G2.A1",)),
        Step(_("Ask the client, investee or supplier for information you can use."), ("G2.A3",)),
    ),
}
_BY_AREA: dict[str, tuple[Step, ...]] = {
    Area.OWN_OPERATIONS: (
        Step(_("Look at cleaning, security and agency work: who recruits, who pays?"), ("G2.A1",)),
    ),
    Area.PRODUCTS: (
        Step(_("Let those who watch transactions know what this would look like."), ("G1.I1",)),
    ),
    Area.CLIENTS: (
        Step(_("Write the expectation into terms, covenants or mandates."), ("G3.I3",)),
    ),
    Area.SUPPLIERS: (
        Step(
            _("Put the expectation into tenders and contracts, and pay for what it costs."),
            ("G1.I3",),
        ),
    ),
}
_LATE = Step(
    _("Record today what will be done by when: it is known, and time counts against you."),
    ("G3.A3",),
)
MOVED = frozenset({Stage.MOVING, Stage.CONTRIBUTING})


def duties_of(involvement: str, stage: Stage = Stage.NOT_KNOWN) -> tuple[Text, ...]:
    """What an involvement asks for; a risk that has moved to *contribute* asks for remedy too."""
    duties = _DUTIES[involvement]
    if involvement == Involvement.LINKED and stage is Stage.CONTRIBUTING:
        return (*duties, _("Prepare for a part in remedy: you may be seen as contributing by now."))
    return duties


def next_steps(involvement: str, area: str, stage: Stage = Stage.NOT_KNOWN) -> tuple[Step, ...]:
    """Next steps, the most pressing first."""
    late = (_LATE,) if involvement == Involvement.LINKED and stage in MOVED else ()
    return (*late, *_BY_INVOLVEMENT[involvement], *_BY_AREA[area])[:SHOWN_STEPS]
