"""Which practices fit a risk, by sums worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.diagnosis.context import RiskContext
from fulcrum.apps.blueprint.leverage.matching import Facets, Suggestion, Why, reasons_of, suggest
from fulcrum.apps.blueprint.leverage.terms import LeverageKind

RISK = RiskContext("clients", "01", "CI", "Cocoa", "linked", 5, "retail_bank")
ANY = Facets(1, "Anything", "commercial")


def points(risk: RiskContext, **facets: object) -> int:
    practice = replace(ANY, **facets)  # type: ignore[arg-type] # fields by name
    return Suggestion(practice, reasons_of(risk, practice)).points


@pytest.mark.parametrize(
    ("facets", "expected"),
    [
        ({}, 2),  # any kind of leverage fits what one is linked to
        ({"actor_types": ("retail_bank",)}, 5),
        ({"sectors": ("01",)}, 5),
        ({"sectors": ("A",)}, 4),  # the section the division is part of
        ({"sectors": ("14",)}, 2),
        ({"countries": ("CI", "GH")}, 4),
        ({"kind": "peers"}, 3),  # the harm is severe: together
        ({"kind": "peers", "shown": 4, "sectors": ("01",)}, 3 + 3 + 3),
    ],
)
def test_points_are_the_sum_of_stated_weights(facets: dict[str, object], expected: int) -> None:
    assert points(RISK, **facets) == expected


def test_who_causes_or_contributes_changes_its_own_conduct_first() -> None:
    for involvement, fitting in (
        ("cause", {"commercial"}),
        ("contribute", {"commercial", "broader"}),
        ("linked", set(LeverageKind.values)),
        ("none", set()),
        ("unknown", set()),
    ):
        risk = replace(RISK, involvement=involvement)
        found = {
            kind
            for kind in LeverageKind.values
            if Why.KIND in reasons_of(risk, replace(ANY, kind=kind))
        }
        assert found == fitting, involvement


def test_a_narrower_practice_of_a_wider_sector_fits_too() -> None:
    assert (
        reasons_of(replace(RISK, sector="A"), replace(ANY, sectors=("01",)))[0] is Why.WIDER_SECTOR
    )
    assert Why.SECTOR not in reasons_of(replace(RISK, sector=""), replace(ANY, sectors=("01",)))
    assert reasons_of(replace(RISK, sector="nonsense"), replace(ANY, sectors=("01",))) == (
        Why.KIND,
    )


def test_what_fits_neither_who_nor_what_nor_where_is_not_suggested() -> None:
    elsewhere = replace(ANY, kind="rules", shown=4, countries=("PE",))
    here = replace(ANY, key=2, countries=("CI",))
    assert [one.facets for one in suggest(RISK, [elsewhere, here])] == [here]
    assert suggest(RISK, []) == []


def test_of_two_with_as_many_points_the_better_fit_comes_first() -> None:
    strong = replace(ANY, key=1, title="A", sectors=("01",), shown=3)
    near = replace(ANY, key=2, title="B", sectors=("01",), countries=("CI",))
    assert [one.points for one in suggest(RISK, [strong, near])] == [7, 7]
    assert [one.facets.key for one in suggest(RISK, [strong, near])] == [2, 1]


FACETS = st.builds(
    Facets,
    st.integers(1, 99),
    st.sampled_from(["A", "B"]),
    st.sampled_from(LeverageKind.values),
    st.lists(st.sampled_from(["retail_bank", "dfi"])).map(tuple),
    st.lists(st.sampled_from(["01", "A", "14"])).map(tuple),
    st.lists(st.sampled_from(["CI", "GH"])).map(tuple),
    st.integers(1, 4),
)


@given(st.lists(FACETS, max_size=20, unique_by=lambda one: one.key), st.randoms())
def test_the_order_does_not_depend_on_the_order_given(found: list[Facets], random: object) -> None:
    mixed = sorted(found, key=lambda one: one.key)
    assert suggest(RISK, found) == suggest(RISK, mixed)
    points = [one.points for one in suggest(RISK, found, most=99)]
    assert points == sorted(points, reverse=True)
