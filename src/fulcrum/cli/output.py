"""What commands say: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import typer

FOUND = 1  # a problem in the data or on the machine
MISUSED = 2
INTERRUPTED = 130  # as shells say it of Ctrl+C


def say(text: str) -> None:
    """Tell how far things are, beside the results."""
    typer.echo(f"fulcrum: {text}", err=True)


def result(text: str) -> None:
    """Print a line of the result."""
    typer.echo(text)


def result_json(values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
    """Print a result for machines."""
    typer.echo(json.dumps(values, ensure_ascii=False, default=str))


def stop(text: str, code: int = FOUND) -> typer.Exit:
    """Say what is wrong; raise what this returns to end the command."""
    say(text)
    return typer.Exit(code)


def is_watched() -> bool:
    """Whether somebody looks at standard error, so that a bar that moves makes sense."""
    return sys.stderr.isatty()
