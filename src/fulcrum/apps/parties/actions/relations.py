"""Say how organisations and contacts stand to organisations."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.models import Organisation, Person, Relation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


def _refuse_strangers(actor: Actor) -> None:
    if not (actor.is_system or actor.is_secretariat):
        raise RefusedError(_("Only the Secretariat keeps relations."))


def _check(relation: Relation) -> None:
    if relation.from_organisation_id == relation.to_organisation_id:
        raise FulcrumError(_("An organisation has no relation to itself."), where="to_organisation")
    if relation.from_person_id and relation.kind == RelationKind.SURVIVOR_INCLUSION:
        raise FulcrumError(
            _("Organisations take part in survivor inclusion; people are not listed for it."),
            where="kind",
        )
    start, end = relation.start_date, relation.end_date
    if start and end and end < start:
        raise FulcrumError(_("It ends before it begins."), where="end_date")


@transaction.atomic
def add_relation(  # noqa: PLR0913 - keyword-only, each a plain value
    source: Organisation | Person,
    kind: RelationKind,
    target: Organisation,
    *,
    by: Actor,
    terms: str = "",
    start_date: date | None = None,
    end_date: date | None = None,
    evidence: str = "",
    mark: str = "",
) -> Relation:
    """Say how an organisation or a contact stands to an organisation.

    Args:
        source: from.
        kind: how.
        target: to.
        by: an officer of the Secretariat, or the system.
        terms: of an arrangement.
        start_date: since when, if known.
        end_date: until when; open without.
        evidence: where that is known from.
        mark: how sure it is (`enums.Mark`), for reference data.

    Raises:
        RefusedError: the actor is neither.
        FulcrumError: the dates or the ends do not go together.
        ConflictError: it stands already.
    """
    _refuse_strangers(by)
    is_person = isinstance(source, Person)
    relation = Relation(
        kind=kind,
        from_organisation=None if isinstance(source, Person) else source,
        from_person=source if isinstance(source, Person) else None,
        to_organisation=target,
        terms=terms,
        start_date=start_date,
        end_date=end_date,
        source=evidence,
        mark=mark,
    )
    _check(relation)
    try:
        with transaction.atomic():
            relation.save()
    except IntegrityError as error:
        raise ConflictError(_("This relation stands already.")) from error
    start = {"person" if is_person else "organisation": source.pk}
    record(by, "add_relation", target, new={"kind": kind, "relation": relation.pk, **start})
    return relation


@transaction.atomic
def end_relation(relation: Relation, end_date: date, *, by: Actor) -> Relation:
    """Say when a relation ended.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: it would end before it began.
        ConflictError: it has ended.
    """
    _refuse_strangers(by)
    current = Relation.objects.select_for_update().get(pk=relation.pk)
    if current.end_date:
        raise ConflictError(_("This relation has an end already."))
    current.end_date = end_date
    _check(current)
    current.save(update_fields=["end_date"])
    new = {"relation": current.pk, "end_date": end_date}
    record(by, "end_relation", current.to_organisation, new=new)
    return current
