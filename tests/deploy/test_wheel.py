"""What is installed is whole: templates, data, translations and all."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.graph import ROOT, kept_files

TOP = ("pyproject.toml", "README.md", "LICENSE", "requirements/run.in")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    tree = tmp_path_factory.mktemp("tree")
    for path in [*(ROOT / name for name in TOP), *source_files()]:
        target = tree / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    build = ["-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", "made", "."]
    subprocess.run([sys.executable, *build], cwd=tree, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(next((tree / "made").glob("*.whl"))) as made:
        yield made


def source_files() -> list[Path]:
    return [path for path in kept_files() if path.is_relative_to(ROOT / "src")]


def test_every_file_of_the_source_is_installed(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    wanted = {str(path.relative_to(ROOT / "src")) for path in source_files()}
    assert wanted - names == set()


def test_the_licence_and_the_command_come_along(wheel: zipfile.ZipFile) -> None:
    texts = {
        name.rpartition("/")[2]: wheel.read(name).decode()
        for name in wheel.namelist()
        if ".dist-info/" in name
    }
    assert texts["LICENSE"].lstrip().startswith("Apache License")
    assert "fulcrum = fulcrum.cli.main:main" in texts["entry_points.txt"]
    assert "Requires-Dist: django<5.3,>=5.2" in texts["METADATA"].replace("Django", "django")
