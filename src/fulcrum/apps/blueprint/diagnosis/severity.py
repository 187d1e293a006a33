"""How severe a harm is, and what each level of each judgement means.

Severity is the highest of scale, scope and irremediability, not their mean: one of them is enough
(UN Guiding Principles 14 and 24 with their commentary). The levels' descriptions are ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 5
LEVELS = range(LOWEST, HIGHEST + 1)
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Judgements:
    """The four judgements that a rank rests on, 1 to 5 each."""

    scale: int
    scope: int
    irremediability: int
    likelihood: int

    def __post_init__(self) -> None:
        """Levels are 1 to 5.

        Raises:
            ValueError: one is not.
        """
        for name in NAMES:
            if getattr(self, name) not in LEVELS:
                raise ValueError(f"{name} is a level from {LOWEST} to {HIGHEST}")

    @property
    def severity(self) -> int:
        """The highest of scale, scope and irremediability."""
        return max(self.scale, self.scope, self.irremediability)


SEVERITY_NAMES = ("scale", "scope", "irremediability")
NAMES = (*SEVERITY_NAMES, "likelihood")


def severity_of(levels: Iterable[int | None]) -> int | None:
    """The highest of the levels that are known; None when none is."""
    return max((level for level in levels if level is not None), default=None)


LABELS: dict[str, Text] = {
    "scale": _("Scale"),
    "scope": _("Scope"),
    "irremediability": _("Irremediability"),
    "severity": _("Severity"),
    "likelihood": _("Likelihood"),
}
ANCHORS: dict[str, tuple[Text, ...]] = {
    "scale": (
        _("Rules on pay or hours are broken, without coercion; people can object and leave."),
        _("Conditions are poor and people are pressed, but they can leave at little cost."),
        _(
            "Signs of coercion: wages or papers kept back, debts for recruitment; leaving costs dearly."
        ),
        _(
            "People cannot leave: threats, debt or confinement hold them; or children do hazardous work."
        ),
        _("Violence, sexual exploitation, trafficked children, or danger to life."),
    ),
    "scope": (
        _("One or two people."),
        _("A few people, up to about ten, at one place."),
        _("Tens of people, or several places."),
        _("Hundreds of people, or a common practice of the sector in a region."),
        _("Thousands of people, or the way a sector works in a country."),
    ),
    "irremediability": (
        _("People can be put back where they were within weeks: pay, papers, an apology."),
        _("They can be put back within months, with some help."),
        _("They can be put back in part, over a year or more: debts, health, lost schooling."),
        _("The harm lasts: some of it can be compensated, little can be restored."),
        _("It cannot be made good: death, lasting injury, a childhood lost."),
    ),
    "likelihood": (
        _("Nothing points to it, though the sources cover this kind of activity."),
        _("Possible: it was found elsewhere, for the same product or sector."),
        _("In question: little is known, or the country as a whole stands in the middle."),
        _("Likely: it was found in this sector in this country, or the country stands out."),
        _("Found for this product in this country, or at this very business relationship."),
    ),
}


def anchor(name: str, level: int | None) -> Text:
    """What a level of a judgement means; "" when there is none."""
    return "" if level is None else ANCHORS[name][level - 1]
