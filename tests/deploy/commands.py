"""The commands that files for operators may call."""

from functools import lru_cache
from typing import Any

from typer.main import get_command

from fulcrum.cli.main import app


def _walk(group: Any, path: tuple[str, ...] = ()) -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        here = (*path, name)
        found |= _walk(command, here) if hasattr(command, "commands") else {" ".join(here)}
    return found


@lru_cache(maxsize=1)
def commands() -> frozenset[str]:
    """Every command, as it is typed after `fulcrum`."""
    return frozenset(_walk(get_command(app)))
