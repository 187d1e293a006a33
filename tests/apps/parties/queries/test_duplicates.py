"""Records that may be the same."""

import pytest

from fulcrum.apps.parties.actions.merging import mark_distinct
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.queries.duplicates import candidate_pairs, candidates_for, compare
from fulcrum.kernel.actors import Actor
from tests.apps.parties.conftest import LEI, OTHER_LEI, Maker


def test_reasons_are_given_and_add_up(organisation_of: Maker) -> None:
    one = organisation_of("LGT Bank Ltd.", country="LI", website="https://www.lgt.example/a")
    other = organisation_of("LGT Bank AG", country="LI", website="https://lgt.example")
    pair = compare(other, one)
    assert (pair.first, pair.second) == (one, other)
    assert [reason.weight for reason in pair.reasons] == [0.8, 0.5]
    assert pair.score == pytest.approx(0.9)
    assert pair.percent == 90


def test_different_leis_speak_against(organisation_of: Maker) -> None:
    pair = compare(organisation_of("Bank", lei=LEI), organisation_of("Bank", lei=OTHER_LEI))
    assert pair.score == pytest.approx(0.24)
    assert "against" in str(pair.reasons[-1].text)
    same = Organisation(pk=1, name="X", country="NO", lei=LEI)
    assert compare(same, Organisation(pk=2, name="Y", country="KE", lei=LEI)).score == 0.99


def test_pairs_are_found_by_name_and_alias_in_one_country(
    organisation_of: Maker, officer: Actor
) -> None:
    one = organisation_of("Crédit Vert SA", country="FR")
    two = organisation_of("Credit Vert", country="FR")
    three = organisation_of("CV", country="FR", aliases=["Crédit Vert"])
    organisation_of("Credit Vert", country="BE")
    gone = organisation_of("Credit Vert", country="FR", external_key="x")
    Organisation.objects.filter(pk=gone.pk).update(merged_into=one)
    found = {(pair.first.pk, pair.second.pk): pair.score for pair in candidate_pairs()}
    assert found == {(one.pk, two.pk): 0.8, (one.pk, three.pk): 0.6, (two.pk, three.pk): 0.6}
    assert [pair.score for pair in candidates_for(three)] == [0.6, 0.6]
    mark_distinct(one, two, by=officer)
    assert (one.pk, two.pk) not in {(pair.first.pk, pair.second.pk) for pair in candidate_pairs()}


def test_nothing_alike(organisation_of: Maker) -> None:
    bank = organisation_of("A", lei=LEI)
    organisation_of("B")
    assert candidate_pairs() == []
    assert candidates_for(bank) == []
