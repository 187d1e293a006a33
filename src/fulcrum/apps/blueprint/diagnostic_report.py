"""The report of a diagnostic, as HTML, PDF and DOCX."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.diagnosis.duties import duties_of, next_steps
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.terms import Area, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import (
    STAGES,
    evidence_line,
    likelihood_method,
    map_method,
    movement_line,
    movement_method,
    sensitivity_line,
)
from fulcrum.apps.blueprint.diagnostic_figures import ORDER, map_figure
from fulcrum.apps.blueprint.goods_lists import goods_of, scales_in_use
from fulcrum.apps.blueprint.models import Diagnostic, Risk
from fulcrum.apps.blueprint.queries.diagnostics import (
    RiskMap,
    area_lines,
    involvement_counts,
    map_of,
    moving_risks,
    rank_of,
    verdict_of,
)
from fulcrum.apps.blueprint.wording import day
from fulcrum.apps.ui.figures import FigureColumn, Kind
from fulcrum.apps.ui.reports import (
    Block,
    Bullets,
    Facts,
    FigureBlock,
    Heading,
    Note,
    Prose,
    Report,
    Table,
)

LISTED, EXPLAINED = 20, 5


def _name(risk: Risk) -> str:
    return named(risk.good, risk.sector, risk.country)


def _facts(diagnostic: Diagnostic, found: RiskMap) -> Facts:
    goods = goods_of(diagnostic.goods_edition)
    edition = _("edition %(edition)s of %(day)s") % {
        "edition": goods.edition,
        "day": day(goods.published),
    }
    rows = [
        (_("Institution"), diagnostic.organisation.name),
        (_("State of play on"), day(diagnostic.as_of_date)),
        (_("State"), str(diagnostic.get_state_display())),
        (_("Exposures"), str(found.exposure_count)),
        (_("Risks"), str(found.count)),
        (_("List of goods"), edition),
        (_("Framework"), diagnostic.release.title),
    ]
    rows += [
        (str(line.area.label), line.reason if not line.exposure_count else str(line.exposure_count))
        for line in area_lines(diagnostic)
        if line.is_done
    ]
    return Facts(tuple(rows))


def _ranked(found: RiskMap) -> Table:
    rows = tuple(
        {
            "name": f"{rank}. {_name(risk)}",
            "area": str(Area(risk.area).label),
            "involvement": str(Involvement(risk.involvement).label),
            "severity": risk.severity,
            "likelihood": risk.likelihood_in_force,
            "amount": risk.amount,
            "origin": str(risk.get_origin_display()),
        }
        for rank, risk in enumerate(found.risks[:LISTED], start=1)
    )
    columns = (
        FigureColumn("name", _("Risk")),
        FigureColumn("area", _("Area")),
        FigureColumn("involvement", _("Involvement")),
        FigureColumn("severity", _("Severity"), Kind.NUMBER),
        FigureColumn("likelihood", _("Likelihood"), Kind.NUMBER),
        FigureColumn("amount", _("Amount"), Kind.NUMBER),
        FigureColumn("origin", _("Judgements")),
    )
    return Table(_("The gravest risks, in order"), columns, rows, note=map_method())


def _explained(risk: Risk) -> Iterator[Block]:
    """Why a risk stands where it stands, what it asks for, and what would change its rank."""
    verdict, rank = verdict_of(risk), rank_of(risk)
    yield Heading(2, _name(risk))
    yield Prose(f"{Involvement(risk.involvement).label}: {verdict.why} {verdict.reason}".strip())
    yield Bullets(tuple(evidence_line(one)["text"] for one in risk.sources))
    yield Prose(_("What it asks for:"))
    steps = (
        f"{step.text} ({', '.join(step.actions)})"
        for step in next_steps(risk.involvement, risk.area)
    )
    yield Bullets((*duties_of(risk.involvement), *steps))
    if rank is not None:
        yield Prose(_("What would change its rank:"))
        yield Bullets(tuple(sensitivity_line(one) for one in rank.sensitivities))


def _duties(diagnostic: Diagnostic) -> Iterator[Block]:
    counts = involvement_counts(diagnostic)
    for kind in ORDER:
        if counts[kind]:
            yield Heading(2, f"{kind.label}: {counts[kind]}")
            yield Bullets(duties_of(kind))


def _moving(diagnostic: Diagnostic) -> Iterator[Block]:
    yield Heading(1, _("From linked towards contribute"))
    lines = [
        f"{_name(risk)}. {STAGES[movement.stage][0]}. {movement_line(movement)}"
        for risk, _events, movement in moving_risks(diagnostic)
    ]
    yield Bullets(tuple(lines)) if lines else Prose(_("No linked risk is recorded as known."))
    yield Prose(movement_method())


def _sources(diagnostic: Diagnostic) -> Iterator[Block]:
    goods = goods_of(diagnostic.goods_edition)
    yield Heading(1, _("Sources and method"))
    yield Prose(likelihood_method())
    named_sources = [f"{goods.source}, {goods.edition} ({day(goods.published)}). {goods.licence}."]
    named_sources += [f"{table.title} ({day(table.published)})" for table in scales_in_use()]
    yield Bullets(tuple(named_sources))


def _blocks(diagnostic: Diagnostic) -> Iterator[Block]:
    found = map_of(diagnostic, {})
    if diagnostic.is_open:
        yield Note(_("This is a draft. Judgements may still change."), "warning")
    yield _facts(diagnostic, found)
    yield Heading(1, _("The risk map"))
    if not found.count:
        yield Prose(_("There is no exposure yet."))
        return
    yield FigureBlock(map_figure(diagnostic, found))
    yield _ranked(found)
    yield Heading(1, _("What your involvement asks for"))
    yield from _duties(diagnostic)
    yield Heading(1, _("The gravest risks explained"))
    for risk in found.risks[:EXPLAINED]:
        yield from _explained(risk)
    yield from _moving(diagnostic)
    yield from _sources(diagnostic)


def diagnostic_report(diagnostic: Diagnostic) -> Report:
    """The report of a diagnostic, in the reader's language."""
    name = diagnostic.organisation.name
    return Report(
        title=_("Connections to harm: %(title)s") % {"title": diagnostic.title},
        subtitle=_("%(name)s, state of play on %(day)s")
        % {"name": name, "day": day(diagnostic.as_of_date)},
        language=get_language() or "en",
        made_at=timezone.now(),
        source=_("diagnostic of %(name)s, in Fulcrum") % {"name": name},
        is_invented=diagnostic.is_invented,
        blocks=tuple(_blocks(diagnostic)),
    )
