import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.fairness import FairnessSpec, fairness_of
from fulcrum.engines.screening.ranking.groups import (
    DIMENSIONS,
    Population,
    placed,
    read_population,
    sizes,
)
from fulcrum.engines.screening.ranking.intervals import ratio_interval, wilson
from fulcrum.engines.screening.ranking.judgements import read_judgements
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.rates import Fairness, GroupRate
from fulcrum.engines.screening.store import Store
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import hit, run_of
from tests.engines.screening.ranking.test_features import WORDS

DAY = 20_500


def day(number: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + number)


def people(*groups: tuple[str, int, int]) -> pa.Table:
    """Accounts: segment, how many, days before the first on which they were opened."""
    rows = [
        {
            "account_id": f"{segment}{n}",
            "opened": day(DAY - age),
            "segment": segment,
            "home_city": "Northport",
            "home_country": "GB",
        }
        for segment, count, age in groups
        for n in range(count)
    ]
    return pa.Table.from_pylist(rows)


def population(*groups: tuple[str, int, int]) -> Population:
    return Population(people(*groups), DAY, DAY + 90)


def run(*subjects: str, on: int = DAY + 5) -> Any:
    return run_of([hit("C1", subject, on) for subject in subjects], rule=Rule(1, 1))


def these(segment: str, count: int) -> list[str]:
    return [f"{segment}{n}" for n in range(count)]


def found(
    outputs: Any, who: Population, judged: pa.Table | None = None, **more: Any
) -> tuple[Fairness, dict[tuple[str, str, str], GroupRate]]:
    told = fairness_of(outputs, who, read_judgements(judged), FairnessSpec(**more))
    return told, {(one.rate, one.dimension, one.group): one for one in told.rates}


def test_rates_by_hand_with_their_intervals_and_warnings() -> None:
    who = population(("retail", 1000, 900), ("student", 200, 900))
    told, by = found(run(*these("retail", 40), *these("student", 20)), who)
    one = by["alert rate", "segment", "student"]
    assert (one.size, one.count, one.share) == (200, 20, 0.1)
    assert (one.low, one.high) == (wilson(20, 200).low, wilson(20, 200).high)
    assert one.ratio == pytest.approx(0.1 / 0.04)
    bounds = ratio_interval(20, 200, 40, 1000)
    assert bounds is not None
    assert (one.ratio_low, one.ratio_high) == (bounds.low, bounds.high)
    assert one.warns
    assert one.is_beyond_chance
    other = by["alert rate", "segment", "retail"]
    assert other.ratio == pytest.approx(0.4)
    assert not other.warns
    assert told.warnings == (one,)
    assert "four fifths" in told.summary()
    assert "segment, student: 10 in 100 (20 of 200;" in told.summary()
    assert json.loads(json.dumps(told.to_dict()))["rates"][0]["size"]
    assert "four fifths" in told.explain()


def test_a_warning_begins_at_the_bound() -> None:
    who = population(("a", 1000, 900), ("b", 1000, 900))
    # 25 in a thousand against 20: exactly 1.25.
    _, by = found(run(*these("a", 25), *these("b", 20)), who)
    assert by["alert rate", "segment", "a"].warns
    _, by = found(run(*these("a", 24), *these("b", 20)), who)
    assert not by["alert rate", "segment", "a"].warns
    assert not by["alert rate", "segment", "a"].is_beyond_chance


def test_the_false_positive_rate_is_of_judged_alerts() -> None:
    who = population(("a", 500, 900), ("b", 500, 900))
    outputs = run(*these("a", 60), *these("b", 60))
    rows = [
        {"alert": f"{segment}{n}@{DAY + 5}", "productive": n < good}
        for segment, good in (("a", 12), ("b", 30))
        for n in range(50)
    ]
    _, by = found(outputs, who, pa.Table.from_pylist(rows))
    one = by["false-positive rate", "segment", "a"]
    assert (one.size, one.count) == (50, 38)
    assert one.ratio == pytest.approx(38 / 20)
    assert one.warns


def test_new_accounts_are_those_opened_less_than_180_days_before_the_alert() -> None:
    who = population(("a", 100, 175), ("b", 100, 174), ("c", 100, 900))
    outputs = run(*these("a", 20), *these("b", 30), *these("c", 10))
    _, by = found(outputs, who, dimensions=("new_account",))
    # Alerts are five days after the first day: a is 180 days old then, b 179.
    new = by["alert rate", "new_account", "new"]
    old = by["alert rate", "new_account", "established"]
    assert (new.count, old.count) == (30, 30)
    # Both a and b were new on the first day, and established before the last: they are in both.
    assert (new.size, old.size) == (200, 300)


