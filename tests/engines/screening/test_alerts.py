"""The combination rule against one written anew."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.engines.screening import alerts
from fulcrum.engines.screening.alerts import HIT_SCHEMA, INDICATOR_SCHEMA, Rule
from fulcrum.engines.screening.changes import needed_of, stands
from fulcrum.engines.screening.duck import Duck, sql_of
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.trials import ARROW
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening import oracle
from tests.engines.screening.oracle import Hit, Kind

KINDS = (
    Kind("a", "cash"),
    Kind("b", "cash", weight=0.5),
    Kind("c", "flow", weight=2.0),
    Kind("d", "travel"),
    Kind("w", "online", weight_only=True),
    Kind("n", "identity", alone=True),
)
HITS = st.lists(
    st.builds(
        Hit,
        st.sampled_from(KINDS),
        st.sampled_from(["A", "B"]),
        st.integers(100, 130),
        st.integers(1, 4),
    ),
    max_size=25,
)
ANY_RULE = st.builds(
    Rule,
    least_indicators=st.integers(1, 4),
    least_families=st.integers(1, 3),
    days=st.integers(1, 12),
    least_members=st.integers(1, 4),
)
# Making a statement takes longer than running it, so that few rules are tried on many hits.
RULES = st.sampled_from(
    [Rule(3, 2, 7, 3), Rule(2, 2, 1, 4), Rule(1, 1, 5, 1), Rule(4, 3, 12, 2), Rule(2, 1, 3, 3)]
)
DUCK = Duck()


def arrow(rows: list[dict[str, Any]], kinds: dict[str, str]) -> pa.Table:
    schema = pa.schema([(name, ARROW[kind]) for name, kind in kinds.items()])
    return pa.Table.from_pylist([{name: row.get(name) for name in kinds} for row in rows], schema)


@cache
def statements(rule: Rule) -> dict[str, str]:
    """The rule as the engine has it, over the tables `hits` and `known`."""
    hits = ibis.table(HIT_SCHEMA, name="hits")
    known = ibis.table(INDICATOR_SCHEMA, name="known")
    days = alerts.qualifying_days(hits, known, rule)
    spans = alerts.alert_spans(days, rule)
    mine = alerts.alert_hits(spans, hits, rule)
    made = {"days": days, "spans": spans, "scored": alerts.scored(spans, mine, known)}
    return {name: sql_of(one) for name, one in made.items()}


def told(hits: Sequence[Hit], rule: Rule, what: str) -> list[tuple[Any, ...]]:
    """What the engine says of hits."""
    put(hits)
    return DUCK.execute(statements(rule)[what]).fetchall()


def put(hits: Sequence[Hit]) -> None:
    """Lay out the hits, and what is known of indicators."""
    DUCK.put(
        "hits",
        arrow(
            [
                {
                    "indicator": one.kind.name,
                    "subject": one.subject,
                    "day": one.day,
                    "members": one.members,
                    "value": 1.0,
                }
                for one in hits
            ],
            HIT_SCHEMA,
        ),
    )
    known = [
        {
            "indicator": one.name,
            "family": one.family,
            "weight": one.weight,
            "alone": one.alone,
            "weight_only": one.weight_only,
        }
        for one in KINDS
    ]
    DUCK.put("known", arrow(known, INDICATOR_SCHEMA))


@settings(max_examples=60)
@given(HITS, RULES)
def test_days_alerts_and_scores_are_those_of_the_rule(hits: list[Hit], rule: Rule) -> None:
    found = told(hits, rule, "days")
    expected = oracle.qualifying(hits, rule)
    assert len(found) == len(set(found))
    assert set(found) == expected

    spans = told(hits, rule, "spans")
    assert {row[1:] for row in spans} == oracle.spans(expected, rule)
    assert {row[0] for row in spans} == {f"{row[1]}@{row[2]}" for row in spans}

    for name, subject, opened, last, _days, kinds, families, points, members in told(
        hits, rule, "scored"
    ):
        held = [
            one for one in hits if one.subject == subject and opened - rule.days < one.day <= last
        ]
        weights = {one.kind.name: one.kind.weight for one in held}
        assert kinds == len(weights), name
        assert families == len({one.kind.family for one in held})
        assert points == pytest.approx(sum(weights.values()) * (1 + 0.25 * (families - 1)))
        assert members == max(one.members for one in held)


@settings(max_examples=40)
@given(HITS, RULES, st.integers(100, 130))
def test_what_is_true_on_a_day_stays_true(hits: list[Hit], rule: Rule, last: int) -> None:
    early = told([one for one in hits if one.day <= last], rule, "days")
    late = told(hits, rule, "days")
    assert set(early) == {(subject, day) for subject, day in late if day <= last}


def invented_pack() -> Pack:
    """A pack of the oracle's kinds."""
    one = load_pack().indicators["I01"]
    families = {each.family.value: each.family for each in load_pack().indicators.values()}
    return Pack(
        "invented",
        "",
        {
            kind.name: replace(
                one,
                id=kind.name,
                family=families[kind.family],
                alone=kind.alone,
                weight_only=kind.weight_only,
            )
            for kind in KINDS
        },
        {},
    )


PACK = invented_pack()


@settings(max_examples=200)
@given(HITS.map(lambda hits: [replace(one, subject="A") for one in hits]), ANY_RULE)
def test_what_is_needed_is_what_the_alert_falls_without(hits: list[Hit], rule: Rule) -> None:
    def holds(left: list[Hit]) -> bool:
        return bool(oracle.qualifying(left, rule))

    present = {
        kind.name: [{"day": one.day, "members": one.members} for one in hits if one.kind is kind]
        for kind in KINDS
        if any(one.kind is kind for one in hits)
    }
    assert stands(PACK, present, rule) == holds(hits)
    if holds(hits):
        needed = {
            key for key in present if not holds([one for one in hits if one.kind.name != key])
        }
        assert needed_of(PACK, present, rule) == needed


@pytest.mark.parametrize("name", ["least_indicators", "least_families", "days", "least_members"])
def test_a_rule_that_alerts_on_everybody_is_refused(name: str) -> None:
    with pytest.raises(FulcrumError) as error:
        Rule(**{name: 0})
    assert (error.value.where, error.value.mend) == (name, "Give one or more.")


def test_one_indicator_of_an_account_is_never_an_alert() -> None:
    """However often it is hit: one indicator proves nothing."""
    assert told([Hit(KINDS[0], "A", day) for day in range(100, 190)], Rule(), "days") == []


def test_what_only_adds_weight_opens_no_alert() -> None:
    hits = [Hit(kind, "A", 100) for kind in (KINDS[0], KINDS[2], KINDS[4])]
    assert told(hits, Rule(), "days") == []
    assert told([*hits, Hit(KINDS[3], "A", 100)], Rule(), "days") == [("A", 100)]
