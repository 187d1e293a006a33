"""Formula escaping: text a spreadsheet would run gets a leading apostrophe, and loses it again.

Text that itself begins with apostrophes and then such a character gets one more, so that the
way out and back loses nothing. See OWASP, "CSV Injection"; it counts full-width signs in too.
"""

import re
from typing import Any

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - some spreadsheets run these too


def escape_formula(value: Any) -> Any:
    """A value that no spreadsheet runs; numbers and dates stay what they are."""
    if isinstance(value, str) and _RISKY.match(value):
        return f"'{value}"
    return value


def unescape_formula(value: str) -> str:
    """The text before `escape_formula`."""
    return value[1:] if value.startswith("'") and _RISKY.match(value[1:]) else value
