"""What the documentation names exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from fulcrum.cli.main import app
from tests.architecture.graph import ROOT
from tests.deploy.commands import commands

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if not {"_build", "_generated"} & set(page.parts)]
_CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`|^ {4}(\S[^\n]*)$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"(?:^|[ /])fulcrum ((?:[a-z][a-z-]* ?)+)", re.MULTILINE)
_OPTION = re.compile(r"(?:^|\s)(--[a-z-]+)")
_TARGET = re.compile(r"(?:^|\s)make ([a-z0-9]+)")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def code_of(page: Path) -> str:
    """What a page shows as code."""
    found = _CODE.findall(page.read_text("utf-8"))
    return "\n".join("".join(parts) for parts in found)


def named_commands(code: str) -> Iterator[str]:
    """The `fulcrum` commands among code; an image, a group or a role of that name is none."""
    others = r"docker (build|run).*fulcrum\b|(-g|--owner) fulcrum\b"
    for words in _COMMAND.findall(re.sub(others, "", code)):
        yield words.strip()


def named_options(code: str) -> Iterator[tuple[str, str]]:
    """Each option that a line of code gives a `fulcrum` command."""
    for line in code.replace("\\\n", " ").splitlines():
        for found in _COMMAND.finditer(line):
            known = command_in(found[1])
            yield from ((known, option) for option in _OPTION.findall(line[found.end() :]) if known)


def command_in(words: str) -> str:
    """The command that words begin with; "" when they begin with none."""
    return next((known for known in commands() if f"{words.strip()} ".startswith(f"{known} ")), "")


def options_of(words: str) -> set[str]:
    """The options a command takes."""
    found: Any = get_command(app)
    for word in words.split():
        found = found.commands[word]
    return {option for parameter in found.params for option in parameter.opts}


def is_command(words: str) -> bool:
    """Whether words begin with a command, or name an area of commands."""
    return any(f"{words} ".startswith(f"{known} ") for known in commands()) or any(
        known.startswith(f"{words} ") for known in commands()
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_targets_exist(page: Path) -> None:
    code = code_of(page)
    targets = set(
        re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    assert [words for words in named_commands(code) if not is_command(words)] == []
    assert set(_TARGET.findall(code)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_options_exist(page: Path) -> None:
    named = named_options(code_of(page))
    assert [one for one in named if one[1] not in options_of(one[0]) | {"--help"}] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_of_the_documentation_has_text() -> None:
    short = [str(page) for page in PAGES if len(page.read_text("utf-8")) < 200]
    assert [name for name in short if not name.endswith("index.md")] == []
