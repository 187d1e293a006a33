import json
import sys

import pytest
import typer

from fulcrum.cli import output


def test_results_and_remarks_go_apart(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("on it")
    output.result("done")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("done\n", "fulcrum: on it\n")


@pytest.mark.parametrize("values", [{"who": "Ж", "at": None}, [{"n": 1}, {"n": 2}]])
def test_json_is_one_line_that_reads_back(
    values: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    output.result_json(values)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert json.loads(said) == values


def test_stopping_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    left = output.stop("no", output.MISUSED)
    assert isinstance(left, typer.Exit)
    assert left.exit_code == 2
    assert capsys.readouterr().err == "fulcrum: no\n"


@pytest.mark.parametrize("watched", [True, False])
def test_it_knows_whether_somebody_looks(monkeypatch: pytest.MonkeyPatch, *, watched: bool) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched, raising=False)
    assert output.is_watched() is watched
