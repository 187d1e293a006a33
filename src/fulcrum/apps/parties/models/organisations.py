"""Organisations the initiative deals with, and what they are found by."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.parties.enums import Continent, Mark, SizeBand, SubSector, TermKind
from fulcrum.apps.parties.geography import continent_of
from fulcrum.apps.parties.names import WORD_LIMIT, name_key, words
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.identifiers import LEI_LENGTH

LAST = "\U0010ffff"  # sorts after every letter: the end of a prefix
LIVE = Q(merged_into__isnull=True)
SEARCH_WORDS = 6
FEW_TERMS = 500
BEGINNING_SO = """
SELECT COUNT(*) FROM (
    SELECT 1 FROM parties_term WHERE kind = %s AND value >= %s AND value < %s LIMIT %s
) AS few
"""


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
        return self.filter(LIVE)

    def bulk_create(
        self, objs: Iterable["Organisation"], *args: Any, **kwargs: Any
    ) -> list["Organisation"]:
        """Django's, with the fields that follow from others filled in."""
        rows = list(objs)
        for row in rows:
            row.derive()
        return super().bulk_create(rows, *args, **kwargs)

    def found_by(self, kind: TermKind, value: str) -> "OrganisationQuerySet":
        """Those found by a term: a language, a kind of actor, a country they operate in."""
        found = Term.objects.filter(kind=kind, value=value)
        return self.filter(pk__in=found.values("organisation_id"))

    def search(self, text: str) -> "OrganisationQuerySet":
        """Those with, for every word of the text, a word of name, alias or LEI that begins so."""
        asked = words(text)[:SEARCH_WORDS]
        if not asked:
            return self.none()
        found = self
        for word in asked:
            terms = Term.objects.filter(kind=TermKind.WORD, value__gte=word, value__lt=word + LAST)
            if _is_rare(word):
                found = found.filter(pk__in=terms.values("organisation_id"))
            else:
                found = found.filter(Exists(terms.filter(organisation=OuterRef("pk"))))
        return found


def _is_rare(word: str) -> bool:
    """Whether few words begin so.

    A rare word's list leads straight to its organisations; a common word's is longer than the page
    that is wanted, so each organisation is asked for the word instead.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEGINNING_SO, [TermKind.WORD.value, word, word + LAST, FEW_TERMS + 1])
        (count,) = cursor.fetchone()
    return bool(count <= FEW_TERMS)


def _one_of(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> Q:
    return Q(**{f"{field}__in": [*choices.values, ""] if blank else choices.values})


def _length(field: str, size: int) -> Any:
    return Exact(Length(field), size)


class Organisation(models.Model):
    """A bank, investor, regulator, support organisation … as the initiative knows it.

    `name_key`, `continent` and `main_language` follow from the other fields.
    """

    name = models.CharField(_("name"), max_length=300)
    name_key = models.CharField(max_length=300, editable=False)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    lei = models.CharField(_("LEI"), max_length=LEI_LENGTH, blank=True)
    actor_types = models.JSONField(_("kinds of actor"), default=list, blank=True)
    sub_sector = models.CharField(_("sub-sector"), max_length=30, choices=SubSector.choices)
    country = models.CharField(_("country of seat"), max_length=2)
    continent = models.CharField(max_length=2, choices=Continent.choices, editable=False)
    jurisdictions = models.JSONField(_("operates in"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    main_language = models.CharField(max_length=8, blank=True, editable=False)
    size_band = models.CharField(_("size"), max_length=12, choices=SizeBand.choices, blank=True)
    sector_code = models.CharField(_("ISIC sector"), max_length=6, blank=True)
    website = models.URLField(_("website"), blank=True, max_length=300)
    notes = models.TextField(_("notes"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    tenant = models.OneToOneField(
        Tenant, models.SET_NULL, null=True, blank=True, related_name="organisation"
    )
    # Its own index would tempt the planner away from the indexes that give the order of lists.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    is_reference = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    source_date = models.DateField(_("date of source"), null=True, blank=True)
    mark = models.CharField(_("mark"), max_length=1, choices=Mark.choices, blank=True)
    external_key = models.CharField(_("key in your records"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lei"], condition=LIVE & ~Q(lei=""), name="one_live_organisation_for_a_lei"
            ),
            models.UniqueConstraint(
                fields=["external_key"],
                condition=LIVE & ~Q(external_key=""),
                name="one_live_organisation_for_a_key",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name_key=""), name="organisation_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(lei="") | Q(_length("lei", LEI_LENGTH), Exact(F("lei"), Upper("lei"))),
                name="organisation_lei_has_its_form",
            ),
            models.CheckConstraint(
                condition=Q(_length("country", 2), Exact(F("country"), Upper("country"))),
                name="organisation_country_is_a_code",
            ),
            models.CheckConstraint(
                condition=_one_of("continent", Continent), name="organisation_continent_is_known"
            ),
            models.CheckConstraint(
                condition=_one_of("sub_sector", SubSector), name="organisation_sub_sector_is_known"
            ),
            models.CheckConstraint(
                condition=_one_of("size_band", SizeBand, blank=True),
                name="organisation_size_is_known",
            ),
            models.CheckConstraint(
                condition=_one_of("mark", Mark, blank=True), name="organisation_mark_is_known"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="organisation_is_not_its_parent"
            ),
            models.CheckConstraint(
                condition=LIVE | ~Q(merged_into=F("pk")), name="organisation_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=LIVE | Q(tenant=None), name="organisation_merged_has_no_account"
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="parties_by_name"),
            models.Index(fields=["country", "name_key", "id"], name="parties_by_country"),
            models.Index(fields=["continent", "name_key", "id"], name="parties_by_continent"),
            models.Index(fields=["sub_sector", "name_key", "id"], name="parties_by_sub_sector"),
            models.Index(fields=["updated_at", "id"], name="parties_by_change"),
            # The unique ones are partial, which no planner uses to look up a list of values.
            models.Index(fields=["lei"], name="parties_by_lei"),
            models.Index(fields=["external_key"], name="parties_by_key"),
            models.Index(
                fields=["merged_into"], condition=~Q(merged_into=None), name="parties_merged"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Django's, with the fields that follow from others filled in."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in the fields that follow from others."""
        self.name_key = name_key(self.name)[:300]
        self.continent = continent_of(self.country)
        self.main_language = self.languages[0] if self.languages else ""

    @property
    def is_live(self) -> bool:
        """Whether it was not merged into another."""
        return self.merged_into_id is None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it is reference data that no source confirmed."""
        return self.mark == Mark.UNCONFIRMED


class Term(models.Model):
    """One thing an organisation is found by, kept so that an index on either database finds it.

    A list in JSON cannot be indexed alike on SQLite and PostgreSQL, and neither can "contains";
    words, languages and kinds of actor as rows can.
    """

    pk = models.CompositePrimaryKey("kind", "value", "organisation_id")
    kind = models.CharField(max_length=1, choices=TermKind.choices)
    value = models.CharField(max_length=WORD_LIMIT)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="terms", db_index=False
    )

    class Meta:
        indexes = [
            # The key leads from a term to organisations, this from an organisation to its terms.
            models.Index(fields=["organisation", "kind", "value"], name="terms_of_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"
