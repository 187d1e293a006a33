"""A bank's own values of parameters, kept in a TOML file that people edit and review."""

import tomllib
from math import isfinite
from pathlib import Path
from typing import Any

from fulcrum.kernel.errors import FulcrumError


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says.

    Raises:
        FulcrumError: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FulcrumError(
            f"The file cannot be read: {error.strerror}.", where=str(path), mend="Check its name."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FulcrumError(
            f"This is not TOML: {error}.", where=str(path), mend="Correct that line."
        ) from None


def read_parameters(path: Path) -> dict[str, dict[str, Any]]:
    """Values by indicator and parameter, for instance `[I05]` and `report_threshold = 9000`.

    Raises:
        FulcrumError: it is not TOML, something in it stands outside an indicator, or a number has
            no end.
    """
    told = read_toml(path)
    loose = sorted(key for key, value in told.items() if not isinstance(value, dict))
    if loose:
        raise FulcrumError(
            f"{loose[0]} stands outside an indicator.",
            where=str(path),
            mend="Write the indicator above it, for instance [I05].",
        )
    endless = [
        name
        for one in told.values()
        for name, value in one.items()
        if isinstance(value, float) and not isfinite(value)
    ]
    if endless:
        raise FulcrumError(f"{endless[0]} is no number.", where=str(path), mend="Give a number.")
    return told
