from collections import Counter

import pytest

from fulcrum.apps.parties.columns import BY_FIELD, read_row
from fulcrum.apps.parties.enums import SUB_SECTOR_OF, ActorType, SizeBand
from fulcrum.apps.parties.geography import is_country, is_language
from fulcrum.apps.parties.values import faults_in
from fulcrum.engines.simulation import Institutions, SimulatedInstitution, simulate_institutions
from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.kinds import BESIDES, KINDS, SIZE_BANDS
from fulcrum.engines.simulation.places import PLACES
from fulcrum.engines.simulation.sheets import HEADINGS, other_spelling
from tests.engines.simulation.conftest import spec_of


def test_every_heading_is_one_the_import_documents() -> None:
    assert set(HEADINGS) <= set(BY_FIELD)


def test_kinds_places_and_sizes_are_those_of_the_parties() -> None:
    for kind in KINDS:
        assert SUB_SECTOR_OF[ActorType(kind.actor_type)] == kind.sub_sector
    others = {name for names in BESIDES.values() for name in names}
    assert others <= set(ActorType.values)
    assert set(SIZE_BANDS) == set(SizeBand.values)
    assert all(is_country(place.code) for place in PLACES)
    assert all(is_language(code) for place in PLACES for code in place.languages)


def test_every_row_can_be_taken_in(simulated: Institutions) -> None:
    for row in simulated.rows:
        values, _parent, faults = read_row(row.cells, clear_blanks=False)
        assert not faults, row.cells
        assert faults_in(values) == [], row.cells


def test_every_row_says_that_it_is_invented(simulated: Institutions) -> None:
    assert {row.cells["source"] for row in simulated.rows} == {
        "Invented by fulcrum simulate, seed 7"
    }


def test_some_rows_stand_twice_as_in_real_sheets(simulated: Institutions) -> None:
    kinds = Counter(row.kind for row in simulated.rows)
    assert kinds == {"institution": 200, "copy": 4, "variant": 4}
    first = {row.of: row for row in simulated.rows if row.kind == "institution"}
    places = {row.of: at for at, row in enumerate(simulated.rows) if row.kind == "institution"}
    for at, row in enumerate(simulated.rows):
        if row.kind == "institution":
            continue
        assert at > places[row.of]
        own = first[row.of].cells
        if row.kind == "copy":
            assert row.cells == own
        else:
            assert row.cells["name"] != own["name"]
            assert (row.cells["external_key"], row.cells["lei"]) == ("", "")


def test_a_clean_sheet_can_be_had() -> None:
    rows = simulate_institutions(spec_of(duplicate_share=0)).rows
    assert {row.kind for row in rows} == {"institution"}


def test_countries_are_at_times_said_by_name(simulated: Institutions) -> None:
    countries = [row.cells["country"] for row in simulated.rows]
    assert 20 < sum(len(country) > 2 for country in countries) < 90


def one_named(name: str, *aliases: str) -> SimulatedInstitution:
    return SimulatedInstitution(
        "k", name, aliases, "", (), "banking", "KE", ("KE",), ("en",), "small", "", "", "", 0.0
    )


@pytest.mark.parametrize(
    ("one", "spellings"),
    [
        (one_named("Ab Bank plc"), {"Ab Bank"}),
        (one_named("银行", "Yunlan Bank"), {"Yunlan Bank"}),
        (one_named("Oak", "OAK"), {"Oka"}),
        (one_named("Q"), {"Q Q"}),
    ],
)
def test_other_spellings(one: SimulatedInstitution, spellings: set[str]) -> None:
    found = {other_spelling(one, stream(number)) for number in range(40)}
    assert spellings <= found
    assert one.name not in found
