import json
from dataclasses import replace
from typing import Any

import pytest

from fulcrum.engines.screening.learning.effectiveness import EffectivenessSpec, report_effectiveness
from fulcrum.engines.screening.learning.payloads import read_payload
from fulcrum.engines.screening.learning.quarters import Period
from fulcrum.engines.screening.learning.rendering import render
from fulcrum.engines.screening.learning.tallies import Decision
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import canonical_json
from tests.engines.screening.learning.made import (
    DIGEST,
    Q1,
    Q2,
    Q3,
    P,
    decided,
    effectiveness,
    indicator,
    scenario,
)

ONE, TWO, NONE = indicator(1), indicator(2, "2.1+b"), indicator(3)
COUNTS = {ONE: (12, 30, 11), TWO: (12, 30, 3), NONE: (0, 0, 0), scenario(1): (2000, 30, 10)}


def spec_of(**changes: Any) -> EffectivenessSpec:
    values: dict[str, Any] = {
        "decisions": decided(COUNTS),
        "period": Period(Q1, Q1),
        "lines": tuple(COUNTS),
        "pack": "human-trafficking",
        "digest": DIGEST,
    }
    return EffectivenessSpec(**values | changes)


def test_it_tells_counts_and_withholds_small_ones() -> None:
    lines = {one.line: one.cells for one in effectiveness(COUNTS).lines}
    assert lines == {
        ONE: (12, 30, 11, 53),
        TWO: (12, 30, None, None),
        NONE: (None, None, None, None),
        scenario(1): (2000, 30, 10, 2040),
    }


def test_no_account_alert_or_day_is_in_it() -> None:
    secret = "GB29-4711@20543"
    decisions = tuple(Decision(f"{secret}-{n}", P, Q1, (ONE,)) for n in range(20))
    made = report_effectiveness(spec_of(decisions=decisions, lines=(ONE,)))
    text = canonical_json(made.payload()).decode() + render(read_payload(made.payload()))
    assert "4711" not in text
    assert "20543" not in text
    assert "2026-Q1" in text


def test_decisions_of_other_quarters_are_left_out() -> None:
    later = decided(COUNTS, Q2, "later/")
    assert report_effectiveness(spec_of(decisions=decided(COUNTS) + later)).lines == (
        effectiveness(COUNTS).lines
    )


def test_the_text_holds_every_count_and_says_what_is_withheld() -> None:
    made = effectiveness(COUNTS)
    text = render(read_payload(made.payload()))
    for part in ("indicator I02", "2.1+b", "2,000", "2,040", "withheld", "invented", DIGEST):
        assert part in text
    assert text.count("withheld") == made.withheld + 1
    real = effectiveness(COUNTS, invented=False)
    assert "The data is real." in render(read_payload(real.payload()))


def test_it_tells_itself() -> None:
    made = effectiveness(COUNTS)
    assert "6 cells are withheld" in made.summary()
    assert "withheld" in made.explain()
    plain = json.loads(json.dumps(made.to_dict()))
    assert plain["provenance"]["method"]
    assert made == effectiveness(COUNTS, decisions=tuple(reversed(decided(COUNTS))))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"earlier": (Period(Q1, Q2),)}, "period"),
        ({"lines": ()}, "lines"),
        ({"lines": (ONE, ONE)}, "lines"),
        ({"lines": (ONE,)}, "lines"),
        ({"pack": "Trafficking of Jane Doe"}, "pack"),
        ({"digest": "beef"}, "digest"),
        ({"least": 9}, "least"),
        ({"least": True}, "least"),
        ({"decisions": decided(COUNTS) * 2}, "decisions"),
    ],
)
def test_what_cannot_be_told_is_refused(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(FulcrumError) as told:
        spec_of(**changes)
    assert told.value.where == where
    assert told.value.mend


def test_other_quarters_told_earlier_do_not_matter() -> None:
    assert spec_of(earlier=(Period(Q2, Q3),)).earlier


LINE = effectiveness({ONE: (12, 30, 11)}).payload()["lines"][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"note": "our customer J. Doe"},
        {"format": 2},
        {"kind": "other"},
        {"pack": 7},
        {"digest": "x"},
        {"first": "2026-01-17"},
        {"first": "2027-Q1"},
        {"least": 1},
        {"invented": "no"},
        {"lines": []},
        {"lines": "I01"},
        {"lines": [LINE, LINE]},
        {"lines": [LINE | {"account": "4711"}]},
        {"lines": [LINE | {"id": "4711"}]},
        {"lines": [LINE | {"version": 1}]},
        {"lines": [LINE | {"kind": "customer"}]},
        {"lines": [LINE | {"productive": 9}]},
        {"lines": [LINE | {"productive": 12.0}]},
        {"lines": [LINE | {"productive": True}]},
        {"lines": [LINE | {"productive": 10**12}]},
        {"lines": [LINE | {"total": 54}]},
        {"lines": [LINE | {"productive": None}]},
        {"lines": [LINE | {"total": None}]},
        {"lines": ["I01"]},
    ],
)
def test_a_payload_can_hold_nothing_else(changes: dict[str, Any]) -> None:
    with pytest.raises(FulcrumError):
        read_payload(effectiveness({ONE: (12, 30, 11)}).payload() | changes)


def test_a_payload_is_read_as_it_was_told() -> None:
    made = effectiveness(COUNTS)
    told = read_payload(json.loads(canonical_json(made.payload())))
    assert told.lines == made.lines
    assert (told.period, told.least, told.invented) == (made.period, 10, True)
    assert replace(told, invented=False) != told
    with pytest.raises(FulcrumError):
        read_payload(["no payload"])
