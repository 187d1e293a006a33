"""Practices: contributed, moderated, found again; and the shipped ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import practices as actions
from fulcrum.apps.blueprint.actions.practices import PracticeInput
from fulcrum.apps.blueprint.actions.shipped_practices import load_practices
from fulcrum.apps.blueprint.diagnosis.context import RiskContext
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PracticeState, Shown
from fulcrum.apps.blueprint.models import Practice, PracticeTerm, PracticeTermKind
from fulcrum.apps.blueprint.queries.practices import public_practices, suggestions_for, to_moderate
from fulcrum.apps.ui.rls import acting_as
from fulcrum.kernel.actors import ANONYMOUS, Actor, Role, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

GIVEN = PracticeInput(
    title="Fees paid back",
    who="A retail bank",
    what="Loans ask that recruitment fees are paid back; a Café audits.",
    kind=LeverageKind.COMMERCIAL,
    shown=Shown.DOCUMENTED,
    source="Annual report",
    source_date=date(2025, 3, 1),
    actor_types=("retail_bank",),
    actions=("G1.A1",),
    sectors=("14",),
    countries=("KE",),
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(lead: Actor) -> Practice:
    return actions.contribute_practice(GIVEN, by=lead)


@pytest.fixture
def published(draft: Practice, lead: Actor, officer: Actor) -> Practice:
    actions.decide_practice(draft, "propose", by=lead)
    return actions.decide_practice(draft, "publish", by=officer)


def test_it_waits_for_the_secretariat_and_is_published(
    draft: Practice, lead: Actor, officer: Actor
) -> None:
    assert draft.state == PracticeState.DRAFT
    proposed = actions.decide_practice(draft, "propose", by=lead)
    assert list(to_moderate()) == [proposed]
    with pytest.raises(ConflictError, match="cannot be changed"):
        actions.change_practice(draft, GIVEN, by=lead)
    actions.decide_practice(draft, "publish", by=officer)
    assert list(public_practices()) == [draft]
    verbs = Entry.objects.filter(target_type="blueprint.practice").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "contribute_practice",
        "propose_practice",
        "publish_practice",
    ]


def test_it_is_returned_with_a_reason_changed_and_sent_again(
    draft: Practice, lead: Actor, officer: Actor
) -> None:
    actions.decide_practice(draft, "propose", by=lead)
    with pytest.raises(FulcrumError, match="Say why"):
        actions.decide_practice(draft, "return", by=officer, reason=" ")
    returned = actions.decide_practice(draft, "return", by=officer, reason="Who was asked?")
    assert (returned.state, returned.reason) == (PracticeState.RETURNED, "Who was asked?")
    changed = actions.change_practice(draft, replace(GIVEN, title="Fees, again"), by=lead)
    assert changed.title == "Fees, again"
    again = actions.decide_practice(draft, "propose", by=lead)
    assert (again.state, again.reason) == (PracticeState.PROPOSED, "")


def test_what_is_withdrawn_is_no_longer_public(published: Practice, officer: Actor) -> None:
    actions.decide_practice(published, "withdraw", by=officer, reason="Not so.")
    assert not public_practices().exists()
    with pytest.raises(ConflictError, match="another state"):
        actions.decide_practice(published, "withdraw", by=officer, reason="Again.")
    actions.decide_practice(published, "publish", by=officer)
    assert public_practices().exists()


def test_who_may_do_what(
    draft: Practice, lead: Actor, officer: Actor, actor_as: Callable[..., Actor]
) -> None:
    stranger = actor_as(Role.INSTITUTION_LEAD)
    caseworker = actor_as(Role.CASEWORKER)
    refused: list[Callable[[], Practice]] = [
        lambda: actions.contribute_practice(GIVEN, by=caseworker),
        lambda: actions.change_practice(draft, GIVEN, by=stranger),
        lambda: actions.decide_practice(draft, "propose", by=stranger),
        lambda: actions.decide_practice(draft, "publish", by=lead),
    ]
    for attempt in refused:
        with pytest.raises(RefusedError):
            attempt()
    assert not Practice.objects.visible_to(stranger).exists()
    assert not Practice.objects.visible_to(officer).exists()
    assert Practice.objects.visible_to(lead).exists()


@pytest.mark.parametrize("wrong", [{"title": " "}, {"source": ""}, {"source_date": None}], ids=str)
def test_a_practice_says_where_it_is_from(lead: Actor, wrong: dict[str, object]) -> None:
    with pytest.raises(FulcrumError):
        actions.contribute_practice(replace(GIVEN, **wrong), by=lead)  # type: ignore[arg-type] # one wrong field
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("fees", True), ("recruit PAID", True), ("cafe", True), ("annual", True), ("fishing", False),
     ("fees fishing", False), ("...", False)],
)  # fmt: skip
def test_words_find_it_by_their_beginning(published: Practice, text: str, is_found: bool) -> None:  # noqa: FBT001 - a case
    assert Practice.objects.published().search(text).exists() is is_found


def test_facets_find_it_and_follow_changes(published: Practice, officer: Actor) -> None:
    kinds = PracticeTermKind
    for kind, value in ((kinds.GOAL, "G1"), (kinds.ACTION, "G1.A1"), (kinds.COUNTRY, "KE")):
        assert Practice.objects.with_term(kind, value).exists()
    actions.change_practice(published, replace(GIVEN, countries=("PE",)), by=officer)
    assert not Practice.objects.with_term(kinds.COUNTRY, "KE").exists()


def test_a_risk_is_told_what_fits(published: Practice) -> None:
    risk = RiskContext("clients", "14", "KE", "", "linked", 5, "retail_bank")
    ((practice, found),) = suggestions_for(risk)
    assert practice == published
    assert found.points == 3 + 3 + 2 + 2 + 1  # actor, sector, country, kind, shown
    assert suggestions_for(replace(risk, sector="", country="", institution_type="")) == []


def test_the_shipped_ones_come_once_and_say_they_are_not_confirmed() -> None:
    by = system_actor("test")
    assert load_practices(by=by) == 6
    assert load_practices(by=by) == 0
    shipped = Practice.objects.exclude(key="")
    assert {(one.confirmed, one.state, one.tenant_id) for one in shipped} == {
        (False, "published", None)
    }
    assert shipped.get(key="esg-rules-peru").countries == ["PE"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is of PostgreSQL")
def test_the_wall_opens_what_is_published_for_reading_alone(
    published: Practice, lead: Actor, officer: Actor, actor_as: Callable[..., Actor]
) -> None:
    own = actions.contribute_practice(replace(GIVEN, title="A draft"), by=lead)
    stranger = actor_as(Role.INSTITUTION_LEAD)
    for actor, titles in (
        (lead, {"Fees paid back", "A draft"}),
        (stranger, {"Fees paid back"}),
        (officer, {"Fees paid back"}),
        (ANONYMOUS, {"Fees paid back"}),
    ):
        with acting_as(actor):
            assert set(Practice.objects.values_list("title", flat=True)) == titles
            assert set(PracticeTerm.objects.values_list("practice__title", flat=True)) == titles
    with acting_as(stranger):
        assert Practice.objects.filter(pk=published.pk).update(title="Ours") == 0
        assert Practice.objects.filter(pk=published.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            Practice.objects.create(tenant=own.tenant, title="Theirs", kind="peers", shown=1)
