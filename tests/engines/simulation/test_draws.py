from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.simulation.draws import some_of, stream, weighted


def test_a_stream_depends_on_its_purpose_alone() -> None:
    first = stream(7, "answer", "k", 1).random()
    stream(7, "other").random()
    assert stream(7, "answer", "k", 1).random() == first
    others = {stream(8, "answer", "k", 1).random(), stream(7, "answer", "k", 2).random()}
    assert first not in others


def test_purposes_do_not_run_into_one_another() -> None:
    assert stream(1, "ab", "c").random() != stream(1, "a", "bc").random()


def test_weights_decide_how_often() -> None:
    draws = stream(1, "weights")
    counts = Counter(
        weighted(draws, {"often": 9.0, "seldom": 1.0, "never": 0.0}) for _ in range(2000)
    )
    assert counts["never"] == 0
    assert 0.85 < counts["often"] / 2000 < 0.95


@given(st.integers(0, 99), st.lists(st.integers(), unique=True, max_size=8), st.integers(0, 4))
def test_some_are_different_and_in_order(seed: int, choices: list[int], fewest: int) -> None:
    taken = some_of(stream(seed, "some"), choices, fewest, fewest + 2)
    assert taken == [choice for choice in choices if choice in taken]
    assert min(fewest, len(choices)) <= len(taken) <= fewest + 2
