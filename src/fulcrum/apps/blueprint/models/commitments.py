"""Commitments, the evidence that carries them, the log their status is computed from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength
from fulcrum.apps.blueprint.models.releases import Release
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

TABLE = "blueprint_commitment"
SHARED_ONLY = RowSecurity(shared="audience <> 'own'")
PART_OF_COMMITMENT = RowSecurity(parent=("commitment_id", TABLE))

RUNG_LABELS = {
    Rung.PROPOSED: _("Proposed"),
    Rung.PLEDGED: _("Pledged"),
    Rung.STRATEGY: _("In strategy"),
    Rung.POLICY: _("In policy"),
    Rung.IN_FORCE: _("In force"),
    Rung.ACHIEVED: _("Achieved, self-declared"),
    Rung.VERIFIED: _("Achieved, verified"),
}


class Audience(models.TextChoices):
    """Who may read a commitment."""

    OWN = "own", _("Your organisation only")
    SECRETARIAT = "secretariat", _("Your organisation and the Secretariat")
    PUBLIC = "public", _("Everybody")


class EvidenceKind(models.TextChoices):
    """Kinds of evidence, as the codebook describes them."""

    STATEMENT = Kind.STATEMENT.value, _("Statement: a promise made in public or in a letter")
    STRATEGY = Kind.STRATEGY.value, _("Strategy: a plan with aims that names the commitment")
    POLICY = Kind.POLICY.value, _("Policy: a rule adopted by whoever may decide it")
    PRACTICE = Kind.PRACTICE.value, _("Practice: procedures, systems, contracts, training in use")
    RESULT = Kind.RESULT.value, _("Result: the indicator of success was reached")


class EvidenceStrength(models.IntegerChoices):
    """How far evidence can be relied on, as the codebook describes it."""

    WEAK = Strength.WEAK.value, _("Weak: a claim that nobody can check")
    FAIR = (
        Strength.FAIR.value,
        _("Fair: a dated document of the institution itself, or of the press"),
    )
    STRONG = (
        Strength.STRONG.value,
        _("Strong: a dated document of somebody else who can know: auditor, regulator, court"),
    )


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Reads of commitments."""

    def visible_to(self, actor: Actor) -> "CommitmentQuerySet":
        """One's own organisation's; for the Secretariat those shared with it."""
        if actor.is_system:
            return self
        if actor.tenant_id is None:
            return self.none()
        own = Q(tenant_id=actor.tenant_id)
        if actor.is_secretariat:
            own |= ~Q(audience=Audience.OWN)
        return self.filter(own)

    def public(self) -> "CommitmentQuerySet":
        """Those that everybody may read."""
        return self.filter(audience=Audience.PUBLIC)


class Commitment(models.Model):
    """What an institution will do about one or more Actions, by when, and how it will be known."""

    row_security = SHARED_ONLY

    tenant = models.ForeignKey(
        Tenant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        help_text="Null when the Secretariat recorded it for an organisation without account.",
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    release = models.ForeignKey(Release, models.PROTECT, related_name="commitments")
    title = models.CharField(_("commitment"), max_length=200)
    what = models.TextField(_("what will be done"), max_length=5000, blank=True)
    indicator = models.TextField(_("how it will be known"), max_length=2000)
    by_when = models.DateField(_("by when"))
    owner = models.CharField(_("who answers for it"), max_length=200, blank=True)
    audience = models.CharField(
        _("who may read it"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    external_key = models.CharField(_("key in your records"), max_length=100, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    is_invented = models.BooleanField(default=False)

    objects: ClassVar[CommitmentQuerySet] = CommitmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "external_key"],
                condition=~Q(external_key=""),
                name="one_commitment_a_key",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="commitment_audience_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"]),
            models.Index(fields=["by_when", "id"]),
        ]

    def __str__(self) -> str:
        return self.title


class CommitmentAction(models.Model):
    """An Action a commitment serves, by its id: it stays when a newer release comes."""

    row_security = PART_OF_COMMITMENT

    pk = models.CompositePrimaryKey("commitment_id", "action_id")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="actions")
    action_id = models.CharField(max_length=10, db_index=True)

    def __str__(self) -> str:
        return self.action_id


