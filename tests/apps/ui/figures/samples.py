"""One figure of each kind, with data as hard as it gets."""

from datetime import date

from fulcrum.apps.ui.figures import (
    Bars,
    Dumbbell,
    Figure,
    FigureColumn,
    Heatmap,
    Kind,
    PeerBand,
    RangeBars,
    StackedBars,
)
from fulcrum.apps.ui.figures.model import Chart, Row

AREAS = (
    "Governance, risk analysis and policies",
    "Training and awareness",
    "Due diligence and monitoring",
    "Cooperation, inclusion and social responsibility",
    "Overall",
)
SOURCE = "self-assessments submitted to the Secretariat"
AS_OF = date(2026, 3, 31)


def figure_of(
    key: str,
    title: str,
    chart: Chart,
    columns: tuple[FigureColumn, ...],
    rows: tuple[Row, ...],
    **more: str,
) -> Figure:
    return Figure(
        key=key,
        title=title,
        chart=chart,
        columns=columns,
        rows=rows,
        source=SOURCE,
        as_of=AS_OF,
        **more,
    )


def ranges() -> Figure:
    ends = [(0.4, 0.6), (0.55, 0.55), (0.1, 0.95), (None, None), (0.38, 0.52)]
    return figure_of(
        "areas",
        "Training is ahead; due diligence is mostly unanswered",
        RangeBars("area", "low", "high", emphasis="Overall"),
        (
            FigureColumn("area", "Area"),
            FigureColumn("low", "At least", Kind.SHARE),
            FigureColumn("high", "At most", Kind.SHARE),
        ),
        tuple({"area": a, "low": lo, "high": hi} for a, (lo, hi) in zip(AREAS, ends, strict=True)),
        method="Mean of levels reached, as a share of the highest; unanswered items count 0 to 4.",
        axis_title="Maturity, share of the highest level",
    )


def change() -> Figure:
    values = [(0.3, 0.5), (0.6, 0.55), (0.2, 0.2), (None, 0.4), (0.3, 0.45)]
    return figure_of(
        "change",
        "Governance rose most since last year",
        Dumbbell("area", "before", "now", "March 2025", "March 2026"),
        (
            FigureColumn("area", "Area"),
            FigureColumn("before", "March 2025", Kind.SHARE),
            FigureColumn("now", "March 2026", Kind.SHARE),
        ),
        tuple({"area": a, "before": b, "now": n} for a, (b, n) in zip(AREAS, values, strict=True)),
        axis_title="Maturity, share of the highest level",
    )


def peers() -> Figure:
    rows = tuple(
        {
            "area": area,
            "lower": None if place == 3 else 0.2 + place / 20,
            "median": None if place == 3 else 0.35 + place / 20,
            "upper": None if place == 3 else 0.6 + place / 20,
            "low": 0.3 + place / 10,
            "high": 0.3 + place / 10 + (place % 2) / 5,
        }
        for place, area in enumerate(AREAS)
    )
    return figure_of(
        "peers",
        "You are above the median of 12 retail banks in four areas",
        PeerBand("area", "lower", "median", "upper", "low", "high"),
        (
            FigureColumn("area", "Area"),
            FigureColumn("lower", "First quartile", Kind.SHARE),
            FigureColumn("median", "Median", Kind.SHARE),
            FigureColumn("upper", "Third quartile", Kind.SHARE),
            FigureColumn("low", "Yours, at least", Kind.SHARE),
            FigureColumn("high", "Yours, at most", Kind.SHARE),
        ),
        rows,
    )


def heatmap() -> Figure:
    sectors = ("Retail bank", "Insurer", "Asset manager", "Development finance institution")
    places = ("Africa", "Asia", "Europe", "North America", "Oceania", "South America")
    rows = tuple(
        {"sector": s, "place": p, "count": (i * 7 + j * 5) % 23 if (i + j) % 5 else None}
        for i, s in enumerate(sectors)
        for j, p in enumerate(places)
    )
    return figure_of(
        "reach",
        "No insurer in Oceania has been reached",
        Heatmap("sector", "place", "count"),
        (
            FigureColumn("sector", "Sub-sector"),
            FigureColumn("place", "Continent"),
            FigureColumn("count", "Institutions", Kind.NUMBER),
        ),
        rows,
    )


def stacked() -> Figure:
    parts = ("Achieved", "In force", "In policy", "Pledged")
    rows = tuple(
        {"goal": f"Goal {g}", "state": s, "count": (g * 3 + n * 4) % 9 + 1}
        for g in range(1, 6)
        for n, s in enumerate(parts)
    )
    return figure_of(
        "coverage",
        "Most commitments are about Goal 2",
        StackedBars("goal", "state", "count", parts),
        (
            FigureColumn("goal", "Goal"),
            FigureColumn("state", "State"),
            FigureColumn("count", "Commitments", Kind.NUMBER),
        ),
        rows,
        axis_title="Commitments",
    )


def bars() -> Figure:
    counts = (12345, 890, 0)
    return figure_of(
        "countries",
        "Half of all institutions are in Europe",
        Bars("place", "count"),
        (FigureColumn("place", "Continent"), FigureColumn("count", "Institutions", Kind.NUMBER)),
        tuple(
            {"place": p, "count": n}
            for p, n in zip(("Europe", "Asia", "Africa"), counts, strict=True)
        ),
        axis_title="Institutions",
    )


ALL = (ranges, change, peers, heatmap, stacked, bars)
