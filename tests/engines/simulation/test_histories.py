from datetime import UTC, datetime

from fulcrum.engines.simulation.histories import commitment_history

SINCE = datetime(2019, 10, 1, tzinfo=UTC)


def test_a_history_depends_on_its_seed_and_number_alone() -> None:
    first = commitment_history(7, 3, SINCE, 4)
    assert first == commitment_history(7, 3, SINCE, 4)
    assert first != commitment_history(8, 3, SINCE, 4)
    assert first != commitment_history(7, 4, SINCE, 4)


def test_a_history_is_in_order_and_begins_with_its_proposal() -> None:
    for number in range(200):
        events = commitment_history(7, number, SINCE, 3)
        assert [event.at for event in events] == sorted(event.at for event in events)
        assert events[0].kind == "proposed"
        known: set[int | None] = set()
        for event in events:
            if event.kind == "evidence_added":
                known.add(event.evidence)
            assert event.evidence is None or event.evidence in known


def test_everything_that_can_happen_happens() -> None:
    kinds = {
        event.kind for number in range(500) for event in commitment_history(7, number, SINCE, 4)
    }
    assert kinds == {
        "proposed",
        "pledged",
        "withdrawn",
        "evidence_added",
        "evidence_coded",
        "evidence_superseded",
        "evidence_withdrawn",
        "dispute_opened",
        "reply_given",
        "dispute_upheld",
        "dispute_dismissed",
    }
