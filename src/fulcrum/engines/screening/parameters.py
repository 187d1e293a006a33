"""A bank's own values of parameters, kept in a TOML file that people edit and review."""

import tomllib
from pathlib import Path
from typing import Any

from fulcrum.kernel.errors import FulcrumError


def read_parameters(path: Path) -> dict[str, dict[str, Any]]:
    """Values by indicator and parameter, for instance `[I05]` and `report_threshold = 9000`.

    Raises:
        FulcrumError: it is not TOML, or something in it stands outside an indicator.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FulcrumError(
            f"This is not TOML: {error}.", where=str(path), mend="Correct that line."
        ) from None
    loose = sorted(key for key, value in told.items() if not isinstance(value, dict))
    if loose:
        raise FulcrumError(
            f"{loose[0]} stands outside an indicator.",
            where=str(path),
            mend="Write the indicator above it, for instance [I05].",
        )
    return told
