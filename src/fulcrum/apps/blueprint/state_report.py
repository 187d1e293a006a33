"""The state of implementation as a report: the page's numbers, as HTML, PDF/UA and DOCX."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.dimensions import said_filters
from fulcrum.apps.blueprint.implementation.named import Record, laggards, leaders
from fulcrum.apps.blueprint.models import Snapshot
from fulcrum.apps.blueprint.state_figures import (
    heat_figure,
    heat_finding,
    map_figure,
    percent,
    source,
    timeline_figure,
)
from fulcrum.apps.blueprint.state_files import provenance_rows
from fulcrum.apps.blueprint.state_table import StateTable
from fulcrum.apps.blueprint.wording import day
from fulcrum.apps.ui.figures import Figure, FigureColumn, Kind
from fulcrum.apps.ui.reports import (
    Block,
    Bullets,
    Facts,
    FigureBlock,
    Heading,
    Prose,
    Report,
    Table,
)

GAPS_SHOWN = 20


def size_method() -> str:
    """How gaps are weighed."""
    return _(
        "Gaps are ordered by the least number of people who work at the organisations known there: "
        "the sum of the lower ends of their bands of staff (micro 1, small 10, medium 50, large "
        "250, very large 5 000; one person where the band is not known)."
    )


def naming_rule() -> str:
    """Who is named."""
    return _(
        "Only institutions that agreed to be named. Leaders have commitments in force and none "
        "overdue, those that achieved most first; the others have commitments overdue, or nothing "
        "in force."
    )


def _facts(table: StateTable) -> Facts:
    state, asked = table.state, table.asked
    rows = [
        (_("State on"), day(state.as_of)),
        (_("Compared with"), day(state.before) if state.before else "–"),
        (_("Reached means at least"), rung_label(asked.least)),
        (_("Filters"), "; ".join(said_filters(asked.filters)) or _("none")),
        (_("Organisations known"), number_format(table.whole.known.organisations)),
        (_("Reached"), f"{number_format(table.reached)} ({percent(table.whole.share(asked.least))})"),
    ]  # fmt: skip
    if table.reached_before is not None:
        rows.append((_("Reached on the day compared with"), number_format(table.reached_before)))
    return Facts(tuple(rows))


def _numbers(figure: Figure) -> Table:
    return Table(_("The numbers"), figure.columns, tuple(figure.rows), note=str(figure.method))


def _gaps(table: StateTable) -> Iterator[Block]:
    yield Heading(1, _("Where nobody has been reached"))
    if not table.gaps:
        yield Prose(_("In every cell where organisations are known, somebody has been reached."))
        return
    rows = tuple(
        {"where": one.label, "known": one.gap.known.organisations, "staff": one.gap.known.staff}
        for one in table.gaps[:GAPS_SHOWN]
    )
    columns = (
        FigureColumn("where", _("Where")),
        FigureColumn("known", _("Organisations known"), Kind.NUMBER),
        FigureColumn("staff", _("Staff, at least"), Kind.NUMBER),
    )
    title = _("The largest of %(count)d gaps") % {"count": len(table.gaps)}
    yield Table(title, columns, rows, note=size_method())


def _changed(table: StateTable) -> Iterator[Block]:
    if table.state.before is None:
        return
    yield Heading(1, _("What changed since %(day)s") % {"day": day(table.state.before)})
    rows = tuple(
        {"where": f"{line.label} · {label}" if table.asked.columns else line.label,
         "change": one.change}
        for line in table.lines
        for (_value, label), one in zip(table.columns, line.cells, strict=True)
        if one.change
    )  # fmt: skip
    if not rows:
        yield Prose(_("No cell grew or shrank."))
        return
    columns = (
        FigureColumn("where", _("Where")),
        FigureColumn("change", _("Institutions more or fewer"), Kind.NUMBER),
    )
    yield Table(_("Cells that grew or shrank"), columns, rows)


def _records(title: str, found: Iterable[Record]) -> Table:
    columns = (
        FigureColumn("name", _("Institution")),
        FigureColumn("commitments", _("Commitments"), Kind.NUMBER),
        FigureColumn("in_force", _("In force or achieved"), Kind.NUMBER),
        FigureColumn("achieved", _("Achieved"), Kind.NUMBER),
        FigureColumn("overdue", _("Overdue"), Kind.NUMBER),
    )
    rows = tuple({column.key: getattr(one, column.key) for column in columns} for one in found)
    return Table(title, columns, rows)


def _named(table: StateTable) -> Iterator[Block]:
    yield Heading(1, _("Leaders and laggards"))
    yield Prose(naming_rule())
    ahead, behind = leaders(table.state.named), laggards(table.state.named)
    if ahead:
        yield _records(_("Leaders"), ahead)
    if behind:
        yield _records(_("Laggards"), behind)
    if not ahead and not behind:
        yield Prose(_("No institution with commitments has agreed to be named."))


def _blocks(table: StateTable, snapshot: Snapshot | None) -> Iterator[Block]:
    heat = heat_figure(table)
    yield _facts(table)
    yield Heading(1, _("In short"))
    countries, history = map_figure(table.state, table.asked.least), timeline_figure(table.state)
    yield Bullets(tuple(f"{figure.title}." for figure in (heat, countries, history)))
    yield Heading(1, _("Coverage"))
    yield FigureBlock(heat)
    yield _numbers(heat)
    yield FigureBlock(countries)
    yield FigureBlock(history)
    yield from _gaps(table)
    yield from _changed(table)
    yield from _named(table)
    yield Heading(1, _("Where the numbers are from"))
    rows = provenance_rows(table.state)
    if snapshot is not None:
        rows.append((_("Frozen"), f"{day(snapshot.frozen_at.date())}, {snapshot.frozen_by}"))
        rows.append((_("SHA-256 of the data"), snapshot.sha256))
    yield Facts(tuple(rows))


def state_report(
    table: StateTable, *, is_invented: bool, snapshot: Snapshot | None = None
) -> Report:
    """The report of a state, in the reader's language.

    Args:
        table: as the page shows it.
        is_invented: whether any of what is counted is.
        snapshot: what it was frozen as; None when it is live.
    """
    number = f"{snapshot}. " if snapshot else ""
    return Report(
        title=_("State of implementation on %(day)s") % {"day": day(table.state.as_of)},
        subtitle=number + heat_finding(table),
        language=get_language() or "en",
        made_at=snapshot.frozen_at if snapshot else timezone.now(),
        source=source(table.state),
        is_invented=is_invented,
        blocks=tuple(_blocks(table, snapshot)),
    )
