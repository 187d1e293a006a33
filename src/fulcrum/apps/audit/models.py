"""The log's one table. Rows are added by `actions.record` and by nothing else."""

from typing import ClassVar

from django.db import models

from fulcrum.apps.audit.fields import CanonicalJSONField
from fulcrum.kernel.actors import Actor, Role

FIRST_MAC = "0" * 64


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of the log."""

    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        """The system sees all; administrators and officers see their own organisation's rows."""
        if actor.is_system:
            return self
        if actor.tenant_id is None or not actor.has_role(
            Role.ADMINISTRATOR, Role.SECRETARIAT_OFFICER, Role.INSTITUTION_LEAD
        ):
            return self.none()
        return self.filter(tenant_id=actor.tenant_id)


class Entry(models.Model):
    """Who, for which organisation, what, on what, old and new, when, from where.

    Actors and targets are kept by id and label and never as foreign keys, so that erasing an
    account or a record leaves the chain whole. `key_id` names the key of the MAC.
    """

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=40, blank=True)
    tenant_id = models.BigIntegerField(null=True)
    origin = models.CharField(max_length=100, blank=True)
    verb = models.CharField(max_length=80)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=80)
    target_label = models.CharField(max_length=200, blank=True)
    old = CanonicalJSONField(null=True)
    new = CanonicalJSONField(null=True)
    key_id = models.CharField(max_length=8)
    previous_mac = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["tenant_id", "-sequence"], name="audit_of_tenant"),
            models.Index(fields=["target_type", "target_id", "-sequence"], name="audit_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.target_type} {self.target_id}"


class ChainHead(models.Model):
    """The end of the chain; its row lock puts writers in order.

    `seal` is a keyed MAC over the rest: without the key nobody can write a head that fits a
    log they have cut short.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default=FIRST_MAC)
    key_id = models.CharField(max_length=8, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"chain at {self.sequence}"
