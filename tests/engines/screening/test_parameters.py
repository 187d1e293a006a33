from pathlib import Path
from typing import Any

import pytest

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.parameters import read_parameters
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.kernel.errors import FulcrumError


def written(tmp: Path, text: str) -> Path:
    path = tmp / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_values_by_indicator_and_parameter(tmp_path: Path) -> None:
    path = written(tmp_path, "[I05]\nreport_threshold = 9000\n[I57]\nwords = 'a|b'\n")
    assert read_parameters(path) == {"I05": {"report_threshold": 9000}, "I57": {"words": "a|b"}}


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("report_threshold = 9000", "report_threshold stands outside an indicator.", "[I05]"),
        ("[I05\n", "This is not TOML: ", "Correct that line."),
        ("[I05]\nreport_threshold = nan", "report_threshold is no number.", "Give a number."),
        ("[I05]\nreport_threshold = inf", "report_threshold is no number.", "Give a number."),
    ],
)
def test_what_a_file_cannot_say(tmp_path: Path, text: str, what: str, mend: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FulcrumError) as told:
        read_parameters(path)
    assert told.value.what.startswith(what)
    assert mend in told.value.mend
    assert told.value.where == str(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="cannot be read: No such file"):
        read_parameters(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"engine": "pandas"}, "engine"),
        ({"memory": "lots"}, "memory"),
        ({"memory": "1.2.3GB"}, "memory"),
        ({"threads": -1}, "threads"),
        ({"pack": "nothing"}, "pack"),
        ({"parameters": {"I99": {}}}, "I99"),
        ({"parameters": {"I05": {"limit": 1}}}, "I05"),
        ({"parameters": {"I05": {"report_threshold": "x"}}}, "report_threshold"),
    ],
)
def test_a_run_that_cannot_be_is_refused_before_it_begins(
    settings: dict[str, Any], where: str
) -> None:
    with pytest.raises(FulcrumError) as told:
        ScreenSpec(data=Path("data"), out=Path("out"), **settings)
    assert told.value.where == where
    assert told.value.mend


@pytest.mark.parametrize("memory", ["512MB", "1GB", "1.5 GB", "2GiB", "1TB"])
def test_amounts_of_memory(memory: str) -> None:
    spec = ScreenSpec(data=Path("data"), out=Path("out"), memory=memory)
    assert (spec.memory, spec.rule) == (memory, Rule())
