"""The evidence that carries commitments."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import User
from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models.commitments import PART_OF_COMMITMENT, Commitment


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
