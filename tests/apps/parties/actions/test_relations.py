"""Relations begin and end."""

from datetime import date

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.people import create_person
from fulcrum.apps.parties.actions.relations import add_relation, end_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.parties.conftest import Maker


def test_a_relation_is_added_and_ended(organisation_of: Maker, officer: Actor) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    relation = add_relation(
        one, RelationKind.PARTNER, other, by=officer, terms="T", start_date=date(2026, 1, 1)
    )
    with pytest.raises(ConflictError):
        add_relation(one, RelationKind.PARTNER, other, by=officer)
    with pytest.raises(FulcrumError, match="before it begins"):
        end_relation(relation, date(2025, 1, 1), by=officer)
    assert end_relation(relation, date(2026, 2, 1), by=officer).end_date == date(2026, 2, 1)
    with pytest.raises(ConflictError):
        end_relation(relation, date(2026, 3, 1), by=officer)
    add_relation(one, RelationKind.PARTNER, other, by=officer)
    verbs = Entry.objects.filter(target_id=str(other.pk)).values_list("verb", flat=True)
    assert list(verbs.order_by("sequence"))[1:] == ["add_relation", "end_relation", "add_relation"]


def test_what_makes_no_sense_is_refused(organisation_of: Maker, officer: Actor) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    person = create_person(None, {"name": "Ada"}, by=officer)
    with pytest.raises(FulcrumError, match="itself"):
        add_relation(one, RelationKind.MEMBER, one, by=officer)
    with pytest.raises(FulcrumError, match="people are not listed"):
        add_relation(person, RelationKind.SURVIVOR_INCLUSION, one, by=officer)
    with pytest.raises(FulcrumError, match="before it begins"):
        add_relation(
            one,
            RelationKind.MEMBER,
            other,
            by=officer,
            start_date=date(2026, 2, 1),
            end_date=date(2026, 1, 1),
        )


def test_only_the_secretariat_keeps_relations(
    organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    with pytest.raises(RefusedError):
        add_relation(one, RelationKind.MEMBER, other, by=lead)
    relation = add_relation(one, RelationKind.MEMBER, other, by=officer)
    with pytest.raises(RefusedError):
        end_relation(relation, date(2026, 1, 1), by=lead)
