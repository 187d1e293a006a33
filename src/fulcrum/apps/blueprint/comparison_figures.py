"""The figures that compare a result: with last time, and with peers."""

from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.evaluation_figures import axis, ends, source, title_of, whole
from fulcrum.apps.blueprint.queries.changes import Change
from fulcrum.apps.blueprint.queries.outcomes import Outcome
from fulcrum.apps.blueprint.queries.peers import Quartiles
from fulcrum.apps.blueprint.scoring import Evaluation
from fulcrum.apps.blueprint.wording import change_finding, comparability, day, place_among
from fulcrum.apps.ui.figures import Dumbbell, Figure, FigureColumn, Kind, PeerBand
from fulcrum.kernel.estimates import Range

Row = dict[str, Any]


def _change_row(name: str, before: Range | None, now: Range | None) -> Row:
    (then_low, then_high), (low, high) = ends(before), ends(now)
    least, most = ends(now.shifted_by(before) if before is not None and now is not None else None)
    return {
        "name": name,
        "then_low": then_low,
        "then_high": then_high,
        "low": low,
        "high": high,
        "least": least,
        "most": most,
    }


def change_figure(outcome: Outcome, change: Change) -> Figure:
    """The whole and each area, then and now."""
    then = day(change.previous.as_of_date)
    rows = [_change_row(whole(), change.overall.before, change.overall.now)]
    rows += [
        _change_row(title_of(outcome, "areas", area.key), area.before, area.now)
        for area in change.areas
    ]
    columns = [FigureColumn("name", _("Area"))] + [
        FigureColumn(key, label, Kind.SHARE)
        for key, label in (
            ("then_low", _("Then, at least")),
            ("then_high", _("Then, at most")),
            ("low", _("Now, at least")),
            ("high", _("Now, at most")),
            ("least", _("Change, at least")),
            ("most", _("Change, at most")),
        )
    ]
    return Figure(
        key="change",
        title=change_finding(change),
        chart=Dumbbell(
            "name",
            "then_low",
            "low",
            before_label=then,
            after_label=day(outcome.assessment.as_of_date),
            before_high="then_high",
            after_high="high",
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=comparability(change)
        + " "
        + _("A mark is the middle of a range; a thin line shows how far the range reaches."),
        axis_title=axis(),
    )


def _peer_row(name: str, own: Evaluation, peers: Quartiles) -> Row:
    low, high = ends(own.value)
    return {
        "name": name,
        "lower": peers.lower,
        "median": peers.median,
        "upper": peers.upper,
        "low": low,
        "high": high,
    }


def peers_figure(outcome: Outcome, overall: Quartiles) -> Figure:
    """The whole and each area beside the middle half of peers."""
    areas = sorted(outcome.spec.areas, key=lambda area: area.order)
    rows = [_peer_row(whole(), outcome.result.overall, overall)]
    rows += [
        _peer_row(title_of(outcome, "areas", area.id), outcome.result.areas[area.id], peers)
        for area in areas
        if (peers := outcome.peers.areas.get(area.id))
    ]
    return Figure(
        key="peers",
        title=place_among(outcome.result.overall.value, overall, outcome.peers.count),
        chart=PeerBand("name", "lower", "median", "upper", "low", "high"),
        columns=(
            FigureColumn("name", _("Area")),
            FigureColumn("lower", _("First quartile of peers"), Kind.SHARE),
            FigureColumn("median", _("Median of peers"), Kind.SHARE),
            FigureColumn("upper", _("Third quartile of peers"), Kind.SHARE),
            FigureColumn("low", _("Own, at least"), Kind.SHARE),
            FigureColumn("high", _("Own, at most"), Kind.SHARE),
        ),
        rows=tuple(rows),
        source=source(outcome),
        as_of=outcome.assessment.as_of_date,
        method=_(
            "Newest submitted assessment of every other institution of the same sub-sector. One "
            "that is a range counts with its middle. Rounded to whole per cents."
        ),
        axis_title=axis(),
    )