def test_an_account_is_counted_once_by_its_first_alert() -> None:
    who = population(("a", 100, 170), ("b", 100, 170))
    once = run(*these("a", 20), *these("b", 20))
    again = run(*these("a", 20), *these("b", 20), on=DAY + 200)
    alerts = pa.concat_tables([again.alerts, once.alerts])
    outputs = Outputs(once.hits, alerts, once.alert_hits, once.alert_scenarios, once.told)
    _, by = found(outputs, who, dimensions=("new_account", "segment"))
    assert by["alert rate", "new_account", "new"].count == 40
    assert by["alert rate", "segment", "a"].count == 20


def test_small_cells_are_suppressed_and_cannot_be_worked_out() -> None:
    who = population(("a", 500, 900), ("b", 300, 900), ("c", 400, 900))
    told, by = found(run(*these("a", 40), *these("b", 3), *these("c", 30)), who)
    groups = {
        group for rate, dimension, group in by if (rate, dimension) == ("alert rate", "segment")
    }
    assert groups == {"a", "suppressed groups together"}
    assert by["alert rate", "segment", "suppressed groups together"].count == 33
    assert told.hidden["alert rate by segment"] == 2
    assert "2 groups are suppressed" in told.summary()


def test_a_population_that_is_one_small_group_shows_nothing() -> None:
    told, by = found(run(*these("a", 3)), population(("a", 50, 900)))
    assert by == {}
    assert told.warnings == ()


def test_subjects_that_are_no_account_are_counted_apart() -> None:
    told, by = found(run(*these("a", 20), "payee-1"), population(("a", 100, 900), ("b", 100, 900)))
    assert told.elsewhere == 1
    assert "1 alerts are of subjects that are no account" in told.summary()
    assert by["alert rate", "segment", "a"].ratio is None  # nobody else was alerted


def test_what_is_not_known_is_a_group() -> None:
    rows = people(("a", 100, 900)).to_pylist()
    for one in rows[:50]:
        one["home_city"] = one["opened"] = None
    who = Population(pa.Table.from_pylist(rows, people(("a", 1, 1)).schema), DAY, DAY + 90)
    for dimension, other in (("home_city", "Northport"), ("new_account", "established")):
        counted = {one["grp"]: one["accounts"] for one in sizes(who, dimension, 180).to_pylist()}
        assert counted == {"not known": 50, other: 50}
        mine = placed(run("a1", "a70").alerts, who, dimension, 180).column("grp").to_pylist()
        assert mine == ["not known", other]


@pytest.mark.parametrize(
    "values",
    [{"dimensions": ("sex",)}, {"dimensions": ("nationality",)}, {"warn_from": 0.5},
     {"smallest": 1}, {"new_days": 0}],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError) as told:
        FairnessSpec(**values)
    assert told.value.where == next(iter(values))


def test_no_dimension_is_protected() -> None:
    places = re.compile(r"city|country")
    for name in DIMENSIONS:
        assert not WORDS.search(places.sub("", name.replace("_", " ")))


def test_everybody_is_read_from_the_store_with_no_more_than_is_needed(tmp_path: Path) -> None:
    store = Store(tmp_path, 1, {}, {}, DAY, DAY + 9, "GBP", "d", "")
    assert read_population(store).accounts.num_rows == 0
    accounts = pa.table(
        {"account_id": ["A"], "party_id": ["P"], "opened": [day(1)], "segment": ["retail"]}
    )
    parties = pa.table(
        {"party_id": ["P"], "home_city": ["X"], "home_country": ["GB"], "name": ["N"]}
    )
    pq.write_table(accounts, tmp_path / "accounts.parquet")
    pq.write_table(parties, tmp_path / "parties.parquet")
    who = read_population(store)
    assert who.accounts.to_pylist() == [
        {"account_id": "A", "opened": day(1), "segment": "retail", "home_city": "X",
         "home_country": "GB"}
    ]  # fmt: skip
    assert (who.first_day, who.last_day) == (DAY, DAY + 9)
    with pytest.raises(FulcrumError, match="no column 'segment'"):
        Population(accounts.drop_columns(["segment"]), 0, 1)
