"""The house's own figures: how large, how tangled, how documented, how tested.

    python -m tools.figures            print them; 1 when one got worse than its rule allows
    python -m tools.figures --record   also keep those that got better, in docs/figures.json

A figure is compared with the best value recorded so far, so that small steps back do not add up.
"""

import ast
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "docs" / "figures.json"
LONG_FUNCTION = 50
Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Rule:
    """What a figure may be.

    Attributes:
        text: what it measures.
        bound: never beyond this; None when only the record counts.
        slack: how much worse than the record it may be.
        lower_is_better: which way is better.
    """

    text: str
    bound: float | None
    slack: float = 0.0
    lower_is_better: bool = True

    def is_better(self, value: float, than: float) -> bool:
        """Whether a value is better than another."""
        return value < than if self.lower_is_better else value > than

    def verdict(self, value: float, recorded: float | None) -> str:
        """What is wrong with a value; empty when nothing is."""
        if self.bound is not None and self.is_better(self.bound, value):
            return f"beyond its bound {self.bound:g}"
        slack = self.slack if self.lower_is_better else -self.slack
        if recorded is not None and self.is_better(recorded + slack, value):
            return f"worse than recorded ({recorded:g}, slack {self.slack:g})"
        return ""


RULES = {
    "file_lines_median": Rule("lines of a file, median", 120, 5),
    "file_lines_p90": Rule("lines of a file, 9 of 10 within", 300, 15),
    "file_lines_max": Rule("lines of the longest file", 600, 50),
    "function_lines_median": Rule("lines of a function without docstring, median", 8),
    "function_lines_p90": Rule("lines of a function, 9 of 10 within", 25, 1),
    "function_lines_max": Rule("lines of the longest function", None, 5),
    "function_long_share": Rule(f"share of functions over {LONG_FUNCTION} lines", 0.02, 0.001),
    "class_lines_max": Rule("lines of the longest class", 300, 25),
    "modules_in_cycles": Rule("modules in an import cycle", 0),
    "annotated_share": Rule("share of functions fully annotated", 1.0, lower_is_better=False),
    "documented_share": Rule(
        "share of public things with a docstring", 0.9, 0.005, lower_is_better=False
    ),
    "test_ratio": Rule("lines of tests for a line of source", None, 0.03, lower_is_better=False),
    "coverage": Rule("lines and branches covered, %", 95, 0.3, lower_is_better=False),
}


@dataclass
class Tally:
    """What was counted in the source."""

    file_lines: list[int] = field(default_factory=list)
    function_lines: list[int] = field(default_factory=list)
    class_lines: list[int] = field(default_factory=list)
    annotated: int = 0
    public: int = 0
    documented: int = 0


def _line_count(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: Documented) -> int:
    return _line_count(node.body[0]) if ast.get_docstring(node) is not None else 0


def is_annotated(function: Function) -> bool:
    """Whether every parameter (but self and cls) and the result has a type."""
    spec = function.args
    named = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
    named += [arg for arg in (spec.vararg, spec.kwarg) if arg]
    return function.returns is not None and all(
        arg.annotation or arg.arg in {"self", "cls"} for arg in named
    )


def _children(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | Function]:
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef):
            yield child


