"""Start a diagnostic, add what an institution is exposed to, judge risks, keep their record."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.actions.assessments import current_release
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.diagnosis.likelihood import Finder, finder
from fulcrum.apps.blueprint.diagnosis.proposals import propose
from fulcrum.apps.blueprint.diagnosis.ranking import Standing, place_of
from fulcrum.apps.blueprint.diagnosis.severity import SEVERITY_NAMES, severity_of
from fulcrum.apps.blueprint.diagnosis.terms import Area, Origin
from fulcrum.apps.blueprint.goods_lists import current_goods, goods_of, scales_in_use
from fulcrum.apps.blueprint.models import (
    AreaReview,
    Diagnostic,
    DiagnosticState,
    Exposure,
    Risk,
)
from fulcrum.apps.blueprint.queries.diagnostics import verdict_of
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

CENT = Decimal("0.01")
TYPED_LIMIT = 500


def check(by: Actor, name: str, obj: object = None) -> None:
    """Refuse whoever does not hold a permission.

    Raises:
        RefusedError: the actor does not.
    """
    if not allowed(by, name, obj):
        raise RefusedError(_("Your role does not include this."), where=name)


def open_one(diagnostic: Diagnostic, *, by: Actor) -> Diagnostic:
    """The diagnostic as it stands now, held until the transaction ends, when it can be changed.

    Raises:
        RefusedError: the actor may not.
        ConflictError: it is finished.
    """
    check(by, "blueprint.answer_diagnostic", diagnostic)
    held = Diagnostic.objects.select_for_update().get(pk=diagnostic.pk)
    if not held.is_open:
        raise ConflictError(
            _("This diagnostic is finished."), mend=_("Open it again, or start another.")
        )
    return held


@transaction.atomic
def start_diagnostic(
    organisation: Organisation, *, by: Actor, title: str, as_of_date: date, currency: str
) -> Diagnostic:
    """Begin a diagnostic under the published release and the newest list of goods."""
    check(by, "blueprint.start_diagnostic")
    if not by.is_system and organisation.tenant_id != by.tenant_id:
        raise RefusedError(_("You can look only at the organisation you act for."))
    diagnostic = Diagnostic.objects.create(
        tenant_id=organisation.tenant_id or 0,
        organisation=organisation,
        release=current_release(),
        title=title.strip()[:120] or _("Diagnostic"),
        as_of_date=as_of_date,
        currency=currency,
        goods_edition=current_goods().edition,
        started_by_id=by.user_id,
        is_invented=organisation.is_invented,
    )
    new = {"release": diagnostic.release.code, "goods": diagnostic.goods_edition}
    record(by, "start_diagnostic", diagnostic, new=new)
    return diagnostic


def finder_of(diagnostic: Diagnostic) -> Finder:
    """What finds likelihoods from a diagnostic's sources."""
    return finder(goods_of(diagnostic.goods_edition), scales_in_use())


def _stand(risk: Risk) -> None:
    """Set what follows from the judgements."""
    risk.severity = severity_of(getattr(risk, name) for name in SEVERITY_NAMES)
    risk.likelihood_in_force = risk.likelihood or risk.found_likelihood
    risk.involvement = verdict_of(risk).involvement
    standing = Standing(risk.severity or 1, risk.likelihood_in_force or 1, risk.amount, risk.key)
    risk.place = place_of(standing)


def _new_risk(diagnostic: Diagnostic, given: ExposureInput, find: Finder) -> Risk:
    sector = given.key.split("|")[1]
    finding = find(given.good, given.sector, given.country)
    proposal = propose(given.area, finding)
    levels = proposal.judgements
    risk = Risk(
        diagnostic=diagnostic,
        key=given.key,
        area=given.area,
        sector=sector,
        country=given.country,
        good=given.good,
        harm=proposal.harm,
        linked=proposal.linked,
        scale=levels.scale,
        scope=levels.scope,
        irremediability=levels.irremediability,
        found_likelihood=finding.level,
        sources=[one.to_dict() for one in finding.evidence],
    )
    if proposal.linked:
        risk.causes = risk.contributes = False
    _stand(risk)
    return risk


