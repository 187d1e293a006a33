"""The words of leverage: its kinds, how strongly a practice is shown, the states of both records.

Leverage is the ability to effect change in the wrongful practices of an entity that causes a harm
(UN Guiding Principles on Business and Human Rights, commentary to principle 19). That it works
between two, by many together, or on the system is the initiative's; where the last two are split in
two each, the split is ours.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class LeverageKind(TextChoices):
    """How leverage works."""

    COMMERCIAL = "commercial", _("Between two: traditional commercial")
    BROADER = "broader", _("Between two: broader business")
    PEERS = "peers", _("Together: among peers")
    ACROSS = "across", _("Together: with others than peers")
    RULES = "rules", _("On the system: rules and standards")
    PLATFORM = "platform", _("On the system: platforms")


OUR_SPLIT = frozenset(
    {LeverageKind.PEERS, LeverageKind.ACROSS, LeverageKind.RULES, LeverageKind.PLATFORM}
)
BILATERAL = frozenset({LeverageKind.COMMERCIAL, LeverageKind.BROADER})

EXAMPLES = {
    LeverageKind.COMMERCIAL: _("Terms of a loan or policy, price, covenants, votes."),
    LeverageKind.BROADER: _("Capacity building, long-term incentives, speaking with the board."),
    LeverageKind.PEERS: _("Banks or investors that ask a client for the same together."),
    LeverageKind.ACROSS: _("With unions, supporters of survivors, governments, buyers."),
    LeverageKind.RULES: _("Supervisory rules, listing standards, procurement rules."),
    LeverageKind.PLATFORM: _("Exchanges, data and payment platforms that set terms for many."),
}


class Shown(IntegerChoices):
    """How strongly it is shown that a practice did what is reported."""

    TOLD = 1, _("Told: by who did it, without a document")
    DOCUMENTED = 2, _("Documented: published by who did it, with a date")
    CONFIRMED = 3, _("Confirmed: by somebody independent of who did it")
    EVALUATED = 4, _("Evaluated: a study with a comparison")


class PracticeState(TextChoices):
    """Where a practice stands."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waits for the Secretariat")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", _("Draft")
    UNDER_WAY = "under_way", _("Under way")
    ENDED = "ended", _("Ended")
