"""Organisations the initiative deals with."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.parties.enums import Continent, SizeBand, SubSector
from fulcrum.kernel.actors import Actor


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads of organisations."""

    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        """The Secretariat sees all; others see reference data and their own organisation."""
        if actor.is_system or actor.is_secretariat:
            return self
        if actor.tenant_id is None:
            return self.none()
        return self.filter(Q(is_reference=True) | Q(tenant_id=actor.tenant_id))

    def live(self) -> "OrganisationQuerySet":
        """Those not merged into another."""
        return self.filter(merged_into__isnull=True)


class Organisation(models.Model):
    """A bank, investor, regulator, support organisation … as the initiative knows it."""

    name = models.CharField(_("name"), max_length=300)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    lei = models.CharField(_("LEI"), max_length=20, blank=True)
    actor_types = models.JSONField(_("kinds of actor"), default=list)
    sub_sector = models.CharField(_("sub-sector"), max_length=30, choices=SubSector.choices)
    country = models.CharField(_("country of seat"), max_length=2)
    continent = models.CharField(max_length=2, choices=Continent.choices, editable=False)
    jurisdictions = models.JSONField(_("operates in"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    main_language = models.CharField(max_length=8, blank=True, editable=False)
    size_band = models.CharField(_("size"), max_length=12, choices=SizeBand.choices, blank=True)
    sector_code = models.CharField(_("ISIC sector"), max_length=6, blank=True)
    website = models.URLField(_("website"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    tenant = models.OneToOneField(
        Tenant, models.SET_NULL, null=True, blank=True, related_name="organisation"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    is_reference = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    source_date = models.DateField(_("date of source"), null=True, blank=True)
    mark = models.CharField(
        max_length=1, blank=True, help_text="S seen, O our choice, U unconfirmed"
    )
    external_key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name
