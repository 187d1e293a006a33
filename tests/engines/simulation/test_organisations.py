from collections import Counter

from fulcrum.engines.simulation import Institutions, simulate_institutions
from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.organisations import invent_institutions, invent_lei
from fulcrum.kernel.identifiers import is_lei
from fulcrum.kernel.sectors import is_sector
from tests.engines.simulation.conftest import spec_of


def test_asking_for_more_leaves_the_first_as_they_are() -> None:
    assert invent_institutions(spec_of(count=40))[:20] == invent_institutions(
        spec_of(count=20, assessment_count=0)
    )


def test_leis_are_valid_and_nobody_s(simulated: Institutions) -> None:
    leis = [one.lei for one in simulated.institutions if one.lei]
    assert 100 < len(leis) < 200
    assert len(set(leis)) == len(leis)
    assert all(is_lei(lei) and lei.startswith("ZZZZ") for lei in leis)
    assert is_lei(invent_lei(stream(1)))


def test_they_spread_over_the_world_and_the_sector(simulated: Institutions) -> None:
    sub_sectors = Counter(one.sub_sector for one in simulated.institutions)
    assert len(sub_sectors) == 8
    assert min(sub_sectors.values()) >= 5
    assert len({one.country for one in simulated.institutions}) > 30
    assert sum(not one.name.isascii() for one in simulated.institutions) > 40
    assert len({one.languages[0] for one in simulated.institutions}) > 9


def test_names_are_told_apart_within_a_country() -> None:
    crowd = invent_institutions(spec_of(count=3000, assessment_count=0))
    places = [(one.name, one.country) for one in crowd]
    assert len(set(places)) == len(places)


def test_parents_come_earlier_are_of_the_same_kind_and_have_none(simulated: Institutions) -> None:
    by_key = {one.external_key: one for one in simulated.institutions}
    parts = [one for one in simulated.institutions if one.parent]
    assert len(parts) > 3
    for one in parts:
        head = by_key[one.parent]
        assert head.external_key < one.external_key
        assert (head.sub_sector, head.parent) == (one.sub_sector, "")


def test_every_field_holds_what_it_says(simulated: Institutions) -> None:
    for one in simulated.institutions:
        assert one.jurisdictions[0] == one.country
        assert len(set(one.jurisdictions)) == len(one.jurisdictions)
        assert is_sector(one.sector_code)
        assert one.website.endswith(".example")
        assert len(set(one.actor_types)) == len(one.actor_types)
    small = [one for one in simulated.institutions if one.size_band in {"micro", "small"}]
    assert all(len(one.jurisdictions) == 1 for one in small)


def test_values_are_those_of_the_columns(simulated: Institutions) -> None:
    values = simulated.institutions[0].values()
    assert "maturity" not in values
    assert "parent" not in values
    assert isinstance(values["languages"], list)


def test_another_seed_gives_others() -> None:
    names = [
        {one.name for one in simulate_institutions(spec_of(seed=seed)).institutions}
        for seed in (1, 2)
    ]
    assert len(names[0] & names[1]) < 20
