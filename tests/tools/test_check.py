import os

import pytest

from tools import check
from tools.machine import FailedError, SkippedError


def passes() -> list[str]:
    return ["2 passed in 1.00s"]


def fails() -> list[str]:
    raise FailedError("ruff ended with 1", ["1 failed in 1.00s"])


def skips() -> list[str]:
    raise SkippedError("needs chromium")


@pytest.fixture(autouse=True)
def gates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "GATES", {"good": passes, "absent": skips})
    monkeypatch.setattr(check, "PARTS", {"bad": fails})
    monkeypatch.setattr(check, "stop_on_signal", lambda: None)
    monkeypatch.setattr(os, "environ", dict(os.environ))


def test_a_skipped_gate_says_why_and_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0
    out = capsys.readouterr().out
    assert "absent skipped: needs chromium" in out
    assert "gates: 1 passed, 0 failed, 1 skipped" in out


def test_the_tests_last_words_come_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["good", "bad"]) == 1
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last == ["good: 2 passed in 1.00s", "bad: 1 failed in 1.00s"]


def test_an_unknown_gate_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["nothing"]) == 2
    assert "There are: good, absent, bad." in capsys.readouterr().out


def test_settings_of_the_callers_shell_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULCRUM_DATABASE_URL", "postgresql://real/data")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "somewhere.else")
    check.forget_settings()
    assert not [name for name in os.environ if name.startswith(("FULCRUM_", "DJANGO_"))]
