"""Contacts: people the Secretariat knows at organisations. They do not sign in."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.parties.enums import Consent
from fulcrum.apps.parties.models.organisations import Organisation
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class SecretariatOnly(RowSecurity):
    """Rows for the Secretariat and nobody else, whichever organisation they are about."""

    def condition(self) -> str:
        """The policy's condition."""
        return "(SELECT current_setting('fulcrum.scope', true)) IN ('all', 'secretariat')"


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of contacts."""

    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Only the Secretariat sees contacts."""
        return self.live() if actor.is_system or actor.is_secretariat else self.none()

    def live(self) -> "PersonQuerySet":
        """Those not erased."""
        return self.filter(erased_at__isnull=True)


class Person(models.Model):
    """A contact at an organisation: who, in which role, how to reach them, and whether to.

    An erased contact keeps its row, empty, so that what linked to it still stands.
    """

    row_security = SecretariatOnly()

    name = models.CharField(_("name"), max_length=200, blank=True)
    role_title = models.CharField(_("role"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", null=True, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    source = models.CharField(_("where the details come from"), max_length=500, blank=True)
    consent = models.CharField(
        _("may we contact them?"), max_length=10, choices=Consent.choices, default=Consent.UNKNOWN
    )
    consent_date = models.DateField(_("since"), null=True, blank=True)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__in=Consent.values), name="person_consent_is_known"
            ),
            models.CheckConstraint(
                condition=Q(consent=Consent.UNKNOWN) | Q(consent_date__isnull=False),
                name="person_consent_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(name=""), name="person_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(name="", role_title="", email="", phone="", source=""),
                name="person_erased_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="parties_people_by_name")]

    def __str__(self) -> str:
        """Without personal data: this is what the log keeps."""
        return f"contact {self.pk}"
