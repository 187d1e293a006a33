"""A report's facts as they are kept, and laid out to be read and signed off."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from fulcrum.apps.screening.models import Report
from fulcrum.apps.ui import reports as house
from fulcrum.apps.ui.figures import FigureColumn
from fulcrum.engines.screening.reporting import blocks
from fulcrum.engines.screening.reporting.document import report_document
from fulcrum.engines.screening.reporting.spec import Report as Facts
from fulcrum.engines.screening.reporting.transliterate import Written
from fulcrum.kernel.errors import FulcrumError

FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)
NAMES: TypeAdapter[tuple[Written, ...]] = TypeAdapter(tuple[Written, ...])


def kept_facts(facts: Facts) -> dict[str, Any]:
    """A report's facts as plain values."""
    values: dict[str, Any] = FACTS.dump_python(facts, mode="json")
    return values


def facts_of(report: Report) -> Facts:
    """The facts of a report as they were when it was last put together.

    Raises:
        FulcrumError: what was kept cannot be read any more.
    """
    try:
        return FACTS.validate_python(report.content.get("report"))
    except ValidationError as error:
        raise FulcrumError(
            _("What was kept of this report cannot be read."),
            mend=_("Change it, and save it anew."),
        ) from error


def names_of(report: Report) -> tuple[Written, ...]:
    """How names are written in the file."""
    return NAMES.validate_python(report.transliterations)


def _table(one: blocks.Table) -> house.Table:
    columns = tuple(FigureColumn(f"c{n}", label) for n, label in enumerate(one.columns))
    rows = tuple({f"c{n}": cell for n, cell in enumerate(row)} for row in one.rows)
    return house.Table(one.title, columns, rows, one.note)


def _blocks(document: blocks.Document) -> Iterator[house.Block]:
    for one in document.blocks:
        match one:
            case blocks.Heading():
                yield house.Heading(one.level, one.text)
            case blocks.Prose():
                yield house.Prose(one.text)
            case blocks.Facts():
                yield house.Facts(one.rows)
            case blocks.Table():
                yield _table(one)
            case blocks.Note():
                yield house.Note(one.text, one.tone)


def laid_out(report: Report) -> house.Report:
    """A report as a document, in the language of its narrative."""
    document = report_document(facts_of(report), names_of(report))
    return house.Report(
        title=document.title,
        subtitle=document.subtitle,
        language="en",
        made_at=timezone.now(),
        source=_("a case of Fulcrum; confidential"),
        is_invented=report.case.is_invented,
        blocks=tuple(_blocks(document)),
    )
