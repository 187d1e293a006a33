"""Nothing of reporting and learning can send anything: filing is recorded, never done."""

import ast
from pathlib import Path

import pytest

from fulcrum.engines.screening import learning, reporting

SPEAKS = {
    "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx",
    "subprocess", "multiprocessing", "django", "os",
}  # fmt: skip
FILES = sorted(
    file for package in (learning, reporting) for file in Path(package.__path__[0]).rglob("*.py")
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_module_can_speak_to_anybody(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not named & SPEAKS
    assert "numpy" not in named
