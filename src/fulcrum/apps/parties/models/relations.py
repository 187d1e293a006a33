"""How organisations and contacts stand to organisations, and since when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.parties.enums import Mark, RelationKind
from fulcrum.apps.parties.models.organisations import Organisation
from fulcrum.apps.parties.models.people import Person
from fulcrum.kernel.actors import Actor


class RelationQuerySet(models.QuerySet["Relation"]):
    """Reads of relations."""

    def visible_to(self, actor: Actor) -> "RelationQuerySet":
        """The Secretariat sees all; others those between organisations that they see."""
        if actor.is_system or actor.is_secretariat:
            return self
        seen = Organisation.objects.visible_to(actor).values("pk")
        return self.filter(from_organisation__in=seen, to_organisation__in=seen)


class Relation(models.Model):
    """From an organisation or a contact to an organisation; ended, not deleted.

    Survivors never stand here: taking part in survivor inclusion is what organisations do.
    """

    kind = models.CharField(_("relation"), max_length=32, choices=RelationKind.choices)
    from_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="relations"
    )
    from_person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="relations"
    )
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="relations_to_it", verbose_name=_("to")
    )
    terms = models.TextField(_("terms"), blank=True)
    start_date = models.DateField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    mark = models.CharField(_("mark"), max_length=1, choices=Mark.choices, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[RelationQuerySet] = RelationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values), name="relation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(from_organisation__isnull=True, from_person__isnull=False)
                | Q(from_organisation__isnull=False, from_person__isnull=True),
                name="relation_starts_at_one",
            ),
            models.CheckConstraint(
                condition=Q(from_organisation__isnull=True)
                | ~Q(from_organisation=F("to_organisation")),
                name="relation_leads_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="relation_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(from_person__isnull=True) | ~Q(kind=RelationKind.SURVIVOR_INCLUSION),
                name="relation_names_no_survivor",
            ),
            models.UniqueConstraint(
                fields=["from_organisation", "to_organisation", "kind"],
                condition=Q(end_date__isnull=True, from_organisation__isnull=False),
                name="one_open_relation_of_organisations",
            ),
            models.UniqueConstraint(
                fields=["from_person", "to_organisation", "kind"],
                condition=Q(end_date__isnull=True, from_person__isnull=False),
                name="one_open_relation_of_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"relation {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.end_date is None or self.end_date > timezone.localdate()
