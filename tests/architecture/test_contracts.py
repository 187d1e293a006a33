"""The seven import contracts hold, and no module is in a cycle."""

import pytest

from tests.architecture.graph import ROOT, cycles, graph, lint, module_imports


def test_the_seven_contracts_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 kept, 0 broken" in done.stdout


def test_no_module_is_in_a_cycle() -> None:
    assert cycles(module_imports(graph())) == []


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ({}, []),
        ({"a": {"b"}, "b": {"c"}}, []),
        ({"a": {"b"}, "b": {"a"}}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}, [["b", "c"]]),
    ],
)
def test_cycles_are_found(imports: dict[str, set[str]], expected: list[list[str]]) -> None:
    assert cycles(imports) == expected
