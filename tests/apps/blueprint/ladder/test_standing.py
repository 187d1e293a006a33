"""Status computed from evidence: what moves it, and that the past stays as it was."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.blueprint.ladder.spans import Span, spans_of
from fulcrum.apps.blueprint.ladder.standing import Event, Standing, standing_at
from fulcrum.apps.blueprint.ladder.terms import EventKind, Kind, Rung, Strength

E, F, S = EventKind, Strength.FAIR, Strength.STRONG


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def event(kind: EventKind, day: str, evidence: int | None = None, **more: Any) -> Event:
    return Event(kind, at(day), evidence, **more)


def added(day: str, key: int, dated: str) -> Event:
    return event(E.EVIDENCE_ADDED, day, key, dated=date.fromisoformat(dated))


def coded(day: str, key: int, kind: Kind, strength: Strength = F) -> Event:
    return event(E.EVIDENCE_CODED, day, key, coded=(kind, strength))


PLEDGE = [event(E.PROPOSED, "2020-01-10"), event(E.PLEDGED, "2020-02-01")]
POLICY = [*PLEDGE, added("2020-04-01", 1, "2020-03-03"), coded("2020-04-09", 1, Kind.POLICY)]


def rung_on(events: list[Event], day: str) -> Rung | None:
    return standing_at(events, at(day)).rung


def test_a_claim_without_evidence_stays_pledged() -> None:
    assert rung_on(PLEDGE, "2020-01-20") is Rung.PROPOSED
    assert rung_on(PLEDGE, "2029-01-01") is Rung.PLEDGED
    assert rung_on([*PLEDGE, added("2020-03-01", 1, "2020-02-20")], "2020-03-02") is Rung.PLEDGED
    assert standing_at(PLEDGE, at("2019-01-01")) == Standing(None)


def test_coded_evidence_carries_its_rung_and_says_why() -> None:
    now = standing_at(POLICY, at("2020-05-01"))
    assert now.rung is Rung.POLICY
    assert (now.since, now.carried_by, now.stale_on) == (date(2020, 3, 3), 1, date(2023, 3, 3))
    assert not now.disputed
    assert rung_on(POLICY, "2020-04-05") is Rung.PLEDGED
    assert standing_at(POLICY, at("2020-04-05")).waiting == 1


def test_a_proposal_nobody_pledged_stays_one_whatever_is_shown() -> None:
    events = [PLEDGE[0], *POLICY[2:]]
    assert rung_on(events, "2020-05-01") is Rung.PROPOSED


MOVES = [
    ("stale", [], "2023-03-03", Rung.PLEDGED, "2023-03-02"),
    ("withdrawn", [event(E.EVIDENCE_WITHDRAWN, "2021-01-01", 1)], "2021-01-01", Rung.PLEDGED, "2020-12-31"),
    ("disputed", [event(E.DISPUTE_OPENED, "2021-01-01", 1)], "2021-01-01", Rung.PLEDGED, "2020-12-31"),
    ("upheld", [event(E.DISPUTE_OPENED, "2020-06-01", 1), event(E.DISPUTE_UPHELD, "2021-01-01", 1)], "2022-01-01", Rung.PLEDGED, "2020-05-31"),
    ("dismissed", [event(E.DISPUTE_OPENED, "2020-06-01", 1), event(E.DISPUTE_DISMISSED, "2020-08-01", 1)], "2020-07-01", Rung.PLEDGED, "2020-08-02"),
    ("disputed as a whole", [event(E.DISPUTE_OPENED, "2021-01-01")], "2021-01-01", Rung.PLEDGED, "2020-12-31"),
    ("upheld as a whole", [event(E.DISPUTE_OPENED, "2020-06-01"), event(E.DISPUTE_UPHELD, "2021-01-01")], "2022-01-01", Rung.PLEDGED, "2020-05-31"),
    ("commitment withdrawn", [event(E.WITHDRAWN, "2021-01-01")], "2021-01-01", None, "2020-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "more", "then", "rung", "before"), MOVES)
def test_what_moves_the_status(
    _name: str, more: list[Event], then: str, rung: Rung | None, before: str
) -> None:
    events = [*POLICY, *more]
    assert rung_on(events, then) == rung
    assert rung_on(events, before) is Rung.POLICY


def test_superseded_evidence_counts_until_the_newer_is_coded() -> None:
    events = [
        *POLICY,
        added("2022-06-01", 2, "2022-05-01"),
        event(E.EVIDENCE_SUPERSEDED, "2022-06-01", 1, newer=2),
        coded("2022-07-01", 2, Kind.STRATEGY),
    ]
    assert standing_at(events, at("2022-06-15")).carried_by == 1
    now = standing_at(events, at("2022-07-02"))
    assert (now.rung, now.carried_by, now.stale_on) == (Rung.STRATEGY, 2, date(2026, 5, 1))
    renewed = [*events[:-1], coded("2022-07-01", 2, Kind.POLICY)]
    now = standing_at(renewed, at("2024-01-01"))
    assert (now.rung, now.carried_by, now.since) == (Rung.POLICY, 2, date(2020, 3, 3))
    back = [*events, event(E.EVIDENCE_WITHDRAWN, "2022-08-01", 2)]
    assert standing_at(back, at("2022-08-02")).carried_by == 1


def test_a_pledge_renewed_after_a_withdrawal_stands_again() -> None:
    events = [*PLEDGE, event(E.WITHDRAWN, "2021-01-01"), event(E.PLEDGED, "2022-01-01")]
    assert standing_at(events, at("2021-06-01")).withdrawn
    assert rung_on(events, "2022-06-01") is Rung.PLEDGED


def test_stale_and_disputed_are_said() -> None:
    assert standing_at(POLICY, at("2023-06-01")).stale == (1,)
    strong = [*PLEDGE, added("2020-04-01", 1, "2020-03-03"), coded("2020-04-09", 1, Kind.RESULT, S)]
    now = standing_at([*strong, event(E.DISPUTE_OPENED, "2020-05-01", 1)], at("2020-05-02"))
    assert (now.rung, now.disputed) == (Rung.ACHIEVED, True)


def test_what_is_recorded_later_leaves_the_past_alone() -> None:
    before = standing_at(POLICY, at("2020-05-01"))
    later = [*POLICY, event(E.WITHDRAWN, "2020-05-02")]
    assert standing_at(later, at("2020-05-01")) == before


def test_spans_join_and_reach_into_the_future() -> None:
    spans = spans_of(POLICY)
    assert [span.rung for span in spans] == [
        Rung.PROPOSED,
        Rung.PLEDGED,
        Rung.POLICY,
        Rung.PLEDGED,
    ]
    assert spans[-1].start == datetime(2023, 3, 3, tzinfo=UTC)
    assert spans[-1].end is None
    assert spans_of([]) == []


KEYS = st.integers(1, 3)
START = datetime(2018, 1, 1, tzinfo=UTC)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any order of any events, hours to a year apart."""
    now, events = START, [Event(E.PROPOSED, START)]
    for kind in draw(st.lists(st.sampled_from(list(E)), max_size=14)):
        now += timedelta(hours=draw(st.integers(0, 9000)))
        key = draw(KEYS)
        events.append(
            Event(
                kind,
                now,
                None if kind in {E.PLEDGED, E.WITHDRAWN} else draw(st.none() | st.just(key)),
                dated=(now - timedelta(days=draw(st.integers(-400, 900)))).date(),
                coded=(draw(st.sampled_from(list(Kind))), draw(st.sampled_from(list(Strength)))),
                newer=draw(KEYS),
            )
        )
    return events


@settings(max_examples=150, deadline=None)
@given(histories(), st.integers(0, 20 * 365 * 24))
def test_spans_say_what_a_replay_says(events: list[Event], hours: int) -> None:
    when = START + timedelta(hours=hours)
    spans = spans_of(events)
    place = bisect_right([span.start for span in spans], when) - 1
    span: Span = spans[place]
    now = standing_at(events, when)
    assert (span.rung, span.disputed) == (now.rung, now.disputed)
    assert span.end is None or when < span.end
