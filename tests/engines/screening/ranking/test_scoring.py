import json
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from fulcrum.engines.screening import ranking
from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking import scoring
from fulcrum.engines.screening.ranking.card_text import read_card
from fulcrum.engines.screening.ranking.features import features_of
from fulcrum.engines.screening.ranking.judgements import read_judgements
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.results import Ranking
from fulcrum.engines.screening.ranking.scoring import rank
from fulcrum.engines.screening.ranking.spec import RankSpec
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import PACK, crowd, hit, run_of

NONE = read_judgements(None)


@cache
def judged_run() -> tuple[Outputs, pa.Table]:
    return crowd(400)


@cache
def learned() -> Ranking:
    run, told = judged_run()
    return rank(run, PACK, read_judgements(told), RankSpec())


def test_by_weights_a_score_is_the_share_with_as_many_points_or_fewer() -> None:
    run = run_of(
        [hit("C1", "a", 1), hit("C1", "b", 1), hit("C2", "c", 1), hit("F1", "d", 1)],
        rule=Rule(1, 1),
    )
    found = rank(run, PACK, NONE, RankSpec())
    assert found.table.column("subject").to_pylist() == ["d", "c", "a", "b"]
    assert found.table.column("score").to_pylist() == [1.0, 0.75, 0.5, 0.5]
    assert not found.card.is_probability
    assert "an order, not a probability" in found.summary()


def test_by_weights_every_part_of_the_points_is_explained() -> None:
    run, _ = judged_run()
    found = rank(run, PACK, NONE, RankSpec())
    for one in found.card.explain(features_of(run, PACK))[:20]:
        points = {row["alert"]: row["points"] for row in run.alerts.to_pylist()}[one.alert]
        assert sum(part.points for part in one.contributions) == pytest.approx(points)


@pytest.mark.parametrize("judged", [0, 150])
def test_with_too_little_judged_it_falls_back_and_says_so(judged: int) -> None:
    run, told = judged_run()
    found = rank(run, PACK, read_judgements(told.slice(0, judged)), RankSpec())
    assert found.card.kind == "weights"
    assert found.evaluation is None
    assert found.why_weights.startswith(f"Scored by weights: {judged:,} alerts are judged")
    assert found.why_weights in found.summary()


def test_with_too_few_of_a_kind_it_falls_back() -> None:
    run, told = judged_run()
    rows = told.to_pylist()
    few = [one for one in rows if one["productive"]][:29]
    rows = few + [one for one in rows if not one["productive"]]
    found = rank(run, PACK, read_judgements(pa.Table.from_pylist(rows)), RankSpec())
    assert "29 of them productive; learning needs 200, with 30 of each kind" in found.why_weights


def test_it_can_be_told_not_to_learn() -> None:
    run, told = judged_run()
    found = rank(run, PACK, read_judgements(told), RankSpec(learn=False))
    assert found.why_weights == "Nothing was to be learned: scored by weights."


def test_without_scikit_learn_it_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "find_spec", lambda _name: None)
    run, told = judged_run()
    assert "needs scikit-learn" in rank(run, PACK, read_judgements(told), RankSpec()).why_weights


def test_dispositions_that_nothing_explains_teach_nothing() -> None:
    hits = [hit("C1", f"s{n:03}", 10) for n in range(240)]
    run = run_of(hits, rule=Rule(1, 1))
    names = run.alerts.column("alert").to_pylist()
    told = pa.table({"alert": names, "productive": [n % 3 == 0 for n in range(240)]})
    found = rank(run, PACK, read_judgements(told), RankSpec())
    assert found.card.kind == "weights"
    assert "show nothing that a feature explains" in found.why_weights


def test_learned_scores_are_probabilities_and_are_tried() -> None:
    found = learned()
    told = found.evaluation
    assert told is not None
    assert found.card.is_probability
    assert (found.card.judged, found.card.productive) == (told.alerts, told.productive)
    assert told.precision > told.precision_points > told.productive / told.alerts
    assert told.brier < told.brier_base
    assert sum(found.table.column("score").to_pylist()) == pytest.approx(told.productive, rel=0.1)
    assert told.summary() in found.summary()
    assert "Platt" in found.explain()
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["alerts"] == told.alerts


def test_a_learned_card_travels_as_text_and_scores_alike() -> None:
    run, _ = judged_run()
    found = learned()
    assert read_card(found.card.to_json()).apply(features_of(run, PACK)).equals(found.table)


def test_the_same_seed_gives_the_same_card_whatever_the_order_of_rows() -> None:
    run, told = judged_run()
    turned = Outputs(
        run.hits, run.alerts.take(list(range(run.alerts.num_rows))[::-1]),
        run.alert_hits.take(list(range(run.alert_hits.num_rows))[::-1]),
        run.alert_scenarios, run.told,
    )  # fmt: skip
    back = told.take(list(range(told.num_rows))[::-1])
    again = rank(turned, PACK, read_judgements(back), RankSpec())
    assert again.card == learned().card
    assert again.table.equals(learned().table)
    other = rank(run, PACK, read_judgements(told), RankSpec(seed=8))
    assert other.card != learned().card


def test_what_came_after_a_judgement_teaches_nothing() -> None:
    run, told = judged_run()
    later = [
        hit("L1", one["alert"].split("@")[0], 1010, 9, 1, members=9)
        for one in told.to_pylist()
        if one["productive"]
    ]
    more = run_of([*run.hits.to_pylist(), *later], rule=Rule(1, 1))
    assert rank(more, PACK, read_judgements(told), RankSpec()).card == learned().card


def test_judgements_without_a_day_are_of_the_alert_as_it_is() -> None:
    run, told = judged_run()
    found = rank(run, PACK, read_judgements(told.drop_columns(["day"])), RankSpec())
    assert found.card.kind == "learned"


def test_a_judgement_of_an_alert_that_is_not_in_the_run_is_left_out() -> None:
    run, told = judged_run()
    strange = pa.table({"alert": ["z@1"], "productive": [True], "day": pa.array([1], pa.int64())})
    found = rank(run, PACK, read_judgements(pa.concat_tables([told, strange])), RankSpec())
    assert found.card == learned().card


def test_a_day_can_be_named() -> None:
    run = run_of([hit("C1", "a", 1), hit("C1", "b", 9)], rule=Rule(1, 1))
    found = rank(run, PACK, NONE, RankSpec(as_of=date(1970, 1, 6)))
    assert found.table.column("subject").to_pylist() == ["a"]


def test_a_run_without_alerts_ranks_none() -> None:
    found = rank(run_of([hit("C1", "a", 1)]), PACK, NONE, RankSpec())
    assert found.table.num_rows == 0


@pytest.mark.parametrize(
    "values",
    [{"least_judged": 10}, {"least_each": 2}, {"folds": 2}, {"least_subjects": 3}, {"seed": -1}],
)
def test_what_cannot_be_used_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError) as told:
        RankSpec(**values)
    assert told.value.where == next(iter(values))


def test_every_public_name_is_there_again_after_its_module_was_loaded() -> None:
    for _ in range(2):
        for name in ranking.__all__:
            assert callable(getattr(ranking, name)), name
    with pytest.raises(AttributeError):
        _ = ranking.nothing
