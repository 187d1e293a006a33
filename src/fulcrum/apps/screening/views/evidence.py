"""The transactions behind an alert: over time, by place, and row by row."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from fulcrum.apps.screening.models import Alert
from fulcrum.apps.screening.queries.evidence import Movement, movements_of
from fulcrum.apps.screening.views.alerts import own_alert
from fulcrum.apps.screening.words import FAMILIES, indicator_named
from fulcrum.apps.ui.access import permission
from fulcrum.apps.ui.figures import Bars, Figure, FigureColumn, Kind, Movements, figure_csv_response
from fulcrum.kernel.errors import FulcrumError

MOST_ROWS = 500
PLACES = 12


def _family(one: Movement) -> str:
    found = indicator_named(one.indicators[0])
    return str(FAMILIES[found.family]) if found else ""


def _rows(movements: list[Movement]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "when": one.row["at"].isoformat(sep=" "),
            "amount": one.amount,
            "family": _family(one),
            "channel": one.row["channel"],
            "city": one.row.get("city", ""),
            "indicators": ", ".join(one.indicators),
        }
        for one in movements
    )


def _row_columns() -> tuple[FigureColumn, ...]:
    return (
        FigureColumn("when", _("When")), FigureColumn("amount", _("Amount"), Kind.NUMBER),
        FigureColumn("family", _("Family")), FigureColumn("channel", _("How")),
        FigureColumn("city", _("Where")), FigureColumn("indicators", _("Indicators")),
    )  # fmt: skip


def _title(rows: tuple[dict[str, Any], ...]) -> str:
    came = sum(row["amount"] > 0 for row in rows)
    days = len({row["when"][:10] for row in rows})
    told = {"came": came, "went": len(rows) - came, "days": days}
    return _("%(came)d movements came in and %(went)d went out over %(days)d days") % told


def movements_figure(alert: Alert, movements: list[Movement]) -> Figure:
    """When money came in and went out."""
    rows = _rows(movements)
    drawn = Movements("when", "amount", "family", tuple(sorted({row["family"] for row in rows})))
    return Figure(
        "movements", _title(rows), drawn, _row_columns(), rows,
        alert.run.dataset.name, alert.last_on,
        _("Each movement that counts for an indicator of this alert, once."),
        axis_title=alert.run.dataset.facts.get("currency", ""),
    )  # fmt: skip


def places_figure(alert: Alert, movements: list[Movement]) -> Figure | None:
    """Where it happened; None when no place is known."""
    counts = Counter(one.row["city"] for one in movements if one.row.get("city"))
    if not counts:
        return None
    rows = tuple({"city": city, "count": count} for city, count in counts.most_common(PLACES))
    title = ngettext("It happened in %(n)d place", "It happened in %(n)d places", len(counts))
    columns = (FigureColumn("city", _("Place")), FigureColumn("count", _("Movements"), Kind.NUMBER))
    return Figure(
        "places", title % {"n": len(counts)}, Bars("city", "count"), columns, rows,
        alert.run.dataset.name, alert.last_on,
        _("Movements that count and whose place is known."), axis_title=_("movements"),
    )  # fmt: skip


def _figures(alert: Alert, movements: list[Movement]) -> list[Figure]:
    places = places_figure(alert, movements)
    return ([movements_figure(alert, movements)] if movements else []) + (
        [places] if places else []
    )


@permission("screening.view_alerts")
@require_GET
def alert_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The transactions of an alert; `?figure=` gives a figure's data as CSV."""
    alert = own_alert(request, pk)
    try:
        movements = movements_of(alert)
    except FulcrumError as error:
        context: dict[str, Any] = {"alert": alert, "problem": str(error)}
        return render(request, "screening/alert_rows.html", context)
    figures = _figures(alert, movements)
    chosen = next((one for one in figures if one.key == request.GET.get("figure")), None)
    return figure_csv_response(chosen) if chosen else _rows_page(request, alert, movements, figures)


def _rows_page(
    request: HttpRequest, alert: Alert, movements: list[Movement], figures: list[Figure]
) -> HttpResponse:
    here = reverse("alert_rows", args=[alert.pk])
    context = {
        "alert": alert,
        "figures": [(one, f"{here}?figure={one.key}") for one in figures],
        "movements": movements[:MOST_ROWS],
        "more": max(0, len(movements) - MOST_ROWS),
        "currency": alert.run.dataset.facts.get("currency", ""),
    }
    return render(request, "screening/alert_rows.html", context)
