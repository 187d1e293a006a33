"""Many organisations at once, and again."""

from typing import Any

import pytest

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.parties.actions.upserting import Plan, carry_out, upsert_organisations
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import InvalidValuesError
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.parties.conftest import LEI, OTHER_LEI, Maker


def row(name: str, **values: Any) -> dict[str, Any]:
    return {"name": name, "sub_sector": "banking", "country": "NO"} | values


def test_sending_the_same_twice_changes_nothing(db: None, system: Actor) -> None:
    rows = [row("A", external_key="1"), row("B", lei=LEI), row("C", aliases=["See"])]
    assert upsert_organisations(rows, by=system).counts["created"] == 3
    again = upsert_organisations(rows, by=system)
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 3, "faulty": 0}
    assert Entry.objects.count() == 3
    assert verify().problem == ""


def test_each_way_of_knowing_an_organisation(organisation_of: Maker, system: Actor) -> None:
    by_key = organisation_of("A", external_key="1")
    by_lei = organisation_of("B", lei=LEI)
    by_name = organisation_of("Crédit C", country="FR")
    plan = upsert_organisations(
        [
            row("A new", external_key="1"),
            row("B new", lei=LEI, external_key="2"),
            row("credit c", country="FR", lei=OTHER_LEI),
            row("Crédit C", country="BE"),
        ],
        by=system,
    )
    assert {change.organisation.pk for change in plan.changed} == {by_key.pk, by_lei.pk, by_name.pk}
    assert plan.counts["created"] == 1
    by_lei.refresh_from_db()
    assert (by_lei.name, by_lei.external_key) == ("B new", "2")
    assert list(Organisation.objects.search("new").order_by("pk")) == [by_key, by_lei]


def test_a_merged_key_leads_to_the_live_record(organisation_of: Maker, system: Actor) -> None:
    kept = organisation_of("Kept")
    middle = organisation_of("Middle")
    gone = organisation_of("Gone", external_key="9")
    Organisation.objects.filter(pk=gone.pk).update(merged_into=middle)
    Organisation.objects.filter(pk=middle.pk).update(merged_into=kept)
    plan = upsert_organisations([{"external_key": "9", "notes": "x"}], by=system)
    assert plan.changed[0].organisation == kept


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([row("A", lei="x")], "row 1, lei"),
        ([row("A"), row("a")], "row 2, name"),
        ([row("A", lei=LEI), row("B", lei=LEI)], "row 2, name"),
        ([row("A"), row("A", external_key="7")], "row 2, name"),
        ([{"name": "A"}], "row 1, sub_sector"),
    ],
)
def test_one_wrong_row_stops_all(db: None, system: Actor, rows: Any, where: str) -> None:
    with pytest.raises(InvalidValuesError) as caught:
        upsert_organisations(rows, by=system)
    assert caught.value.where == where
    assert not Organisation.objects.exists()


def test_different_keys_make_different_organisations(db: None, system: Actor) -> None:
    rows = [row("A", external_key="1"), row("A", external_key="2")]
    assert upsert_organisations(rows, by=system).counts["created"] == 2
    assert upsert_organisations(rows, by=system).counts["unchanged"] == 2
    with pytest.raises(InvalidValuesError, match="2 organisations have this name"):
        upsert_organisations([row("A")], by=system)


def test_contradicting_identifiers_are_refused(organisation_of: Maker, system: Actor) -> None:
    organisation_of("A", external_key="1")
    organisation_of("B", lei=LEI, external_key="2")
    with pytest.raises(InvalidValuesError, match="The key belongs to"):
        upsert_organisations([row("A", external_key="1", lei=LEI)], by=system)
    with pytest.raises(InvalidValuesError, match="another key"):
        upsert_organisations([row("B", external_key="3", lei=LEI)], by=system)


def test_somebody_else_was_quicker(organisation_of: Maker, system: Actor) -> None:
    organisation_of("A", lei=LEI)
    plan = Plan(created=[Organisation(**row("B", lei=LEI))])
    with pytest.raises(ConflictError):
        carry_out(plan, by=system)


def test_only_the_secretariat_does_it(lead: Actor) -> None:
    with pytest.raises(RefusedError):
        upsert_organisations([row("A")], by=lead)


def test_more_than_one_batch(db: None, system: Actor) -> None:
    rows = [row(f"Bank {number}", external_key=str(number)) for number in range(1001)]
    assert len(upsert_organisations(rows, by=system).created) == 1001
    changed = [entry | {"notes": "x"} for entry in rows]
    assert len(upsert_organisations(changed, by=system).changed) == 1001
    assert Organisation.objects.filter(notes="x").count() == 1001
