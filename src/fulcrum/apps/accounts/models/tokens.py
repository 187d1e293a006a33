"""API tokens, and the answers kept so that a repeated POST does nothing twice."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models.people import Membership, Tenant
from fulcrum.kernel.actors import Actor


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Reads of tokens."""

    def visible_to(self, actor: Actor) -> "ApiTokenQuerySet":
        """Those of the organisation acted for."""
        if actor.is_system:
            return self
        return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()

    def live(self) -> "ApiTokenQuerySet":
        """Those that work now: not expired or revoked, their maker still in the role."""
        return self.filter(
            expires_at__gt=timezone.now(),
            revoked_at__isnull=True,
            membership__ended_at__isnull=True,
            membership__user__is_active=True,
        )


class ApiToken(models.Model):
    """A secret with which software acts for an organisation, in the role of whoever made it.

    It can do no more than its maker may now, and nothing once the maker's membership ends.
    """

    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="tokens")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    secret_hash = models.CharField(max_length=64)
    areas = models.JSONField(_("areas"), default=list)
    may_write = models.BooleanField(_("may change things"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ApiTokenQuerySet] = ApiTokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="token_expires_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def is_live(self) -> bool:
        """Whether it has neither expired nor been revoked."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class IdempotentAnswer(models.Model):
    """What a POST with an Idempotency-Key was answered; kept for a day."""

    token = models.ForeignKey(ApiToken, models.CASCADE)
    key_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key_hash"], name="one_answer_a_key")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
