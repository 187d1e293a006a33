"""Practices of leverage: what somebody did, where it is from, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models import Tenant, User
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PracticeState, Shown
from fulcrum.apps.parties.names import WORD_LIMIT, words
from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

TABLE = "blueprint_practice"
CATALOGUE = RowSecurity(
    shared="tenant_id IS NULL OR state <> 'draft'", public="state = 'published'"
)


@dataclass(frozen=True, slots=True)
class PartOfCatalogue(RowSecurity):
    """Parts of a practice: read where it is read, changed where it is changed."""

    def condition(self) -> str:
        """The policy's condition: the practice may be changed by whoever is acting."""
        scope = "(SELECT current_setting('fulcrum.scope', true))"
        own = f'SELECT "id" FROM "{TABLE}" WHERE {CATALOGUE.condition()}'  # noqa: S608 - our own names
        return f"{scope} = 'all' OR \"practice_id\" IN ({own})"


PART_OF_PRACTICE = PartOfCatalogue(
    public=f'"practice_id" IN (SELECT "id" FROM "{TABLE}" WHERE {CATALOGUE.public})'  # noqa: S608 - as above
)
SEARCH_WORDS = 8
LAST = "\U0010ffff"


class PracticeTermKind(models.TextChoices):
    """What a practice is found by."""

    WORD = "w"
    ACTOR_TYPE = "t"
    ACTION = "a"
    GOAL = "g"
    SECTOR = "s"
    COUNTRY = "c"


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Reads of practices."""

    def visible_to(self, actor: Actor) -> "PracticeQuerySet":
        """What is published, one's own, and for the Secretariat what was proposed to it."""
        if actor.is_system:
            return self
        seen = Q(state=PracticeState.PUBLISHED)
        if actor.tenant_id is not None:
            seen |= Q(tenant_id=actor.tenant_id)
        if actor.is_secretariat:
            seen |= Q(tenant=None) | ~Q(state=PracticeState.DRAFT)
        return self.filter(seen)

    def published(self) -> "PracticeQuerySet":
        """Those everybody may read."""
        return self.filter(state=PracticeState.PUBLISHED)

    def with_term(self, kind: str, value: str) -> "PracticeQuerySet":
        """Those about an actor, Action, Goal, sector or country."""
        terms = PracticeTerm.objects.filter(practice=OuterRef("pk"), kind=kind, value=value)
        return self.filter(Exists(terms))

    def search(self, text: str) -> "PracticeQuerySet":
        """Those with, for every word of the text, a word of theirs that begins so."""
        asked, found = words(text)[:SEARCH_WORDS], self
        if not asked:
            return self.none()
        for word in asked:
            terms = PracticeTerm.objects.filter(
                practice=OuterRef("pk"),
                kind=PracticeTermKind.WORD,
                value__gte=word,
                value__lt=word + LAST,
            )
            found = found.filter(Exists(terms))
        return found


class Practice(models.Model):
    """Something an institution did to make others change, as the catalogue tells it.

    Attributes:
        tenant: who contributed it; None when the Secretariat or the shipped catalogue did.
        key: of the shipped catalogue, "" otherwise.
        confirmed: False where what is shipped was not confirmed; pages say so.
        actor_types, actions, sectors, countries: what it is about; an empty list means any.
    """

    row_security = CATALOGUE

    tenant = models.ForeignKey(
        Tenant, models.PROTECT, null=True, blank=True, related_name="practices"
    )
    key = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("practice"), max_length=200)
    who = models.CharField(_("who did it"), max_length=200)
    what = models.TextField(_("what was done"), max_length=5000)
    result = models.TextField(_("reported result"), max_length=3000, blank=True)
    kind = models.CharField(_("kind of leverage"), max_length=12, choices=LeverageKind.choices)
    shown = models.PositiveSmallIntegerField(_("how strongly it is shown"), choices=Shown.choices)
    actor_types = models.JSONField(_("kinds of institution"), default=list, blank=True)
    actions = models.JSONField(_("Actions it serves"), default=list, blank=True)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=500)
    source_url = models.URLField(_("address of the source"), max_length=1000, blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=PracticeState.choices, default=PracticeState.DRAFT
    )
    reason = models.CharField(max_length=500, blank=True)
    confirmed = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True)

    objects: ClassVar[PracticeQuerySet] = PracticeQuerySet.as_manager()  # type: ignore[assignment] # a manager made of it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="one_practice_a_key"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PracticeState.values), name="practice_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LeverageKind.values), name="practice_kind_is_known"
            ),
        ]
        indexes = [models.Index(fields=["-updated_at", "-id"])]

    def __str__(self) -> str:
        return self.title

    def terms(self) -> set[tuple[str, str]]:
        """What it is found by, as (kind, value)."""
        kinds = PracticeTermKind
        texts = f"{self.title} {self.who} {self.what} {self.result} {self.source}"
        found = {(str(kinds.WORD), word[:WORD_LIMIT]) for word in words(texts)}
        lists: tuple[tuple[str, Sequence[str]], ...] = (
            (kinds.ACTOR_TYPE, self.actor_types),
            (kinds.ACTION, self.actions),
            (kinds.GOAL, [action.partition(".")[0] for action in self.actions]),
            (kinds.SECTOR, self.sectors),
            (kinds.COUNTRY, self.countries),
        )
        return found | {(str(kind), value) for kind, values in lists for value in values}


class PracticeTerm(models.Model):
    """One thing a practice is found by, so that an index on either database finds it."""

    row_security = PART_OF_PRACTICE

    pk = models.CompositePrimaryKey("kind", "value", "practice_id")
    kind = models.CharField(max_length=1, choices=PracticeTermKind.choices)
    value = models.CharField(max_length=WORD_LIMIT)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="found_by", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["practice", "kind", "value"], name="terms_of_practice")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"
