"""What was learnt: bundles of counts that a person reads before they are sent, and the hub's pool."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.screening.enums import BundleState
from fulcrum.apps.screening.models.own import OWN, OwnQuerySet


class Bundle(models.Model):
    """An effectiveness report of this organisation, with small cells suppressed.

    Attributes:
        payload: what it holds; no account, no name, no day.
        text: the same, as a person reads it before it is signed.
        signature: base64; "" while nobody has read and signed it.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="learning_bundles")
    state = models.CharField(max_length=8, choices=BundleState.choices, default=BundleState.DRAFT)
    payload = models.JSONField()
    text = models.TextField()
    signature = models.TextField(blank=True)
    signed_by_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnQuerySet["Bundle"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"


class PooledBundle(models.Model):
    """A bundle that a bank sent to the hub, kept by the Secretariat.

    Attributes:
        tenant: the hub.
        label: what the hub calls the bank.
        fingerprint: SHA-256 of the public key it was signed with.
    """

    row_security = OWN

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="pooled_bundles")
    label = models.CharField(_("whose"), max_length=200)
    payload = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnQuerySet["PooledBundle"]] = OwnQuerySet.as_manager()  # type: ignore[assignment] # as above

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "digest"], name="a_pooled_bundle_once")
        ]

    def __str__(self) -> str:
        return self.label
