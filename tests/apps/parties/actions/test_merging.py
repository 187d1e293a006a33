"""Two records become one, and two again."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.forms.models import model_to_dict

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties import merging as registry
from fulcrum.apps.parties.actions.merging import mark_distinct, merge_organisations, undo_merge
from fulcrum.apps.parties.actions.organisations import link_tenant, update_organisation
from fulcrum.apps.parties.actions.people import create_person, erase_person
from fulcrum.apps.parties.actions.relations import add_relation, end_relation
from fulcrum.apps.parties.enums import RelationKind
from fulcrum.apps.parties.models import Merge, Organisation, Person, Relation, Term
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.parties.conftest import LEI, OTHER_LEI, Maker


def everything() -> dict[str, Any]:
    """The state of every row that a merge may touch, but for the time of change."""
    models: list[Any] = [Organisation, Person, Relation]
    state: dict[str, Any] = {
        model.__name__: [model_to_dict(one) for one in model.objects.order_by("pk")]
        for model in models
    }
    state["terms"] = set(Term.objects.values_list("kind", "value", "organisation_id"))
    return state


@pytest.fixture
def pair(
    organisation_of: Maker, system: Actor, tenant_of: Callable[..., Tenant]
) -> tuple[Organisation, Organisation]:
    """A record to keep and one to absorb, tied to everything there is."""
    kept = organisation_of("Savannah Bank", lei=LEI, languages=["en"], notes="kept")
    top = organisation_of("Group")
    absorbed = organisation_of(
        "Savannah Bank Ltd",
        lei=OTHER_LEI,
        languages=["sw"],
        website="https://s.example",
        parent=top,
        source_date=date(2026, 1, 2),
    )
    organisation_of("Branch", parent=absorbed)
    link_tenant(absorbed, tenant_of(), by=system)
    person = create_person(absorbed, {"name": "Ada"}, by=system)
    body = organisation_of("Body")
    add_relation(absorbed, RelationKind.MEMBER, body, by=system)
    add_relation(kept, RelationKind.MEMBER, body, by=system)
    add_relation(kept, RelationKind.DONOR, absorbed, by=system)
    add_relation(body, RelationKind.CONVENOR, absorbed, by=system)
    add_relation(person, RelationKind.COMMISSIONER, absorbed, by=system)
    return kept, absorbed


def reload(organisation: Organisation) -> Organisation:
    return Organisation.objects.get(pk=organisation.pk)


def test_everything_moves(pair: tuple[Organisation, Organisation], officer: Actor) -> None:
    kept, absorbed = pair
    tenant = absorbed.tenant
    merge = merge_organisations(kept, absorbed, by=officer, choices={"lei": "absorbed"})
    kept, absorbed = reload(kept), reload(absorbed)
    assert (absorbed.merged_into, absorbed.tenant) == (kept, None)
    assert (kept.name, kept.aliases, kept.lei) == (
        "Savannah Bank",
        ["Savannah Bank Ltd"],
        OTHER_LEI,
    )
    assert (kept.languages, kept.website, kept.tenant) == (
        ["en", "sw"],
        "https://s.example",
        tenant,
    )
    assert kept.parent == Organisation.objects.get(name="Group")
    assert Organisation.objects.get(name="Branch").parent == kept
    assert Person.objects.get().organisation == kept
    ends = {
        (row.kind, row.from_organisation_id, row.to_organisation_id)
        for row in Relation.objects.all()
    }
    body = Organisation.objects.get(name="Body").pk
    assert ends == {
        ("member", kept.pk, body),
        ("convenor", body, kept.pk),
        ("commissioner_institution", None, kept.pk),
    }
    assert list(Organisation.objects.search("savannah ltd")) == [kept]
    assert Entry.objects.get(verb="merge_organisations").new["merge"] == merge.pk


def test_undoing_restores_everything(
    pair: tuple[Organisation, Organisation], officer: Actor
) -> None:
    before = everything()
    choices = {"name": "absorbed", "lei": "absorbed", "languages": "kept", "notes": "both"}
    merge = merge_organisations(*pair, by=officer, choices=choices)
    assert everything() != before
    assert undo_merge(merge, by=officer) == []
    assert everything() == before
    with pytest.raises(ConflictError, match="undone before"):
        undo_merge(merge, by=officer)
    merge_organisations(*pair, by=officer)


def test_later_edits_survive_the_undoing(
    pair: tuple[Organisation, Organisation], officer: Actor
) -> None:
    kept, absorbed = pair
    merge = merge_organisations(kept, absorbed, by=officer)
    update_organisation(kept, {"notes": "edited"}, by=officer)
    erase_person(Person.objects.get(), by=officer)
    end_relation(Relation.objects.get(kind="convenor"), date(2026, 5, 1), by=officer)
    assert undo_merge(merge, by=officer) == ["notes"]
    assert reload(kept).notes == "edited"
    assert reload(kept).lei == LEI
    assert Relation.objects.get(kind="convenor").end_date == date(2026, 5, 1)
    assert not Relation.objects.filter(kind="commissioner_institution").exists()


def test_what_stands_in_the_way(
    organisation_of: Maker, officer: Actor, lead: Actor, tenant_of: Callable[..., Tenant]
) -> None:
    one, other, third = organisation_of("One"), organisation_of("Other"), organisation_of("Third")
    with pytest.raises(RefusedError):
        merge_organisations(one, other, by=lead)
    with pytest.raises(ConflictError, match="one record already"):
        merge_organisations(one, one, by=officer)
    link_tenant(one, tenant_of(), by=officer)
    link_tenant(other, tenant_of(), by=officer)
    with pytest.raises(ConflictError, match="sign in for both"):
        merge_organisations(one, other, by=officer)
    merge = merge_organisations(one, third, by=officer)
    with pytest.raises(ConflictError, match="in the meantime"):
        merge_organisations(other, third, by=officer)
    with pytest.raises(RefusedError):
        undo_merge(merge, by=lead)


def test_merges_are_undone_in_turn(organisation_of: Maker, officer: Actor) -> None:
    one, two, three = (organisation_of(name) for name in ("One", "Two", "Three"))
    first = merge_organisations(two, three, by=officer)
    second = merge_organisations(one, two, by=officer)
    with pytest.raises(ConflictError, match="merged again since"):
        undo_merge(first, by=officer)
    undo_merge(second, by=officer)
    undo_merge(first, by=officer)
    assert Organisation.objects.live().count() == 3


def test_an_end_that_was_merged_holds_the_undoing_up(
    organisation_of: Maker, officer: Actor
) -> None:
    one, two, body, other = (organisation_of(name) for name in ("One", "Two", "Body", "Other"))
    add_relation(two, RelationKind.MEMBER, body, by=officer)
    merge = merge_organisations(one, two, by=officer)
    later = merge_organisations(other, body, by=officer)
    with pytest.raises(ConflictError, match="relates to was merged"):
        undo_merge(merge, by=officer)
    undo_merge(later, by=officer)
    undo_merge(merge, by=officer)
    assert Relation.objects.get().from_organisation == two


def test_an_identifier_taken_since_holds_the_undoing_up(
    organisation_of: Maker, officer: Actor
) -> None:
    one, two = organisation_of("One"), organisation_of("Two", lei=LEI)
    merge = merge_organisations(one, two, by=officer, choices={"lei": "kept"})
    update_organisation(one, {"lei": OTHER_LEI}, by=officer)
    organisation_of("Three", lei=LEI)
    with pytest.raises(ConflictError, match="by now"):
        undo_merge(merge, by=officer)
    assert Merge.objects.get().undone_at is None


@pytest.mark.parametrize("keep", ["top", "middle", "low"])
def test_no_circle_comes_of_merging_within_a_group(
    organisation_of: Maker, officer: Actor, keep: str
) -> None:
    top = organisation_of("top")
    middle = organisation_of("middle", parent=top)
    low = organisation_of("low", parent=middle)
    by_name = {"top": top, "middle": middle, "low": low}
    kept = by_name.pop(keep)
    before = everything()
    merges = [merge_organisations(kept, gone, by=officer) for gone in by_name.values()]
    assert reload(kept).parent is None
    for merge in reversed(merges):
        undo_merge(merge, by=officer)
    assert everything() == before


class NotesMover:
    """Stands for a higher app: it moves a mark kept in the notes."""

    name = "test.notes"

    def move(self, absorbed: Organisation, kept: Organisation) -> Any:
        return {"from": absorbed.pk}

    def move_back(self, absorbed: Organisation, kept: Organisation, moved: Any) -> None:
        assert moved == {"from": absorbed.pk}
        Organisation.objects.filter(pk=absorbed.pk).update(source="moved back")


@pytest.fixture
def mover() -> Iterator[None]:
    registry.add_mover(NotesMover())
    yield
    registry._MOVERS.pop(NotesMover.name, None)


def test_higher_apps_move_their_rows(
    mover: None, pair: tuple[Organisation, Organisation], officer: Actor
) -> None:
    merge = merge_organisations(*pair, by=officer)
    assert merge.moved["apps"]["test.notes"] == {"from": pair[1].pk}
    undo_merge(Merge.objects.get(), by=officer)
    assert reload(pair[1]).source == "moved back"


def test_an_app_that_is_gone_holds_nothing_up(
    mover: None, pair: tuple[Organisation, Organisation], officer: Actor
) -> None:
    merge = merge_organisations(*pair, by=officer)
    del registry._MOVERS[NotesMover.name]
    undo_merge(merge, by=officer)
    assert reload(pair[1]).source == ""


def test_pairs_that_differ_are_remembered(
    organisation_of: Maker, officer: Actor, lead: Actor
) -> None:
    one, other = organisation_of("One"), organisation_of("Other")
    mark_distinct(other, one, by=officer)
    mark_distinct(one, other, by=officer)
    assert Entry.objects.filter(verb="mark_distinct").count() == 1
    with pytest.raises(ConflictError):
        mark_distinct(one, one, by=officer)
    with pytest.raises(RefusedError):
        mark_distinct(one, other, by=lead)
