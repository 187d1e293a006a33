"""How screening says what it shows: tones, indicators, scenarios, days."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.screening.enums import AlertState, Priority, RunState, Verdict
from fulcrum.engines.screening.indicator import Exploitation, Family, Indicator
from fulcrum.engines.screening.pack import load_pack

PRIORITY_TONES = {Priority.HIGH: "danger", Priority.MEDIUM: "warning", Priority.LOW: "secondary"}
STATE_TONES = {
    AlertState.NEW: "info",
    AlertState.ASSIGNED: "info",
    AlertState.PROPOSED: "warning",
    AlertState.CASE: "warning",
    AlertState.CLOSED: "secondary",
}
RUN_TONES = {
    RunState.WAITING: "secondary",
    RunState.RUNNING: "info",
    RunState.FINISHED: "success",
    RunState.FAILED: "danger",
}
VERDICT_TONES = {
    Verdict.PRODUCTIVE: "danger",
    Verdict.UNPRODUCTIVE: "success",
    Verdict.UNDETERMINED: "secondary",
}
FAMILIES = {
    Family.CASH: gettext_lazy("Cash"),
    Family.FLOW: gettext_lazy("Flow of money"),
    Family.TRAVEL: gettext_lazy("Lodging and travel"),
    Family.ONLINE: gettext_lazy("Online"),
    Family.LABOUR: gettext_lazy("Labour"),
    Family.IDENTITY: gettext_lazy("Identity"),
}
EXPLOITATION = {
    Exploitation.SEXUAL: gettext_lazy("sexual exploitation"),
    Exploitation.LABOUR: gettext_lazy("forced labour"),
    Exploitation.DOMESTIC: gettext_lazy("domestic servitude"),
    Exploitation.CHILD: gettext_lazy("exploitation of children online"),
    Exploitation.ORGAN: gettext_lazy("organ removal"),
    Exploitation.SMUGGLING: gettext_lazy("smuggling"),
    Exploitation.ANY: gettext_lazy("any form"),
}


def indicator_named(key: str) -> Indicator | None:
    """An indicator of the pack that is installed; None for one it no longer has."""
    return load_pack().indicators.get(key)


def said_indicator(key: str) -> str:
    """An indicator as lists say it: id and name."""
    found = indicator_named(key)
    return f"{key} {found.name}" if found else key


def said_indicators(keys: list[str], most: int = 3) -> str:
    """Some indicators in words."""
    names = [found.name if (found := indicator_named(key)) else key for key in keys[:most]]
    more = len(keys) - most
    if more > 0:
        names.append(_("%(n)d more") % {"n": more})
    return ", ".join(names)


def scenario_choices() -> list[tuple[str, str]]:
    """The pack's scenarios."""
    return [(key, one.name) for key, one in load_pack().scenarios.items()]


def said_scenario(key: str) -> str:
    """A scenario's name."""
    found = load_pack().scenarios.get(key)
    return found.name if found else key


def indicator_choices() -> list[tuple[str, str]]:
    """The pack's indicators."""
    return [(key, said_indicator(key)) for key in load_pack().indicators]


def due_tone(due: date, today: date) -> str:
    """How pressing a day is."""
    return "danger" if due < today else "warning" if (due - today).days <= 1 else "secondary"