def risks_for(
    diagnostic: Diagnostic, given: Iterable[ExposureInput], find: Finder
) -> dict[str, Risk]:
    """The risk of every exposure by its key; new ones are made, with proposed judgements."""
    wanted = {one.key: one for one in given}
    known = {
        risk.key: risk
        for risk in Risk.objects.filter(diagnostic=diagnostic, key__in=list(wanted)).only(
            "key", "pk"
        )
    }
    made = [_new_risk(diagnostic, one, find) for key, one in wanted.items() if key not in known]
    Risk.objects.bulk_create(made, batch_size=500)
    return known | {risk.key: risk for risk in made}


def worth(diagnostic: Diagnostic, given: ExposureInput) -> Decimal:
    """An amount in the diagnostic's currency.

    Raises:
        FulcrumError: there is no rate for its currency.
    """
    if given.amount is None:
        return Decimal(0)
    if given.currency in {"", diagnostic.currency}:
        return given.amount
    rate = diagnostic.rates.get(given.currency)
    if rate is None:
        raise FulcrumError(
            _("There is no rate from %(theirs)s to %(ours)s.")
            % {"theirs": given.currency, "ours": diagnostic.currency},
            mend=_("Give one on the page where the file is sent, or convert the amount."),
        )
    return (given.amount * Decimal(str(rate))).quantize(CENT, ROUND_HALF_UP)


def currency_of(diagnostic: Diagnostic, given: ExposureInput) -> str:
    """The currency of an amount: the diagnostic's when none was said; "" without an amount."""
    return given.currency or (diagnostic.currency if given.amount is not None else "")


def exposure_from(
    diagnostic: Diagnostic, given: ExposureInput, risk: Risk, occurrence: int = 1
) -> Exposure:
    """An unsaved exposure."""
    return Exposure(
        diagnostic=diagnostic,
        risk=risk,
        area=given.area,
        activity=given.activity,
        sector=given.sector,
        country=given.country,
        good=given.good,
        amount=given.amount,
        currency=currency_of(diagnostic, given),
        value=worth(diagnostic, given),
        reference=given.reference,
        fingerprint=given.fingerprint(occurrence),
    )


def sum_up(diagnostic: Diagnostic, risks: Iterable[int] | None = None) -> int:
    """Add up the exposures of risks (all when None); those without any more are dropped.

    Returns:
        How many risks there were.
    """
    rows = Risk.objects.filter(diagnostic=diagnostic)
    rows = rows if risks is None else rows.filter(pk__in=list(risks))
    exposures = Exposure.objects.filter(diagnostic=diagnostic)
    exposures = exposures if risks is None else exposures.filter(risk__in=rows)
    sums = {
        pk: (count, value)
        for pk, count, value in exposures.order_by()
        .values_list("risk")
        .annotate(Count("pk"), Sum("value"))
    }
    moved, empty = [], []
    names = ("pk", "key", "severity", "likelihood_in_force", "exposure_count", "amount")
    for pk, key, severity, likelihood, known, amount in rows.values_list(*names):
        count, value = sums.get(pk, (0, Decimal(0)))
        if not count:
            empty.append(pk)
        elif (known, amount) != (count, value):
            place = place_of(Standing(severity or 1, likelihood or 1, value, key))
            moved.append((count, value, place, pk))
    # One statement for all: an update by cases takes minutes for tens of thousands of risks.
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE blueprint_risk SET exposure_count = %s, amount = %s, place = %s WHERE id = %s",
            moved,
        )
    for start in range(0, len(empty), 500):
        Risk.objects.filter(pk__in=empty[start : start + 500]).delete()
    return len(sums)


@transaction.atomic
def add_exposure(diagnostic: Diagnostic, given: ExposureInput, *, by: Actor) -> Exposure:
    """Add one exposure that a person typed.

    Raises:
        FulcrumError: it says nothing of sector, country or product, or there are too many.
    """
    held = open_one(diagnostic, by=by)
    if not (given.sector or given.country or given.good):
        raise FulcrumError(
            _("Say at least one of sector, country and product."),
            mend=_("Without any of them nothing can be read from the sources."),
        )
    same = Exposure.objects.filter(diagnostic=held)
    if same.filter(run=None).count() >= TYPED_LIMIT:
        raise FulcrumError(_("These are many for typing."), mend=_("Send them as a file."))
    number = 1
    while same.filter(fingerprint=given.fingerprint(number)).exists():
        number += 1
    risk = risks_for(held, [given], finder_of(held))[given.key]
    exposure = exposure_from(held, given, risk, number)
    exposure.save()
    sum_up(held, [risk.pk])
    AreaReview.objects.filter(diagnostic=held, area=given.area).delete()
    record(by, "add_exposure", held, new={"exposure": exposure.pk, "key": given.key})
    return exposure


