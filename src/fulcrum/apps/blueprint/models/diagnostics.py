"""Diagnostics: where an institution is exposed, and the risks to people that follow from it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.diagnosis.terms import Area, Harm, Involvement, Origin
from fulcrum.apps.blueprint.models.releases import Release
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

OWN = RowSecurity()
PART_OF_DIAGNOSTIC = RowSecurity(parent=("diagnostic_id", "blueprint_diagnostic"))
PART_OF_RISK = RowSecurity(parent=("risk_id", "blueprint_risk"))


class DiagnosticState(models.TextChoices):
    """Where a diagnostic stands."""

    DRAFT = "draft", _("Draft")
    FINISHED = "finished", _("Finished")


class DiagnosticQuerySet(models.QuerySet["Diagnostic"]):
    """Reads of diagnostics."""

    def visible_to(self, actor: Actor) -> "DiagnosticQuerySet":
        """One's own organisation's alone: nobody else is shown a diagnostic."""
        if actor.is_system:
            return self
        return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()


class Diagnostic(models.Model):
    """One institution looking for its connections to harm.

    Attributes:
        goods_edition: the edition of the list of goods that likelihoods were read from.
        currency: what amounts are compared in.
        rates: what one unit of another currency is worth in it.
        step: where the wizard was left.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="diagnostics")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="diagnostics")
    release = models.ForeignKey(Release, models.PROTECT, related_name="diagnostics")
    title = models.CharField(_("name"), max_length=120)
    state = models.CharField(
        max_length=12, choices=DiagnosticState.choices, default=DiagnosticState.DRAFT
    )
    as_of_date = models.DateField(_("state of play on"))
    currency = models.CharField(max_length=3)
    rates = models.JSONField(default=dict, blank=True)
    goods_edition = models.CharField(max_length=40)
    step = models.CharField(max_length=80, blank=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    objects: ClassVar[DiagnosticQuerySet] = DiagnosticQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(finished_at__isnull=False),
                name="finished_diagnostic_has_instant",
            )
        ]
        indexes = [models.Index(fields=["tenant", "-started_at", "-id"], name="bp_diagnostics")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether exposures and judgements can still change."""
        return self.state == DiagnosticState.DRAFT


class PartQuerySet(models.QuerySet[Any, Any]):
    """Reads of what is part of a diagnostic."""

    def visible_to(self, actor: Actor) -> "PartQuerySet":
        """Those of one's own organisation's diagnostics."""
        if actor.is_system:
            return self
        return (
            self.filter(diagnostic__tenant_id=actor.tenant_id) if actor.tenant_id else self.none()
        )


def _level(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
        name=f"risk_{name}_1_to_5",
    )


class Risk(models.Model):
    """A risk to people: one for each area, sector, country and good an institution is exposed to.

    The questions (a) to (c) hold True, False or nothing, and their reasons. Severity is the highest
    of scale, scope and irremediability; it, the likelihood in force and `place` are kept beside the
    judgements for ordering alone, and written by the action that changes a judgement.

    Attributes:
        key: area, sector, country and good in one; unique within the diagnostic.
        found_likelihood: what the sources say, 1 to 5; `sources` says which and why.
        likelihood: what a person says instead; None where the sources stand.
        place: a text that sorts from the gravest risk to the least.
        origin: whether a person stands behind the judgements, or they are proposed from sources.
    """

    row_security = PART_OF_DIAGNOSTIC

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="risks")
    key = models.CharField(max_length=200)
    area = models.CharField(max_length=20, choices=Area.choices)
    sector = models.CharField(max_length=6, blank=True)
    country = models.CharField(max_length=2, blank=True)
    good = models.CharField(max_length=120, blank=True)
    harm = models.CharField(max_length=24, choices=Harm.choices, default=Harm.FORCED_LABOUR)
    causes = models.BooleanField(null=True)
    causes_reason = models.TextField(blank=True, max_length=2000)
    contributes = models.BooleanField(null=True)
    contributes_reason = models.TextField(blank=True, max_length=2000)
    linked = models.BooleanField(null=True)
    linked_reason = models.TextField(blank=True, max_length=2000)
    involvement = models.CharField(
        max_length=12, choices=Involvement.choices, default=Involvement.UNKNOWN
    )
    scale = models.SmallIntegerField(null=True)
    scale_reason = models.TextField(blank=True, max_length=2000)
    scope = models.SmallIntegerField(null=True)
    scope_reason = models.TextField(blank=True, max_length=2000)
    irremediability = models.SmallIntegerField(null=True)
    irremediability_reason = models.TextField(blank=True, max_length=2000)
    severity = models.SmallIntegerField(null=True)
    found_likelihood = models.SmallIntegerField(null=True)
    likelihood = models.SmallIntegerField(null=True)
    likelihood_reason = models.TextField(blank=True, max_length=2000)
    likelihood_in_force = models.SmallIntegerField(null=True)
    sources = models.JSONField(default=list, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=2, default=0)
    exposure_count = models.IntegerField(default=0)
    place = models.CharField(max_length=240, blank=True)
    known_date = models.DateField(null=True, blank=True)
    addressed_date = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PROPOSED)
    judged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    objects: ClassVar[PartQuerySet] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "key"], name="one_risk_for_a_key"),
            _level("scale"),
            _level("scope"),
            _level("irremediability"),
            _level("likelihood"),
        ]
        indexes = [
            models.Index(fields=["diagnostic", "place", "id"], name="bp_risk_place"),
            models.Index(
                fields=["diagnostic", "severity", "likelihood_in_force"], name="bp_risk_cell"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.good, self.sector, self.country) if part)


class Exposure(models.Model):
    """One thing an institution does, finances, owns or buys, where harm may be.

    Attributes:
        amount: as it was given, in `currency`.
        value: the same in the diagnostic's currency.
        fingerprint: tells the same row of a file sent twice.
        source_row: where it stood in a file; None when a person typed it.
    """

    row_security = PART_OF_DIAGNOSTIC

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="exposures")
    risk = models.ForeignKey(Risk, models.CASCADE, related_name="exposures")
    area = models.CharField(max_length=20, choices=Area.choices)
    activity = models.CharField(_("activity"), max_length=300, blank=True)
    sector = models.CharField(max_length=6, blank=True)
    country = models.CharField(max_length=2, blank=True)
    good = models.CharField(_("product"), max_length=120, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=2, default=0)
    reference = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=32)
    run = models.ForeignKey(Import, models.SET_NULL, null=True, blank=True, related_name="+")
    source_row = models.IntegerField(null=True, blank=True)

    objects: ClassVar[PartQuerySet] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "fingerprint"], name="one_exposure_for_a_fingerprint"
            )
        ]
        indexes = [models.Index(fields=["diagnostic", "-value", "id"], name="bp_exposure_value")]

    def __str__(self) -> str:
        return self.activity or self.good or self.sector or self.area


class AreaReview(models.Model):
    """That an area was gone through: with exposures, or nothing there, and why."""

    row_security = PART_OF_DIAGNOSTIC

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="reviews")
    area = models.CharField(max_length=20, choices=Area.choices)
    has_exposures = models.BooleanField()
    reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "area"], name="one_review_for_an_area")
        ]

    def __str__(self) -> str:
        return self.area
