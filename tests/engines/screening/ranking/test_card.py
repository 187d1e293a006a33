import json
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.ranking.card import Card, Scale, Term
from fulcrum.engines.screening.ranking.card_text import read_card
from fulcrum.engines.screening.ranking.features import FEATURES
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance

SAID = Provenance("screening", "0", "0", 1, "By hand.")
CARD = Card(
    kind="learned",
    meaning="By hand.",
    terms=(Term("families", steps=((2.0, 1.5), (3.0, 0.5), (4.0, 9.0))), Term("members", 0.5)),
    base=-3.0,
    scale=Scale.ODDS,
    knots=(),
    judged=0,
    productive=0,
    provenance=SAID,
)
LINE = replace(CARD, scale=Scale.LINE, knots=((-3.0, 0.1), (1.0, 0.5)))
STEPS = replace(CARD, scale=Scale.STEPS, knots=((-3.0, 0.25), (-1.0, 0.75), (2.0, 1.0)))


def table(**values: float) -> pa.Table:
    row = dict.fromkeys(FEATURES, 0.0) | values
    return pa.Table.from_pylist([{"alert": "a@1", "subject": "a", "opened": 1} | row])


def test_points_and_odds_by_hand() -> None:
    # 1.5 + 0.5 for three families, 0.5 * 4 for members, less 3: 1 point, odds of two to one.
    one = table(families=3, members=4)
    assert CARD.points(one).tolist() == [1.0]
    assert CARD.scores(CARD.points(one)) == pytest.approx([2 / 3])


def test_a_line_is_straight_between_knots_and_flat_beyond() -> None:
    points = np.array([-9.0, -3.0, -1.0, 1.0, 9.0])
    assert LINE.scores(points) == pytest.approx([0.1, 0.1, 0.3, 0.5, 0.5])


def test_steps_take_the_last_knot_reached() -> None:
    points = np.array([-4.0, -3.0, -1.5, -1.0, 2.5])
    assert STEPS.scores(points).tolist() == [0.0, 0.25, 0.25, 0.75, 1.0]


def test_an_explanation_adds_up_to_the_points() -> None:
    one = table(families=3, members=4)
    (told,) = CARD.explain(one)
    assert told.base + sum(part.points for part in told.contributions) == CARD.points(one)[0]
    assert [part.feature for part in told.contributions] == ["families", "members"]
    assert told.summary().splitlines() == [
        "a@1: 0.67. By hand.",
        "-3.00 to begin with",
        "+2.00 families of indicators: 3",
        "+2.00 members of the largest network, at most 100: 4",
    ]


def test_equal_scores_are_ordered_by_points_age_and_name() -> None:
    rows = [
        {"alert": f"{name}@{day}", "subject": name, "opened": day} | dict.fromkeys(FEATURES, 0.0)
        | {"points": points}
        for name, day, points in (("b", 5, 1.0), ("a", 5, 1.0), ("c", 4, 1.0), ("d", 9, 2.0))
    ]  # fmt: skip
    found = CARD.apply(pa.Table.from_pylist(rows))
    assert found.column("alert").to_pylist() == ["d@9", "c@4", "a@5", "b@5"]


@pytest.mark.parametrize("card", [CARD, LINE, STEPS], ids=lambda one: str(one.scale))
def test_a_card_comes_back_from_its_text_as_it_was(card: Card) -> None:
    assert read_card(card.to_json()) == card


def test_a_card_that_knows_what_it_must_not_is_refused() -> None:
    told = json.loads(CARD.to_json())
    told["terms"][0]["feature"] = "age"
    with pytest.raises(FulcrumError, match="'age' is no feature"):
        read_card(json.dumps(told))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"terms": [{"feature": "families", "weight": -0.1, "steps": []}]}, "negative"),
        ({"terms": [{"feature": "families", "weight": float("nan"), "steps": []}]}, "negative"),
        ({"terms": [{"feature": "families", "weight": 0, "steps": [[1, -1]]}]}, "negative"),
        ({"scale": "line", "knots": [[0, 0.5], [1, 0.4]]}, "falls"),
        ({"scale": "line", "knots": [[0, 0.5], [0, 0.6]]}, "falls"),
        ({"scale": "steps", "knots": []}, "falls"),
        ({"scale": "line", "knots": [[0, 1.5]]}, "falls"),
        ({"scale": "magic"}, "no scorecard"),
        ({"format": 9}, "no scorecard"),
        ({"terms": None}, "no scorecard"),
    ],
)
def test_a_card_that_could_lower_a_score_is_refused(change: dict[str, Any], what: str) -> None:
    with pytest.raises(FulcrumError, match=what):
        read_card(json.dumps(json.loads(CARD.to_json()) | change))


@pytest.mark.parametrize("text", ["", "[]", "nothing", '{"format": 1}'])
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(FulcrumError, match="no scorecard"):
        read_card(text)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    weights = draw(st.lists(st.floats(0, 5), min_size=len(FEATURES), max_size=len(FEATURES)))
    step = st.tuples(st.floats(0, 100), st.floats(0, 5))
    steps = draw(st.lists(st.lists(step, max_size=2), min_size=len(weights), max_size=len(weights)))
    terms = tuple(
        Term(name, weight, tuple(one))
        for name, weight, one in zip(FEATURES, weights, steps, strict=True)
    )
    scale = draw(st.sampled_from(Scale))
    at = sorted(draw(st.sets(st.floats(-50, 50), min_size=1, max_size=6)))
    score = sorted(draw(st.lists(st.floats(0, 1), min_size=len(at), max_size=len(at))))
    return replace(CARD, terms=terms, scale=scale, knots=tuple(zip(at, score, strict=True)))


@given(
    card=cards(),
    feature=st.sampled_from(sorted(FEATURES)),
    values=st.lists(st.floats(0, 100), min_size=len(FEATURES), max_size=len(FEATURES)),
    more=st.floats(0, 100),
)
def test_raising_any_feature_never_lowers_the_score(
    card: Card, feature: str, values: list[float], more: float
) -> None:
    before = dict(zip(FEATURES, values, strict=True))
    after = before | {feature: before[feature] + more}
    low, high = (card.scores(card.points(table(**one)))[0] for one in (before, after))
    assert high >= low
