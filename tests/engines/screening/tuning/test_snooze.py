from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.tuning.snooze import Snooze, snooze_of
from fulcrum.engines.screening.tuning.snoozed import snoozed_on
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.ranking.invented import PACK, hit, run_of

START = date(2026, 3, 1)
FIRST = (START - date(1970, 1, 1)).days
HITS = [hit(key, "a", FIRST) for key in ("C1", "C2", "F1")]
REASON = "Runs a bar; we have seen the books."


def after(days: int) -> date:
    return START + timedelta(days=days)


def snooze(run: Outputs, subject: str = "a", **more: Any) -> Snooze:
    told: dict[str, Any] = {"reason": REASON, "since": START, "until": after(30)}
    return snooze_of(run, PACK, subject, **told | more)


def marked(run: Outputs, *snoozes: Snooze, day: int = 1) -> dict[str, Any]:
    found = snoozed_on(run, PACK, snoozes, after(day)).to_pylist()
    assert [one["alert"] for one in found] == run.alerts.column("alert").to_pylist()
    return dict(found[0])


def test_a_subject_is_left_alone_until_the_very_day() -> None:
    run = run_of(HITS)
    one = snooze(run)
    assert one.known == {"C1", "C2", "F1"}
    assert one.families == {"cash", "flow"}
    assert marked(run, one, day=0)["snoozed"]
    last = marked(run, one, day=29)
    assert (last["snoozed"], last["reason"], last["until"]) == (True, REASON, after(30))
    back = marked(run, one, day=30)
    assert back == {
        "alert": f"a@{FIRST}", "snoozed": False, "reason": None, "until": None, "why_not": None,
    }  # fmt: skip
    assert not marked(run, one, day=-1)["snoozed"]


def test_others_are_not() -> None:
    run = run_of(HITS)
    assert not marked(run, snooze(run_of([hit(k, "b", FIRST) for k in ("C1", "F1")]), "b"))[
        "snoozed"
    ]


def test_a_new_indicator_brings_it_back_from_the_day_it_appears() -> None:
    run = run_of([*HITS, hit("T1", "a", FIRST + 9)])
    one = snooze(run)
    assert marked(run, one, day=8)["snoozed"]
    back = marked(run, one, day=9)
    assert not back["snoozed"]
    assert back["why_not"] == "T1, of the family travel, is new since."
    same = run_of([hit("C1", "a", FIRST), hit("F1", "a", FIRST), hit("C2", "a", FIRST + 9)],
                  rule=Rule(2, 2))  # fmt: skip
    assert marked(same, snooze(same), day=9)["why_not"] == "C2 is new since."


def test_more_hits_of_what_was_known_do_not() -> None:
    run = run_of([*HITS, hit("C1", "a", FIRST + 9), hit("F1", "a", FIRST + 12)])
    assert marked(run, snooze(run), day=20)["snoozed"]


def test_a_network_that_is_an_alert_by_itself_is_never_snoozed() -> None:
    run = run_of([*HITS, hit("L1", "a", FIRST, members=3)])
    told = marked(run, snooze(run))
    assert not told["snoozed"]
    assert told["why_not"] == "L1 hit a network: it is never snoozed."
    small = run_of([*HITS, hit("L1", "a", FIRST, members=2)])
    assert marked(small, snooze(small))["snoozed"]


def test_one_indicator_is_taken_away_and_the_rest_decides() -> None:
    run = run_of([*HITS, hit("X1", "a", FIRST)])
    for key in ("C1", "C2", "F1"):
        assert marked(run, snooze(run, indicator=key))["snoozed"]
    # What only adds weight is no alert without it.
    assert not marked(run, snooze(run, indicator="X1"))["snoozed"]
    more = run_of([*HITS, hit("T1", "a", FIRST)])
    told = marked(more, snooze(more, indicator="C1"))
    assert told["why_not"] == "What is left without the snoozed indicators is an alert."
    two = [snooze(more, indicator="C1"), snooze(more, indicator="T1", until=after(9))]
    assert marked(more, *two)["until"] == after(9)
    assert not marked(more, *two, day=9)["snoozed"]


