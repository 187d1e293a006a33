"""The import graph, the tree's files, and how to lint a tree."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PROGRAMS = Path(sys.executable).parent


@lru_cache(maxsize=1)
def graph() -> grimp.ImportGraph:
    """Which module imports which, imports inside functions included."""
    return grimp.build_graph("fulcrum", cache_dir=None)


def cycles(imports: dict[str, set[str]]) -> list[list[str]]:
    """Sets of modules that reach one another (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in imports.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            at = stack.index(node)
            component, stack[at:] = stack[at:], []
            if len(component) > 1:
                found.append(sorted(component))

    for node in sorted(imports):
        if node not in index:
            visit(node)
    return found


def module_imports(built: grimp.ImportGraph) -> dict[str, set[str]]:
    """Direct imports of every module of ours."""
    return {
        module: {
            other
            for other in built.find_modules_directly_imported_by(module)
            if other.startswith("fulcrum")
        }
        for module in built.modules
    }


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of a tree."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [PROGRAMS / "lint-imports", "--no-cache", "--no-logo"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def kept_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository; outside of one, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        made = {".venv", "node_modules", "vendor", "__pycache__", "_build", "_generated", "var"}
        paths = {path for path in ROOT.rglob("*") if made.isdisjoint(path.parts)}
    else:
        paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file kept."""
    for path in kept_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