def public_things(node: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """A module or class, and the public classes and functions in it; Django's Meta is not one."""
    yield node
    for child in _children(node):
        if child.name.startswith("_") or child.name == "Meta":
            continue
        if isinstance(child, ast.ClassDef):
            yield from public_things(child)
        else:
            yield child


def count_module(text: str, tally: Tally) -> None:
    """Add one module's counts."""
    tree = ast.parse(text)
    if text.strip():
        tally.file_lines.append(len(text.splitlines()))
    for node in ast.walk(tree):
        if isinstance(node, Function):
            tally.function_lines.append(_line_count(node) - _docstring_lines(node))
            tally.annotated += is_annotated(node)
        elif isinstance(node, ast.ClassDef):
            tally.class_lines.append(_line_count(node))
    things = list(public_things(tree)) if tree.body else []
    tally.public += len(things)
    tally.documented += sum(ast.get_docstring(thing) is not None for thing in things)


def python_files(folder: Path) -> list[Path]:
    """The modules of a folder; migrations are made by a tool and not counted."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def ninth_decile(values: Sequence[int]) -> float:
    """The value that nine of ten do not exceed."""
    ordered = sorted(values)
    return float(ordered[max(0, -(-len(ordered) * 9 // 10) - 1)])


def size_figures(tally: Tally) -> dict[str, float]:
    """The figures that the syntax tree gives."""
    functions = tally.function_lines
    return {
        "file_lines_median": statistics.median(tally.file_lines),
        "file_lines_p90": ninth_decile(tally.file_lines),
        "file_lines_max": max(tally.file_lines),
        "function_lines_median": statistics.median(functions),
        "function_lines_p90": ninth_decile(functions),
        "function_lines_max": max(functions),
        "function_long_share": sum(n > LONG_FUNCTION for n in functions) / len(functions),
        "class_lines_max": max(tally.class_lines, default=0),
        "annotated_share": tally.annotated / len(functions),
        "documented_share": tally.documented / tally.public,
    }


def modules_in_cycles() -> int:
    """How many modules reach themselves by imports."""
    import grimp  # noqa: PLC0415 - the other figures need no import graph

    graph = grimp.build_graph("fulcrum", cache_dir=None)

    def is_in_cycle(module: str) -> bool:
        imported = graph.find_modules_directly_imported_by(module)
        return any(graph.chain_exists(importer=other, imported=module) for other in imported)

    return sum(is_in_cycle(module) for module in graph.modules)


def coverage_share(data: Path) -> float | None:
    """Percent covered, by the data of the last test run; None without any."""
    if not data.exists():
        return None
    import io  # noqa: PLC0415 - as grimp

    from coverage import Coverage  # noqa: PLC0415 - as grimp
    from coverage.exceptions import CoverageException  # noqa: PLC0415 - as grimp

    measured = Coverage(data_file=str(data))
    measured.load()
    try:
        return round(measured.report(file=io.StringIO()), 2)
    except CoverageException:
        return None


def lines_in(folder: Path) -> int:
    """Lines of Python in a folder."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in python_files(folder))


def measure(root: Path) -> dict[str, float]:
    """Every figure of a tree."""
    tally, source = Tally(), root / "src" / "fulcrum"
    for path in python_files(source):
        count_module(path.read_text("utf-8"), tally)
    figures = size_figures(tally)
    figures["modules_in_cycles"] = modules_in_cycles()
    figures["test_ratio"] = lines_in(root / "tests") / lines_in(source)
    covered = coverage_share(root / ".coverage")
    if covered is not None:
        figures["coverage"] = covered
    return {name: round(value, 4) for name, value in figures.items()}


def compare(figures: dict[str, float], recorded: dict[str, float]) -> dict[str, str]:
    """What is wrong with each figure; empty texts for those that are well."""
    return {name: RULES[name].verdict(value, recorded.get(name)) for name, value in figures.items()}


def improved(figures: dict[str, float], recorded: dict[str, float]) -> dict[str, float]:
    """The record with what got better, and with what it did not have."""
    better = {
        name: value
        for name, value in figures.items()
        if name not in recorded or RULES[name].is_better(value, recorded[name])
    }
    merged = recorded | better
    return {name: merged[name] for name in RULES if name in merged}


def print_table(
    figures: dict[str, float], recorded: dict[str, float], verdicts: dict[str, str]
) -> None:
    """One line for each figure."""
    print(f"{'figure':46} {'now':>9} {'recorded':>9} {'bound':>7}")
    for name, rule in RULES.items():
        now = f"{figures[name]:g}" if name in figures else "not run"
        best = f"{recorded[name]:g}" if name in recorded else "-"
        bound = "-" if rule.bound is None else f"{rule.bound:g}"
        print(f"{rule.text:46} {now:>9} {best:>9} {bound:>7}  {verdicts.get(name, '')}".rstrip())


def main(arguments: list[str]) -> int:
    """Measure, compare, print; 1 when a figure got worse."""
    recorded = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    figures = measure(ROOT)
    verdicts = compare(figures, recorded)
    print_table(figures, recorded, verdicts)
    if any(verdicts.values()):
        return 1
    if "--record" in arguments:
        text = json.dumps(improved(figures, recorded), indent=2)
        RECORD.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