def test_what_is_left_must_meet_the_rule_within_a_window() -> None:
    late = [hit(key, "a", FIRST + 100) for key in ("C1", "C2", "F1")]
    run = run_of([*HITS[:1], hit("T1", "a", FIRST), hit("F1", "a", FIRST), *late])
    one = snooze(run, since=after(101), until=after(120), indicator="C1")
    # C2 and F1 late, T1 and F1 early: three different ones, but never within ninety days.
    assert marked(run, one, day=102)["snoozed"]


def test_snoozes_of_different_times_do_not_add_up_their_knowledge() -> None:
    run = run_of([*HITS, hit("T1", "a", FIRST + 5), hit("T1", "a", FIRST + 5)])
    old = snooze(run)
    other = replace(old, known=frozenset({"T1", "C1"}), families=frozenset({"travel", "cash"}))
    told = marked(run, old, other, day=6)
    assert told["why_not"] == "No single snooze knew of all of its indicators."
    later = snooze(run, since=after(6), until=after(40))
    assert marked(run, old, later, day=7)["until"] == after(40)


def test_of_two_that_cover_it_the_later_end_decides() -> None:
    run = run_of(HITS)
    assert marked(run, snooze(run, until=after(50)), snooze(run))["until"] == after(50)


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("reason", {"reason": " "}),
        ("until", {"until": START}),
        ("until", {"until": after(366)}),
        ("until", {"until": after(-1)}),
        ("indicator", {"indicator": "T1"}),
        ("subject", {"subject": " "}),
    ],
)
def test_what_nobody_could_answer_for_is_refused(where: str, values: dict[str, Any]) -> None:
    run = run_of(HITS)
    with pytest.raises(FulcrumError) as told:
        snooze(run, **values)
    assert told.value.where == where
    assert told.value.mend


def test_a_year_is_the_most() -> None:
    run = run_of(HITS)
    one = snooze(run, until=after(365))
    assert marked(run, one, day=364)["snoozed"]
    assert not marked(run, one, day=365)["snoozed"]


RUN = run_of(
    [
        hit(key, subject, FIRST + at, members=4 if subject == "c" else 1)
        for subject, keys in (("a", "C1 C2 F1"), ("b", "C1 F1 T1 X1"), ("c", "L1"))
        for at, key in enumerate(keys.split())
    ]
)
snoozes = st.builds(
    lambda subject, since, length, indicator: Snooze(
        subject=subject,
        reason="Known.",
        since=after(since),
        until=after(since + length),
        known=frozenset({"C1", "C2", "F1", "T1", "L1", "X1"}),
        families=frozenset({"cash", "flow", "travel", "labour", "identity"}),
        indicator=indicator,
    ),
    st.sampled_from("abcd"),
    st.integers(0, 20),
    st.integers(1, 20),
    st.sampled_from(["", "C1", "F1"]),
)


@given(made=st.lists(snoozes, max_size=5), day=st.integers(0, 45))
def test_nothing_is_lost_expired_ones_do_nothing_and_networks_are_always_seen(
    made: list[Snooze], day: int
) -> None:
    found = snoozed_on(RUN, PACK, made, after(day))
    assert found.column("alert").to_pylist() == RUN.alerts.column("alert").to_pylist()
    holding = {one.subject for one in made if one.since <= after(day) < one.until}
    for one in found.to_pylist():
        subject = one["alert"].split("@")[0]
        assert not (one["snoozed"] and subject == "c")
        if one["snoozed"]:
            assert subject in holding
            assert one["until"] > after(day)
    holds = [one for one in made if one.holds_on(after(day))]
    assert snoozed_on(RUN, PACK, holds, after(day)).equals(found)