@transaction.atomic
def remove_exposure(exposure: Exposure, *, by: Actor) -> Diagnostic:
    """Take an exposure away; its risk goes with the last one."""
    held = open_one(exposure.diagnostic, by=by)
    risk, pk = exposure.risk_id, exposure.pk
    exposure.delete()
    sum_up(held, [risk])
    record(by, "remove_exposure", held, old={"exposure": pk})
    return held


@transaction.atomic
def review_area(diagnostic: Diagnostic, area: str, reason: str, *, by: Actor) -> AreaReview:
    """Say that there is nothing in an area, and why."""
    held = open_one(diagnostic, by=by)
    if not reason.strip():
        raise FulcrumError(_("Please say why there is nothing here."), where=str(Area(area).label))
    if Exposure.objects.filter(diagnostic=held, area=area).exists():
        raise ConflictError(_("There are exposures in this area."), mend=_("Take them away first."))
    values = {"has_exposures": False, "reason": reason.strip()[:2000]}
    review, _made = AreaReview.objects.update_or_create(diagnostic=held, area=area, defaults=values)
    record(by, "review_area", held, new={"area": area, **values})
    return review


@transaction.atomic
def finish_diagnostic(diagnostic: Diagnostic, *, by: Actor) -> Diagnostic:
    """Close a diagnostic: its judgements stand, with the name of whoever finished it.

    Raises:
        FulcrumError: there is nothing in it.
    """
    check(by, "blueprint.finish_diagnostic", diagnostic)
    held = open_one(diagnostic, by=by)
    if not Risk.objects.filter(diagnostic=held).exists():
        raise FulcrumError(_("There is no exposure yet."), mend=_("Add at least one."))
    held.state, held.finished_at = DiagnosticState.FINISHED, timezone.now()
    held.finished_by_id = by.user_id
    held.save()
    record(by, "finish_diagnostic", held, new={"goods": held.goods_edition})
    return held


@transaction.atomic
def reopen_diagnostic(diagnostic: Diagnostic, *, by: Actor) -> Diagnostic:
    """Open a finished diagnostic again; that it was finished stays in the log.

    Raises:
        ConflictError: it is open.
    """
    check(by, "blueprint.finish_diagnostic", diagnostic)
    held = Diagnostic.objects.select_for_update().get(pk=diagnostic.pk)
    if held.is_open:
        raise ConflictError(_("This diagnostic is open."))
    held.state, held.finished_at, held.finished_by_id = DiagnosticState.DRAFT, None, None
    held.save()
    record(by, "reopen_diagnostic", held)
    return held


@transaction.atomic
def read_sources_again(diagnostic: Diagnostic, *, by: Actor) -> int:
    """Read likelihoods from the newest sources; judgements that people made stay as they are.

    Returns:
        How many risks changed.
    """
    held = open_one(diagnostic, by=by)
    old, held.goods_edition = held.goods_edition, current_goods().edition
    held.save(update_fields=["goods_edition"])
    find, moved = finder_of(held), []
    for risk in Risk.objects.filter(diagnostic=held):
        finding = find(risk.good, risk.sector, risk.country)
        sources = [one.to_dict() for one in finding.evidence]
        if sources == risk.sources:
            continue
        risk.sources, risk.found_likelihood = sources, finding.level
        if risk.origin == Origin.PROPOSED:
            levels = propose(risk.area, finding).judgements
            risk.scale, risk.scope, risk.irremediability = (
                levels.scale,
                levels.scope,
                levels.irremediability,
            )
        _stand(risk)
        moved.append(risk)
    names = [
        "sources",
        "found_likelihood",
        "likelihood_in_force",
        "severity",
        "place",
        *SEVERITY_NAMES,
    ]
    Risk.objects.bulk_create(
        moved, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=500
    )
    record(by, "read_sources_again", held, old={"goods": old}, new={"goods": held.goods_edition, "changed": len(moved)})  # fmt: skip
    return len(moved)
