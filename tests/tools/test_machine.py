import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tools import machine
from tools.machine import FailedError, SkippedError, call


def test_output_goes_through_and_closing_lines_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    script = "print('one'); print('3 passed, 1 skipped in 0.52s'); print('two')"
    assert call(sys.executable, "-c", script) == ["3 passed, 1 skipped in 0.52s"]
    assert capsys.readouterr().out.splitlines() == ["one", "3 passed, 1 skipped in 0.52s", "two"]


def test_a_failure_keeps_the_closing_lines() -> None:
    script = "print('== 1 failed, 2 passed in 9.00s =='); raise SystemExit(3)"
    with pytest.raises(FailedError, match="ended with 3") as caught:
        call(sys.executable, "-c", script)
    assert caught.value.closing == ["== 1 failed, 2 passed in 9.00s =="]


def test_what_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(FailedError, match="took more than 1 s"):
        call("sleep", "60", limit=1)
    assert time.monotonic() - began < 20


def test_nothing_is_left_running(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    call("bash", "-c", f"sleep 300 & echo $! > {note}")
    number, ended = int(note.read_text()), {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    for _attempt in range(50):  # the kill is on its way
        if not psutil.pid_exists(number) or psutil.Process(number).status() in ended:
            return
        time.sleep(0.1)
    pytest.fail("the command left a process behind")


def test_without_apt_a_gate_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SkippedError, match="no apt-get"):
        machine.install_with_apt("thing")


def test_without_rights_a_gate_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_command: str) -> None:
        raise subprocess.CalledProcessError(1, "apt-get")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "_quietly", refuse)
    with pytest.raises(SkippedError, match="sudo apt-get install thing"):
        machine.install_with_apt("thing")


def test_any_of_the_names_of_chromium_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if "browser" in name else None)
    assert machine.find_browser() == "chromium-browser"
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert machine.find_browser() is None
