"""Every command explains itself, with an example that its own parser takes."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from fulcrum.cli.main import app
from tests.deploy.commands import commands

FILES = (
    "monday.fulcrum-backup",
    "backup-key.txt",
    "members.xlsx",
    "assessments.xlsx",
    "commitments.xlsx",
)
_EXAMPLE = re.compile(r"Example: ((?:[A-Z_]+=\S+ )*)fulcrum ([^>\n]+?)(?: >> \S+)?$", re.MULTILINE)


def command(words: str) -> Any:
    """A command by the words it is called with."""
    found: Any = get_command(app)
    for word in words.split():
        found = found.commands[word]
    return found


@pytest.mark.parametrize("words", sorted(commands()))
def test_help_has_an_example_that_works(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        (tmp_path / name).touch()
    here = command(words)
    example = _EXAMPLE.search(here.help)
    assert example, f"`fulcrum {words} --help` has no example"
    assert example[2].startswith(words)
    here.make_context(words, shlex.split(example[2].removeprefix(words)))


@pytest.mark.parametrize("words", sorted(commands()))
def test_every_option_says_what_it_does(words: str) -> None:
    silent = [one.name for one in command(words).params if not (one.help or one.hidden)]
    assert [name for name in silent if name != "help"] == []
