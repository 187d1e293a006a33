"""Self-assessments: drafts worked on by several colleagues, then signed off and submitted."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.models.releases import Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

TABLE = "blueprint_assessment"
SUBMITTED_ONLY = RowSecurity(shared="state = 'submitted'")
PART_OF_ASSESSMENT = RowSecurity(parent=("assessment_id", TABLE))


@dataclass(frozen=True, slots=True)
class InsideOnly(RowSecurity):
    """Rows of an assessment that never leave the institution, even once it is submitted."""

    def condition(self) -> str:
        """The policy's condition: the assessment belongs to the organisation acted for."""
        tenant = "(SELECT NULLIF(current_setting('fulcrum.tenant_id', true), '')::bigint)"
        own = f'SELECT "id" FROM "{TABLE}" WHERE "tenant_id" = {tenant}'  # noqa: S608 - our own names
        scope = "(SELECT current_setting('fulcrum.scope', true))"
        return f"{scope} = 'all' OR \"assessment_id\" IN ({own})"


class AssessmentState(models.TextChoices):
    """Where an assessment stands."""

    DRAFT = "draft", _("Draft")
    SIGNED_OFF = "signed_off", _("Signed off")
    SUBMITTED = "submitted", _("Submitted")
    PRIVATE = "private", _("Kept private")


FINISHED = (AssessmentState.SUBMITTED, AssessmentState.PRIVATE)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Reads of assessments."""

    def visible_to(self, actor: Actor) -> "AssessmentQuerySet":
        """One's own organisation's; for the Secretariat those submitted to it."""
        if actor.is_system:
            return self
        if actor.tenant_id is None:
            return self.none()
        own = Q(tenant_id=actor.tenant_id)
        if actor.is_secretariat:
            own |= Q(state=AssessmentState.SUBMITTED)
        return self.filter(own)

    def with_release(self, *related: str) -> "AssessmentQuerySet":
        """Read together with the release (and more), but not its document of a hundred kilobytes."""
        names = ("release", *related)
        releases = [name for name in names if name.endswith("release")]
        documents = [f"{name}__document" for name in releases]
        return self.select_related(*names).defer(*documents)


class Assessment(models.Model):
    """One institution measuring itself under one release."""

    row_security = SUBMITTED_ONLY

    tenant = models.ForeignKey(
        Tenant,
        models.PROTECT,
        null=True,
        related_name="assessments",
        help_text="Null when a completed assessment was imported for an organisation without account.",
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    release = models.ForeignKey(Release, models.PROTECT, related_name="assessments")
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later"
    )
    state = models.CharField(
        max_length=12, choices=AssessmentState.choices, default=AssessmentState.DRAFT
    )
    as_of_date = models.DateField(_("state of play on"))
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    signed_off_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, help_text="Submitted, or kept private.")
    accepted_at = models.DateTimeField(
        null=True, help_text="The Secretariat has no more questions."
    )
    is_imported = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["draft", "signed_off"]),
                name="one_open_assessment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "signed_off"]) | Q(finished_at__isnull=False),
                name="finished_has_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-finished_at", "-id"]),
            models.Index(fields=["organisation", "-finished_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.as_of_date}"

    @property
    def is_open(self) -> bool:
        """Whether answers can still change."""
        return self.state == AssessmentState.DRAFT


class Answer(models.Model):
    """The answer to one item; `version` tells two people editing at once apart."""

    row_security = PART_OF_ASSESSMENT

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    item_id = models.CharField(max_length=40)
    level = models.SmallIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    reason = models.TextField(blank=True, max_length=2000)
    note = models.TextField(blank=True, max_length=5000)
    version = models.IntegerField(default=1)
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item_id"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=0, level__lte=4), name="level_0_to_4"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | (Q(level__isnull=True) & ~Q(reason="")),
                name="not_applicable_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.level}"


class Comment(models.Model):
    """A colleague's remark on an item; never leaves the institution."""

    row_security = InsideOnly()

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="comments")
    item_id = models.CharField(max_length=40)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"remark on {self.item_id}"


class Evidence(models.Model):
    """A file or a link that shows an answer is so."""

    row_security = PART_OF_ASSESSMENT

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="evidence")
    item_id = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    link = models.URLField(blank=True, max_length=1000)
    file = models.FileField(blank=True, upload_to="evidence/", max_length=300)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file="")),
                name="evidence_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ClarificationState(models.TextChoices):
    """Whose turn it is."""

    OPEN = "open", _("Waiting for the institution")
    ANSWERED = "answered", _("Waiting for the Secretariat")
    CLOSED = "closed", _("Settled")


class Clarification(models.Model):
    """A question of the Secretariat on a submitted assessment, whole or one item."""

    row_security = PART_OF_ASSESSMENT

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="clarifications")
    item_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        max_length=10, choices=ClarificationState.choices, default=ClarificationState.OPEN
    )
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"question on {self.item_id or 'the whole'}"


class ClarificationMessage(models.Model):
    """One message of a clarification."""

    row_security = RowSecurity(parent=("clarification_id", "blueprint_clarification"))

    clarification = models.ForeignKey(Clarification, models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    from_secretariat = models.BooleanField()
    text = models.TextField(max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"message of {self.created_at:%Y-%m-%d}"


class Score(models.Model):
    """An evaluation stored when an assessment is finished, so that comparisons are one query.

    `kind` is overall, area, goal or action; `key` its id (empty for overall).
    """

    row_security = PART_OF_ASSESSMENT

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=40, blank=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    answered_count = models.SmallIntegerField()
    item_count = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "kind", "key"], name="one_score_each")
        ]
        indexes = [models.Index(fields=["kind", "key", "assessment"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.low} to {self.high}"
