"""Framework releases: whole documents, immutable once published."""

from typing import Any, ClassVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.kernel.actors import Actor


class ReleaseState(models.TextChoices):
    """Where a release stands."""

    DRAFT = "draft", _("Loaded, not published")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Replaced by a newer release")


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Reads of releases."""

    def visible_to(self, actor: Actor) -> "ReleaseQuerySet":
        """The Secretariat sees drafts too; everybody else what was published."""
        if actor.is_system or actor.is_secretariat:
            return self
        return self.exclude(state=ReleaseState.DRAFT)


_Manager: Any = models.Manager.from_queryset(ReleaseQuerySet)


class ReleaseManager(_Manager):  # type: ignore[type-arg] # made at run time
    """Leaves the document, a hundred kilobytes, in the database until somebody reads it."""

    def get_queryset(self) -> Any:
        """Every release, documents left out."""
        return super().get_queryset().defer("document")


def _lean() -> ReleaseQuerySet:
    return cast("ReleaseQuerySet", ReleaseManager())


class Release(models.Model):
    """One edition of Goals, Actions and the self-assessment."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    document = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical document.")
    state = models.CharField(
        max_length=12, choices=ReleaseState.choices, default=ReleaseState.DRAFT
    )
    signature = models.TextField(blank=True)
    signed_by = models.CharField(max_length=64, blank=True, help_text="Public key, hex.")
    loaded_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ReleaseQuerySet] = _lean()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="published"),
                name="one_published_release",
            )
        ]

    def __str__(self) -> str:
        return self.title
