"""What pages ask about organisations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from fulcrum.apps.parties import geography
from fulcrum.apps.parties.enums import ActorType, Mark, SizeBand, SubSector, TermKind
from fulcrum.apps.parties.matching import find_named, load_known
from fulcrum.apps.parties.models import Merge, Organisation, Person, Relation, Term
from fulcrum.apps.parties.references import readings
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.sectors import sectors

SHOWN = 25
SUGGESTED = 10
CHOICES_SECONDS = 300
# What a line about a relation says; the rest of three more rows would cost more than the whole.
RELATION_FIELDS = (
    *("kind", "terms", "start_date", "end_date", "source", "mark"),
    *("from_organisation__name", "to_organisation__name", "from_person__name"),
)


def sector_text(code: str) -> str:
    """A sector's code and title; the code alone when the classification does not have it."""
    sector = sectors().get(code)
    return f"{code} {sector.title}" if sector else code


_LABELS: dict[str, Callable[[str], str]] = {
    "actor_types": lambda value: str(ActorType(value).label),
    "sub_sector": lambda value: str(SubSector(value).label),
    "size_band": lambda value: str(SizeBand(value).label),
    "mark": lambda value: str(Mark(value).label),
    "country": geography.country_name,
    "jurisdictions": geography.country_name,
    "languages": geography.language_name,
    "sector_code": sector_text,
}


def shown_value(field: str, value: Any) -> str:
    """A field's value as people read it; "" for nothing."""
    if isinstance(value, list):
        return ", ".join(shown_value(field, part) for part in value)
    if isinstance(value, date):
        return str(date_format(value, "SHORT_DATE_FORMAT"))
    return _LABELS.get(field, str)(value) if value else ""


def find_organisation(text: str, actor: Actor) -> Organisation | None:
    """The one live organisation an actor sees that a text means; None for none or several."""
    found = find_named(text.strip(), load_known(readings(text.strip())))
    if found is not None:
        return Organisation.objects.visible_to(actor).live().filter(pk=found.pk).first()
    same = Organisation.objects.visible_to(actor).live().filter(name=text.strip())[:2]
    return same[0] if len(same) == 1 else None


def suggestions(text: str, actor: Actor) -> list[Organisation]:
    """A few live organisations whose names begin like a text."""
    rows = Organisation.objects.visible_to(actor).live().search(text)
    return list(rows.order_by("name_key", "pk")[:SUGGESTED])


def _used(key: str, read: Callable[[], list[str]]) -> list[str]:
    found: list[str] | None = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, CHOICES_SECONDS)
    return found


def countries_in_use() -> list[tuple[str, str]]:
    """The countries that organisations have their seat in (as of some minutes ago), by name."""
    rows = Organisation.objects.live().order_by().values_list("country", flat=True).distinct()
    used = set(_used("parties.countries", lambda: list(rows)))
    return [(code, name) for code, name in geography.countries().items() if code in used]


def languages_in_use() -> list[tuple[str, str]]:
    """The languages that organisations work in (as of some minutes ago), by name."""
    terms = Term.objects.filter(kind=TermKind.LANGUAGE).order_by()
    used = set(
        _used("parties.languages", lambda: list(terms.values_list("value", flat=True).distinct()))
    )
    return [(code, name) for code, name in geography.languages().items() if code in used]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation as it stands on the page of one of its ends.

    Attributes:
        relation: the relation.
        outgoing: whether it starts here.
        is_open: whether it lasts today.
    """

    relation: Relation
    outgoing: bool
    is_open: bool


def relations_of(organisation: Organisation, actor: Actor) -> list[RelationLine]:
    """Relations from and to an organisation that an actor sees, those that last first."""
    rows = Relation.objects.visible_to(actor).filter(
        Q(from_organisation=organisation) | Q(to_organisation=organisation)
    )
    rows = rows.select_related("from_organisation", "to_organisation", "from_person")
    rows = rows.only(*RELATION_FIELDS)
    ordered = rows.order_by(F("end_date").desc(nulls_first=True), "kind", "pk")
    today = timezone.localdate()
    return [
        RelationLine(
            relation=row,
            outgoing=row.from_organisation_id == organisation.pk,
            is_open=row.end_date is None or row.end_date > today,
        )
        for row in ordered[: SHOWN * 4]
    ]


def children_of(organisation: Organisation, actor: Actor) -> list[Organisation]:
    """What is part of an organisation, as far as an actor sees it; one more than is shown."""
    rows = Organisation.objects.visible_to(actor).live().filter(parent=organisation)
    return list(rows.only("name").order_by("name_key", "pk")[: SHOWN + 1])


def people_of(organisation: Organisation, actor: Actor) -> list[Person]:
    """Contacts at an organisation, for those who may see contacts; one more than is shown."""
    rows = Person.objects.visible_to(actor).filter(organisation=organisation)
    return list(rows.order_by("name", "pk")[: SHOWN + 1])


def merges_of(organisation: Organisation, actor: Actor) -> list[Merge]:
    """Standing merges into an organisation, the last first."""
    rows = Merge.objects.visible_to(actor).filter(kept=organisation, undone_at=None)
    rows = rows.select_related("absorbed").only("absorbed__name", "merged_by", "merged_at")
    return list(rows.order_by("-pk")[:SHOWN])
