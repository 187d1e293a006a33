import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.graph import ROOT
from tests.deploy.commands import commands

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
EXPOSURE = 20  # of 100; what an ordinary unit without hardening gets is over 90

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not installed"
)


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_timer_starts_a_unit_that_is_there() -> None:
    [timer] = (ROOT / "deploy" / "systemd").glob("*.timer")
    assert timer.with_suffix(".service") in UNITS
    text = timer.read_text("utf-8")
    assert "Persistent=true" in text
    assert "WantedBy=timers.target" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_calls_commands_that_exist(unit: Path) -> None:
    called = re.findall(r"^Exec\w+=\S+/fulcrum (.+)$", unit.read_text("utf-8"), re.MULTILINE)
    assert called
    assert [
        line for line in called if not any(f"{line} ".startswith(f"{c} ") for c in commands())
    ] == []


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_valid(unit: Path, tmp_path: Path) -> None:
    text = re.sub(r"=/opt/fulcrum/bin/fulcrum", "=/bin/true", unit.read_text("utf-8"))
    copy = tmp_path / unit.name
    copy.write_text(text.replace("fulcrum-web.service", ""), "utf-8")
    done = analyze("verify", "--man=no", "--recursive-errors=no", copy)
    if "Failed to initialize manager" in done.stderr:
        pytest.skip("systemd cannot be asked here")
    mine = [line for line in done.stderr.splitlines() if unit.name in line]
    assert mine == []


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_hardened(unit: Path) -> None:
    done = analyze("security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", unit)
    assert done.returncode == 0, done.stdout + done.stderr
