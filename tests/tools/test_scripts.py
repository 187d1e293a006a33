"""A missing prerequisite gets one plain sentence with the fix."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.graph import ROOT

# What every machine with make and git has.
ORDINARY = ("bash", "cat", "cksum", "env", "dirname")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A PATH with ordinary programs alone: no Python, no npm."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ORDINARY:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


def add_python(programs: Path, code: int) -> None:
    """A Python that answers the first question with yes, and every later one with `code`."""
    mark = programs / "asked"
    script = f'#!/usr/bin/env bash\n[ -e "{mark}" ] && exit {code}\ncat /dev/null > "{mark}"\n'
    path = programs / "python3.11"
    path.write_text(script, "utf-8")
    path.chmod(0o755)


def run(programs: Path, *words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(programs), "HOME": os.environ.get("HOME", "/")} | variables
    return subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_without_python_the_fix_is_said(programs: Path, tmp_path: Path) -> None:
    done = run(programs, "tools/venv.sh", "python3.11", tmp_path / "venv", "run")
    assert done.returncode == 1
    assert done.stderr.startswith("fulcrum: Python 3.11 or newer was not found. Install it, or")
    assert done.stderr.count("\n") == 1


def test_without_the_venv_module_the_fix_is_said(programs: Path, tmp_path: Path) -> None:
    add_python(programs, code=1)
    done = run(programs, "tools/venv.sh", "python3.11", tmp_path / "venv", "run")
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def fake_environment(folder: Path, pip_code: int = 0) -> None:
    (folder / "bin").mkdir(parents=True)
    for name, code in (("python", pip_code), ("fulcrum", 0)):
        path = folder / "bin" / name
        path.write_text(f"#!/usr/bin/env bash\nexit {code}\n", "utf-8")
        path.chmod(0o755)


def test_without_a_connection_the_fix_is_said(programs: Path, tmp_path: Path) -> None:
    fake_environment(tmp_path / "venv", pip_code=1)
    done = run(programs, "tools/venv.sh", "python3.11", tmp_path / "venv", "run")
    assert done.returncode == 1
    assert "Check the connection" in done.stderr


def test_an_environment_that_fits_is_left_alone(programs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "venv"
    fake_environment(folder)
    first = run(programs, "tools/venv.sh", "python3.11", folder, "dev")
    assert "installing the packages of requirements/dev.txt" in first.stdout
    for profile in ("dev", "run"):
        again = run(programs, "tools/venv.sh", "python3.11", folder, profile)
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_without_npm_the_wheel_takes_its_place(programs: Path, tmp_path: Path) -> None:
    fake_environment(tmp_path / "venv")
    done = run(programs, "tools/venv.sh", "python3.11", tmp_path / "venv", "run")
    assert "npm is not on this machine: installing it from a wheel" in done.stdout


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_gets_a_sentence(programs: Path, tmp_path: Path, taken_port: int) -> None:
    fake_environment(tmp_path)
    (tmp_path / "bin" / "python").unlink()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    done = run(programs, "tools/run.sh", tmp_path, PORT=str(taken_port))
    assert done.returncode == 1
    assert f"port {taken_port} of 127.0.0.1 cannot be used" in done.stderr
    assert done.stderr.count("\n") == 1
