import ast
import json
from pathlib import Path

import pytest

from tools import figures
from tools.figures import RULES, Rule, Tally, compare, count_module, improved

MODULE = '''"""A module."""


class Thing:
    """A thing."""

    class Meta:
        pass

    def shown(self, size: int, *rest: str, **named: str) -> int:
        """Shown."""
        return size

    def bare(self, size):
        return size

    def _hidden(self) -> None:
        pass
'''


def tally_of(text: str) -> Tally:
    tally = Tally()
    count_module(text, tally)
    return tally


def test_a_module_is_counted() -> None:
    tally = tally_of(MODULE)
    assert tally.file_lines == [len(MODULE.splitlines())]
    assert sorted(tally.function_lines) == [2, 2, 2]
    assert tally.annotated == 2
    assert (tally.documented, tally.public) == (3, 4)
    assert max(tally.class_lines) == 15


def test_an_empty_module_counts_for_nothing() -> None:
    assert tally_of("") == Tally()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f() -> None: ...", True),
        ("def f(): ...", False),
        ("def f(a: int, /, b: int, *, c: int) -> int: ...", True),
        ("def f(a, /) -> int: ...", False),
        ("def f(*, c) -> int: ...", False),
        ("def f(*rest) -> int: ...", False),
        ("def f(**rest) -> int: ...", False),
        ("async def f(self, a: int) -> int: ...", True),
    ],
)
def test_annotations_are_asked_of_every_parameter(code: str, *, expected: bool) -> None:
    function = ast.parse(code).body[0]
    assert isinstance(function, figures.Function)
    assert figures.is_annotated(function) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1], 1), ([1, 2], 2), (list(range(1, 11)), 9), (list(range(1, 101)), 90)],
)
def test_nine_of_ten_are_within_the_ninth_decile(values: list[int], expected: int) -> None:
    assert figures.ninth_decile(values) == expected


@pytest.mark.parametrize(
    ("rule", "value", "recorded", "expected"),
    [
        (Rule("", 10, 2), 5, 5, ""),
        (Rule("", 10, 2), 7, 5, ""),
        (Rule("", 10, 2), 8, 5, "worse than recorded (5, slack 2)"),
        (Rule("", 10, 2), 11, 10, "beyond its bound 10"),
        (Rule("", None, 2), 400, None, ""),
        (Rule("", 95, 1, lower_is_better=False), 96, 97, ""),
        (Rule("", 95, 1, lower_is_better=False), 95.5, 97, "worse than recorded (97, slack 1)"),
        (Rule("", 95, 1, lower_is_better=False), 94, None, "beyond its bound 95"),
    ],
)
def test_a_figure_may_not_get_worse_than_its_rule_allows(
    rule: Rule, value: float, recorded: float | None, expected: str
) -> None:
    assert rule.verdict(value, recorded) == expected


def test_only_better_figures_are_recorded() -> None:
    recorded = {"file_lines_max": 300.0, "test_ratio": 0.9}
    found = improved({"file_lines_max": 310, "test_ratio": 1.0, "coverage": 96}, recorded)
    assert found == {"file_lines_max": 300, "test_ratio": 1.0, "coverage": 96}


def test_the_record_of_the_house_is_complete_and_within_bounds() -> None:
    recorded = json.loads(figures.RECORD.read_text("utf-8"))
    assert set(recorded) == set(RULES)
    assert set(compare(recorded, recorded).values()) == {""}


def test_without_coverage_data_there_is_no_coverage(tmp_path: Path) -> None:
    assert figures.coverage_share(tmp_path / ".coverage") is None


def run(monkeypatch: pytest.MonkeyPatch, path: Path, longest: float, *arguments: str) -> int:
    monkeypatch.setattr(figures, "RECORD", path)
    monkeypatch.setattr(figures, "measure", lambda _root: {"file_lines_max": longest})
    return figures.main(list(arguments))


def test_a_worse_figure_fails_and_is_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.json"
    assert run(monkeypatch, path, 200, "--record") == 0
    assert run(monkeypatch, path, 400, "--record") == 1
    assert "worse than recorded (200, slack 50)" in capsys.readouterr().out
    assert run(monkeypatch, path, 150) == 0
    assert json.loads(path.read_text("utf-8")) == {"file_lines_max": 200}