class CommitmentEvidence(models.Model):
    """A dated file or link that shows how far a commitment has come."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("whose document it is"), max_length=200)
    dated = models.DateField(_("date it bears"))
    kind = models.CharField(_("what it shows"), max_length=12, choices=EvidenceKind.choices)
    link = models.URLField(_("link"), blank=True, max_length=1000)
    file = models.FileField(blank=True, upload_to="evidence/", max_length=300)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content_key = models.CharField(
        max_length=64, help_text="Hash of what was said: the same evidence is not taken twice."
    )
    newer = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="superseded"
    )
    coded_kind = models.CharField(max_length=12, choices=EvidenceKind.choices, blank=True)
    coded_strength = models.SmallIntegerField(choices=EvidenceStrength.choices, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "content_key"], name="evidence_taken_once"
            ),
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file="")),
                name="commitment_evidence_is_file_or_link",
            ),
            models.CheckConstraint(
                condition=Q(coded_kind="", coded_strength__isnull=True)
                | (~Q(coded_kind="") & Q(coded_strength__isnull=False)),
                name="evidence_coded_whole",
            ),
            models.CheckConstraint(
                condition=Q(newer__isnull=True) | ~Q(newer=F("id")), name="newer_is_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_coded(self) -> bool:
        """Whether its kind and strength are settled."""
        return bool(self.coded_kind)


class Coding(models.Model):
    """One reviewer's coding of a piece of evidence; `settles` ends a disagreement."""

    row_security = RowSecurity(parent=("evidence_id", "blueprint_commitmentevidence"))

    evidence = models.ForeignKey(CommitmentEvidence, models.CASCADE, related_name="codings")
    coder = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("what it shows"), max_length=12, choices=EvidenceKind.choices)
    strength = models.SmallIntegerField(_("how strong it is"), choices=EvidenceStrength.choices)
    note = models.TextField(_("why"), max_length=2000, blank=True)
    settles = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "coder"], name="one_coding_a_coder"),
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(settles=True), name="one_settlement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.strength}"


class DisputeState(models.TextChoices):
    """How a dispute stands."""

    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")


class Dispute(models.Model):
    """An objection to a commitment or to one piece of its evidence, argued in the open."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="disputes")
    evidence = models.ForeignKey(
        CommitmentEvidence, models.CASCADE, null=True, blank=True, related_name="disputes"
    )
    state = models.CharField(max_length=10, choices=DisputeState.choices, default=DisputeState.OPEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="dispute_closed_has_instant",
            )
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class DisputeMessage(models.Model):
    """What one side wrote: the objection, a reply, the reasons of the decision."""

    row_security = RowSecurity(parent=("dispute_id", "blueprint_dispute"))

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    from_institution = models.BooleanField()
    text = models.TextField(max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"message of {self.created_at:%Y-%m-%d}"


class CommitmentEvent(models.Model):
    """The log: rows are added, never changed; replaying them gives the status at any instant."""

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EventKind])
    recorded_at = models.DateTimeField()
    evidence = models.ForeignKey(
        CommitmentEvidence, models.CASCADE, null=True, related_name="events"
    )
    dated = models.DateField(null=True)
    coded_kind = models.CharField(max_length=12, blank=True)
    coded_strength = models.SmallIntegerField(null=True)
    newer = models.ForeignKey(CommitmentEvidence, models.CASCADE, null=True, related_name="+")
    actor_label = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["commitment", "recorded_at", "id"])]

    def __str__(self) -> str:
        return f"{self.kind} at {self.recorded_at:%Y-%m-%d %H:%M}"


class CommitmentSpan(models.Model):
    """A time through which a commitment kept its rung, so that "as of" is one query.

    Follows from the log and from nothing else.
    """

    row_security = PART_OF_COMMITMENT

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="spans")
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    rung = models.SmallIntegerField(null=True)
    disputed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "start_at"], name="one_span_a_start"),
            models.CheckConstraint(
                condition=Q(end_at__isnull=True) | Q(end_at__gt=F("start_at")),
                name="span_ends_after_its_start",
            ),
        ]
        indexes = [models.Index(fields=["start_at", "end_at"])]

    def __str__(self) -> str:
        return f"{self.rung} from {self.start_at:%Y-%m-%d}"
