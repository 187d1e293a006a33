"""Proof that the fence stands: each violation, put into a copy of the tree, breaks a contract."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.graph import ROOT, lint

SURVIVOR = '"""Survivors."""\n\n\nclass Survivor:\n    """Somebody."""\n'


@dataclass(frozen=True)
class Violation:
    """Lines appended to files of src/fulcrum, and the contract that they break."""

    contract: str
    files: dict[str, str]


VIOLATIONS = {
    "an area imports its sibling": Violation(
        "4 Apps in their order",
        {
            "apps/screening/__init__.py": "",
            "apps/outcomes/__init__.py": "",
            "apps/outcomes/scores.py": "ALERTS = 1\n",
            "apps/screening/alerts.py": "from fulcrum.apps.outcomes.scores import ALERTS\n",
        },
    ),
    "an engine imports Django": Violation(
        "2 Kernel, engines and cli never import Django",
        {
            "engines/tracing/__init__.py": "",
            "engines/tracing/weights.py": "from django.conf import settings\n",
        },
    ),
    "an engine imports an engine": Violation(
        "3 Engines are independent",
        {
            "engines/tracing/__init__.py": "",
            "engines/matching/__init__.py": "",
            "engines/matching/offers.py": "from fulcrum.engines import tracing\n",
        },
    ),
    "a model imports an action": Violation(
        "5 Inside every app",
        {"apps/audit/models.py": "\nfrom fulcrum.apps.audit.actions import record\n"},
    ),
    "survivors' models are imported from elsewhere": Violation(
        "6 Survivor data",
        {
            "apps/inclusion/__init__.py": "",
            "apps/inclusion/models.py": SURVIVOR,
            "apps/home/views.py": "\nfrom fulcrum.apps.inclusion.models import Survivor\n",
        },
    ),
    "survivors' models are imported inside a function": Violation(
        "6 Survivor data",
        {
            "apps/inclusion/__init__.py": "",
            "apps/inclusion/models.py": SURVIVOR,
            "apps/home/views.py": (
                "\ndef peek():\n    from fulcrum.apps.inclusion.models import Survivor\n"
            ),
        },
    ),
    "kernel modules import one another": Violation(
        "7 No import cycles",
        {
            "kernel/errors.py": "\nfrom fulcrum.kernel import actors\n",
            "kernel/actors.py": "\nfrom fulcrum.kernel import errors\n",
        },
    ),
    "an app was not declared": Violation(
        "4 Apps in their order", {"apps/surprise/__init__.py": ""}
    ),
    "an engine imports an app": Violation(
        "1 Planes",
        {
            "engines/tracing/__init__.py": "",
            "engines/tracing/people.py": "from fulcrum.apps.accounts import models\n",
        },
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """A copy of what the contracts look at."""
    code_only = shutil.ignore_patterns("__pycache__", "static", "templates", "data", "locale")
    shutil.copytree(ROOT / "src" / "fulcrum", tmp_path / "src" / "fulcrum", ignore=code_only)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield tmp_path
    shutil.rmtree(tmp_path)


def inject(tree: Path, violation: Violation) -> None:
    for name, lines in violation.files.items():
        path = tree / "src" / "fulcrum" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(lines)


def test_the_copy_as_it_is_passes(tree: Path) -> None:
    done = lint(tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_violation_breaks_the_build(tree: Path, name: str) -> None:
    violation = VIOLATIONS[name]
    inject(tree, violation)
    done = lint(tree)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(violation.contract) for line in broken), done.stdout


def test_there_are_nine() -> None:
    assert len(VIOLATIONS) == 9
