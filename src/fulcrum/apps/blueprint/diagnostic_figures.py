"""The figures of a diagnostic: the map of risks, and what follows from it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import map_method
from fulcrum.apps.blueprint.models import Diagnostic, Risk
from fulcrum.apps.blueprint.queries.diagnostics import RiskMap
from fulcrum.apps.ui.figures import Bubbles, Figure, FigureColumn, Kind

ORDER = (
    Involvement.CAUSE,
    Involvement.CONTRIBUTE,
    Involvement.LINKED,
    Involvement.UNKNOWN,
    Involvement.NONE,
)


def risk_row(risk: Risk, rank: int, address: str) -> dict[str, Any]:
    """A risk as a row of the map."""
    return {
        "name": named(risk.good, risk.sector, risk.country),
        "rank": rank,
        "severity": risk.severity,
        "likelihood": risk.likelihood_in_force,
        "area": str(Area(risk.area).label),
        "involvement": str(Involvement(risk.involvement).label),
        "amount": risk.amount,
        "url": address,
    }


def columns_of(currency: str) -> tuple[FigureColumn, ...]:
    """The columns of the map's rows."""
    return (
        FigureColumn("name", _("Risk")),
        FigureColumn("rank", _("Rank"), Kind.NUMBER),
        FigureColumn("severity", _("Severity"), Kind.NUMBER),
        FigureColumn("likelihood", _("Likelihood"), Kind.NUMBER),
        FigureColumn("area", _("Area")),
        FigureColumn("involvement", _("Involvement")),
        FigureColumn("amount", _("Amount, %(currency)s") % {"currency": currency}, Kind.NUMBER),
    )


def finding(grave: int, count: int) -> str:
    """The map's finding."""
    if not grave:
        return ngettext(
            "None of %(count)d risk is both severe and likely",
            "None of %(count)d risks is both severe and likely",
            count,
        ) % {"count": count}
    return ngettext(
        "%(grave)d of %(count)d risks is both severe and likely (4 or 5)",
        "%(grave)d of %(count)d risks are both severe and likely (4 or 5)",
        grave,
    ) % {"grave": grave, "count": count}


def bubbles(rows: list[Mapping[str, Any]], link: str = "") -> Bubbles:
    """How the map is drawn."""
    present = {row["involvement"] for row in rows}
    groups = tuple(str(kind.label) for kind in ORDER if str(kind.label) in present)
    return Bubbles(
        "likelihood",
        "severity",
        "amount",
        "involvement",
        groups,
        "rank",
        _("Likelihood, 1 to 5"),
        link,
    )


def map_figure(diagnostic: Diagnostic, found: RiskMap) -> Figure:
    """Risks by severity and likelihood, as large as what is exposed."""
    rows = [
        risk_row(risk, rank, reverse("risk", args=[risk.pk]))
        for rank, risk in enumerate(found.risks, start=1)
    ]
    method = map_method()
    if found.hidden_count:
        method += " " + ngettext(
            "The gravest are drawn; %(count)d more is counted and in the list.",
            "The gravest are drawn; %(count)d more are counted and in the list.",
            found.hidden_count,
        ) % {"count": found.hidden_count}
    return Figure(
        key="risks",
        title=finding(found.grave_count, found.count),
        chart=bubbles(list(rows), "url"),
        columns=columns_of(diagnostic.currency),
        rows=tuple(rows),
        source=_("diagnostic “%(title)s”; list of goods, edition %(edition)s")
        % {"title": diagnostic.title, "edition": diagnostic.goods_edition},
        as_of=diagnostic.as_of_date,
        method=method,
        axis_title=_("Severity, 1 to 5"),
        link_key="url",
    )
