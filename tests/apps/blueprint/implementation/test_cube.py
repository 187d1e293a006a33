"""Institutions count once in each part, with their highest rung there."""

from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.blueprint.implementation.cube import WHOLE, Group, Held, build_cube, parts_of
from fulcrum.apps.blueprint.ladder.terms import Rung
from tests.apps.blueprint.implementation.samples import BANKS, COUNTRIES, INSURERS, cube


def counts(**rungs: int) -> tuple[int, ...]:
    return tuple(rungs.get(rung.name.lower(), 0) for rung in Rung)


def test_an_institution_counts_once_with_its_highest_rung() -> None:
    reached = cube().reached
    assert reached[WHOLE, BANKS] == counts(in_force=1, proposed=1)
    assert reached["G1", BANKS] == counts(in_force=1, proposed=1)
    assert reached["G1.A1", BANKS] == counts(in_force=1)
    assert reached["G1.A2", BANKS] == counts(proposed=1)
    assert reached["G2", BANKS] == counts(pledged=1)
    assert reached["G2.A1", INSURERS] == counts(verified=1)
    assert len(reached) == 9  # six of the banks, three of the insurer


def test_countries_count_the_whole_blueprint() -> None:
    found = cube()
    assert found.known_by_country == COUNTRIES
    assert found.reached_by_country == {
        "KE": counts(in_force=1, proposed=1),
        "NO": counts(verified=1),
    }


def test_parts_are_the_whole_the_goals_and_the_actions() -> None:
    assert parts_of(["G1.A1", "G1.I2"]) == {"", "G1", "G1.A1", "G1.I2"}


GROUPS = st.builds(
    Group,
    st.sampled_from(["banking", "insurance"]),
    st.sampled_from(["africa", "europe"]),
    st.just("en"),
)
ACTIONS = st.lists(st.sampled_from(["G1.A1", "G1.A2", "G2.A1"]), min_size=1, max_size=3)


@given(st.lists(st.tuples(st.integers(1, 6), ACTIONS, st.sampled_from(list(Rung)))), st.data())
def test_every_part_agrees_with_a_count_by_hand(
    drawn: list[tuple[int, list[str], Rung]], data: st.DataObject
) -> None:
    homes = {who: data.draw(GROUPS) for who, _actions, _rung in drawn}
    held = [Held(who, homes[who], "KE", tuple(actions), rung) for who, actions, rung in drawn]
    found = build_cube(held, {}, {})
    for part in ("", "G1", "G2", "G1.A1", "G1.A2", "G2.A1"):
        best: dict[int, Rung] = {}
        for one in held:
            if part in parts_of(one.actions):
                best[one.organisation] = max(one.rung, best.get(one.organisation, Rung.PROPOSED))
        for group in set(homes.values()):
            expected = [0] * len(Rung)
            for who, rung in best.items():
                if homes[who] == group:
                    expected[rung] += 1
            assert found.reached.get((part, group), (0,) * len(Rung)) == tuple(expected)
