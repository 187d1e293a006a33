"""Keep contacts. The log says that a contact changed and in which fields, never to what."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.parties.enums import Consent
from fulcrum.apps.parties.models import Organisation, Person
from fulcrum.apps.parties.values import Values
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

FIELDS = (
    "name",
    "role_title",
    "email",
    "phone",
    "languages",
    "source",
    "consent",
    "consent_date",
    "is_invented",
)
KEEP: Any = object()  # says "leave it as it is" where None says "none"
PERSONAL = ("name", "role_title", "email", "phone", "source")


def _refuse_strangers(actor: Actor) -> None:
    if not (actor.is_system or actor.is_secretariat):
        raise RefusedError(_("Only the Secretariat keeps contacts."))


def _check(person: Person) -> None:
    if not person.name.strip():
        raise FulcrumError(_("A name is missing."), where="name")
    if person.consent != Consent.UNKNOWN and person.consent_date is None:
        raise FulcrumError(
            _("Say on which day they agreed or asked not to be contacted."), where="consent_date"
        )


def _set(person: Person, values: Values) -> list[str]:
    """Set fields; the names of those that changed."""
    unknown = values.keys() - set(FIELDS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    changed = [field for field in FIELDS if field in values and _differs(person, field, values)]
    for field in changed:
        setattr(person, field, values[field])
    return changed


def _differs(person: Person, field: str, values: Values) -> bool:
    return bool(getattr(person, field) != values[field])


@transaction.atomic
def create_person(organisation: Organisation | None, values: Values, *, by: Actor) -> Person:
    """Keep a contact of an organisation.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the name is missing, or a consent has no date.
    """
    _refuse_strangers(by)
    person = Person(organisation=organisation)
    changed = _set(person, values)
    _check(person)
    person.save()
    place = organisation.pk if organisation else None
    record(by, "create_person", person, new={"fields": changed, "organisation": place})
    return person


@transaction.atomic
def update_person(person: Person, values: Values, *, by: Actor, organisation: Any = KEEP) -> Person:
    """Change a contact.

    Raises:
        RefusedError, FulcrumError: as `create_person`.
        ConflictError: the contact was erased.
    """
    _refuse_strangers(by)
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.erased_at:
        raise ConflictError(_("This contact was erased."))
    changed = _set(current, values)
    if organisation is not KEEP and current.organisation != organisation:
        current.organisation = organisation
        changed.append("organisation")
    _check(current)
    if changed:
        current.save()
        record(by, "update_person", current, new={"fields": changed})
    return current


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Empty a contact for good; what it was linked to keeps an empty mark.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: it was erased before.
    """
    _refuse_strangers(by)
    blank: dict[str, Any] = dict.fromkeys(PERSONAL, "")
    blank |= {"languages": [], "consent": Consent.UNKNOWN, "consent_date": None}
    live = Person.objects.live().filter(pk=person.pk)
    if not live.update(**blank, organisation=None, erased_at=timezone.now()):
        raise ConflictError(_("This contact was erased before."))
    person.relations.all().delete()
    record(by, "erase_person", person)
