"""A report with every block, and texts as hard as they get."""

from datetime import UTC, datetime
from typing import Any

from fulcrum.apps.ui.figures import FigureColumn, Kind
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
from tests.apps.ui.figures import samples

HOSTILE = '#panic("x") $math$ \\back *stars* <script>alert(1)</script> "quotes" مرحبا بالعالم'
COLUMNS = (FigureColumn("step", "Step"), FigureColumn("priority", "Priority", Kind.NUMBER))
STEPS = tuple({"step": f"Do thing {n}", "priority": n} for n in range(60))


def a_report(language: str = "en", **changes: Any) -> Report:
    """The report."""
    whole: dict[str, Any] = {
        "title": "Self-assessment of Savannah Bank",
        "subtitle": "State of play on 31 March 2026",
        "language": language,
        "made_at": datetime(2026, 4, 1, 10, 30, tzinfo=UTC),
        "source": "self-assessments submitted to the Secretariat",
        "is_invented": True,
        "blocks": (
            Heading(1, "Where it stands"),
            Prose(HOSTILE),
            Facts((("Institution", "Savannah Bank"), ("Release", "2019.1"))),
            FigureBlock(samples.ranges()),
            Heading(2, "What comes next"),
            Bullets(("First", "Second")),
            Note("Nothing here is real.", "warning"),
            Table("Ranked steps", COLUMNS, STEPS, "gap × weight ÷ effort"),
        ),
    }
    return Report(**whole | changes)
