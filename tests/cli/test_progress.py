"""Progress goes to standard error: a bar for people, lines for logs."""

import pytest

from fulcrum.cli import progress as subject


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "is_watched", lambda: True)


def test_a_log_gets_a_line_for_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    with subject.progress() as report:
        for done in range(1000, 4000, 1000):
            report("Checking rows", done, 4000)
        report("Taking rows in", 5, None)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "fulcrum: Checking rows: 1,000 of 4,000",
        "fulcrum: Taking rows in: 5",
    ]


def test_a_log_gets_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(0, 100, 3))
    monkeypatch.setattr(subject, "monotonic", lambda: float(next(clock)))
    with subject.progress() as report:
        for done in range(5):
            report("Rows", done, 5)
    lines = capsys.readouterr().err.splitlines()
    assert [line[-6:] for line in lines] == ["0 of 5", "2 of 5", "4 of 5"]


def test_people_see_a_bar(watched: None, capsys: pytest.CaptureFixture[str]) -> None:
    with subject.progress() as report:
        report("Checking rows", 0, 10)
        report("Checking rows", 10, 10)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Checking rows" in said.err
    assert "10/10" in said.err


def test_a_bar_needs_no_total(watched: None, capsys: pytest.CaptureFixture[str]) -> None:
    with subject.progress() as report:
        report("Counting", 3, None)
    assert "Counting" in capsys.readouterr().err
