"""Figures and a report of the style guide, with invented numbers."""

from datetime import UTC, date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.ui.figures import Bars, Figure, FigureColumn, Kind, RangeBars, StackedBars
from fulcrum.apps.ui.reports import (
    Bullets,
    Facts,
    FigureBlock,
    Heading,
    Note,
    Prose,
    Report,
    Table,
)

AS_OF = date(2026, 3, 31)
MADE_AT = datetime(2026, 4, 1, 10, 30, tzinfo=UTC)


def ranges() -> Figure:
    """A range for each area: what is not answered yet is not counted as nothing."""
    rows = (
        {"area": _("Governance"), "low": 0.4, "high": 0.6},
        {"area": _("Training"), "low": 0.55, "high": 0.55},
        {"area": _("Due diligence"), "low": None, "high": None},
        {"area": _("Overall"), "low": 0.38, "high": 0.52},
    )
    return Figure(
        key="areas",
        title=_("Training is ahead; governance may still catch up"),
        chart=RangeBars("area", "low", "high", emphasis=_("Overall")),
        columns=(
            FigureColumn("area", _("Area")),
            FigureColumn("low", _("At least"), Kind.SHARE),
            FigureColumn("high", _("At most"), Kind.SHARE),
        ),
        rows=rows,
        source=_("invented numbers"),
        as_of=AS_OF,
        method=_("Mean of the levels reached; open questions count from none to the highest."),
        axis_title=_("Maturity, share of the highest level"),
    )


def counts() -> Figure:
    """A number for each of a few things."""
    places = ((_("Africa"), 89), (_("Asia"), 412), (_("Europe"), 1234))
    return Figure(
        key="places",
        title=_("Most members are in Europe"),
        chart=Bars("place", "count"),
        columns=(
            FigureColumn("place", _("Continent")),
            FigureColumn("count", _("Institutions"), Kind.NUMBER),
        ),
        rows=tuple({"place": place, "count": count} for place, count in places),
        source=_("invented numbers"),
        as_of=AS_OF,
        axis_title=_("Institutions"),
    )


def parts() -> Figure:
    """Parts of a whole, for each of a few things."""
    names = (_("Achieved"), _("Under way"), _("Pledged"))
    counted = {_("Goal 1"): (4, 6, 2), _("Goal 2"): (7, 3, 5), _("Goal 3"): (1, 2, 9)}
    rows = tuple(
        {"goal": goal, "state": name, "count": count}
        for goal, values in counted.items()
        for name, count in zip(names, values, strict=True)
    )
    return Figure(
        key="goals",
        title=_("Goal 3 is mostly pledged"),
        chart=StackedBars("goal", "state", "count", names),
        columns=(
            FigureColumn("goal", _("Goal")),
            FigureColumn("state", _("State")),
            FigureColumn("count", _("Commitments"), Kind.NUMBER),
        ),
        rows=rows,
        source=_("invented numbers"),
        as_of=AS_OF,
        axis_title=_("Commitments"),
    )


FIGURES = {"areas": ranges, "places": counts, "goals": parts}


def report() -> Report:
    """A report with one block of each kind."""
    steps = (
        (_("Name a member of the board"), 12, 0.8),
        (_("Train those who open accounts"), 9, 0.5),
    )
    return Report(
        title=_("A sample report"),
        subtitle=_("Every block that reports are made of"),
        language=get_language() or "en",
        made_at=MADE_AT,
        source=_("invented numbers"),
        is_invented=True,
        blocks=(
            Heading(1, _("Where it stands")),
            Prose(_("A paragraph says what a reader should take away, in plain words.")),
            Facts(((_("Sub-sector"), _("Banking")), (_("Seat"), _("Kenya")))),
            FigureBlock(ranges()),
            Heading(2, _("What comes next")),
            Bullets((_("Begin with what weighs most."), _("Say who does it."))),
            Table(
                _("Steps by priority"),
                (
                    FigureColumn("step", _("Step")),
                    FigureColumn("priority", _("Priority"), Kind.NUMBER),
                    FigureColumn("gap", _("Gap"), Kind.SHARE),
                ),
                tuple({"step": step, "priority": n, "gap": gap} for step, n, gap in steps),
                _("Priority is gap × weight ÷ effort."),
            ),
            Note(_("A note stands out; its tone is that of a message."), "warning"),
        ),
    )
