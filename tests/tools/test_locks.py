import json
import shutil
from pathlib import Path

import pytest

from tools import locks

HASH = "    --hash=sha256:00"
RUN = f"alpha==1.2 \\\n{HASH}\nbeta[extra]==2.0 ; python_version > '3' \\\n{HASH}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    files = {
        "run.in": "# wanted\nalpha>=1\nbeta[extra]\n",
        "dev.in": "-r run.in\n",
        "assets.in": "\n",
        "run.txt": RUN,
        "dev.txt": RUN,
        "assets.txt": "",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    (tmp_path / "package.json").write_text('{"dependencies": {"kit": "1.0.0"}}')
    lock = {"": {"dependencies": {"kit": "1.0.0"}}, "node_modules/kit": {"integrity": "sha512-0"}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": lock}))
    return tmp_path


def test_locks_that_fit_pass(tree: Path) -> None:
    assert locks.problems_of(tree) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("requirements/run.in", "gamma\n", "run.txt: gamma is not locked"),
        ("requirements/run.in", "alpha>=2\n", "run.txt: alpha>=2 is locked at 1.2"),
        ("requirements/run.txt", "alpha==1.2\n", "run.txt: alpha==1.2 has no hash"),
        (
            "requirements/dev.txt",
            RUN.replace("2.0", "2.1"),
            "dev.txt has beta 2.1, run.txt has 2.0",
        ),
        ("package.json", "{}", "package-lock.json: dependencies are not those of package.json"),
    ],
)
def test_a_lock_that_does_not_fit_is_told(tree: Path, name: str, text: str, problem: str) -> None:
    (tree / name).write_text(text)
    assert problem in locks.problems_of(tree)


def test_a_missing_lock_is_told(tree: Path) -> None:
    (tree / "requirements" / "dev.txt").unlink()
    assert locks.problems_of(tree) == ["dev.txt is missing"]


def test_a_front_end_package_without_a_hash_is_told(tree: Path) -> None:
    path = tree / "package-lock.json"
    path.write_text(path.read_text().replace("integrity", "other"))
    assert locks.problems_of(tree) == ["package-lock.json: node_modules/kit has no hash"]


def test_another_version_installed_is_told() -> None:
    assert locks.not_as_locked({"pytest": "0.1", "not-installed-here": "1"}) == [
        f"pytest {pytest.__version__} is installed, 0.1 is locked"
    ]


def test_the_locks_of_the_house_fit() -> None:
    assert locks.problems_of(locks.ROOT) == []


def test_problems_make_the_command_fail(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locks, "ROOT", tree)
    assert locks.main() == 0
    shutil.rmtree(tree / "requirements")
    (tree / "requirements").mkdir()
    assert locks.main() == 1
    assert "3 problems; run `make lock`" in capsys.readouterr().out
