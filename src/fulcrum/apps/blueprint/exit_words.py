"""How the exit test reads: its questions, and what follows from the answers."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.leverage import exit_test
from fulcrum.apps.blueprint.leverage.exit_test import Verdict

QUESTIONS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    exit_test.HAS_LEVERAGE: (
        gettext_lazy("Do we have leverage that we have not used yet?"),
        gettext_lazy("Terms, price, votes, a word with the board, what the catalogue suggests."),
    ),
    exit_test.CAN_BUILD: (
        gettext_lazy("Can we build more of it?"),
        gettext_lazy("With other financiers, buyers, unions, government; through capacity or incentives."),
    ),
    exit_test.CRUCIAL: (
        gettext_lazy("Is the relationship crucial to us?"),
        gettext_lazy("It gives us something essential for which there is no reasonable alternative."),
    ),
    exit_test.LEAVING_HARMS: (
        gettext_lazy("Would leaving make people worse off?"),
        gettext_lazy("Lost wages or housing, worse employers, retaliation, survivors without remedy. Ask those concerned or who speaks for them."),
    ),
    exit_test.CARED_FOR: (
        gettext_lazy("Is what they then need prepared?"),
        gettext_lazy("Notice, wages paid, remedy, support, somebody who stays in contact."),
    ),
}  # fmt: skip
_VERDICTS: Mapping[Verdict, tuple[str | Promise, str | Promise, str]] = {
    Verdict.OPEN: (gettext_lazy("Not answered yet"), gettext_lazy("An answer that the result depends on is missing."), "secondary"),
    Verdict.USE: (gettext_lazy("Stay, and use your leverage"), gettext_lazy("There is leverage left. Leaving would give it up without lowering the risk to people."), "info"),
    Verdict.BUILD: (gettext_lazy("Stay, and build leverage"), gettext_lazy("Where leverage is lacking, there are ways to increase it; take them before leaving is considered."), "info"),
    Verdict.STAY: (gettext_lazy("Stay for now, and show what you do"), gettext_lazy("The relationship is crucial and leverage exhausted. For as long as the abuse goes on, show continuing efforts to mitigate it, and be prepared to accept the consequences of staying."), "warning"),
    Verdict.PREPARE: (gettext_lazy("Do not leave yet: prepare what people need"), gettext_lazy("Leaving now would make people worse off. Prepare notice, wages, remedy and support with those concerned, then ask again."), "danger"),
    Verdict.LEAVE: (gettext_lazy("Leave responsibly"), gettext_lazy("Leverage is exhausted, and leaving is not expected to make people worse off, or what they need is prepared. Say why, give notice, and keep an eye on what follows."), "success"),
}  # fmt: skip


def verdict_words(verdict: Verdict) -> tuple[str, str, str]:
    """A verdict's name, its reason and its tone."""
    label, why, tone = _VERDICTS[verdict]
    return str(label), str(why), tone


def urgency() -> str:
    """What severity adds."""
    return _(
        "The harm is severe: the more severe it is, the more quickly change must be seen before "
        "you decide whether to stay (UN Guiding Principles, commentary to principle 19)."
    )
