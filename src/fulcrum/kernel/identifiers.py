"""Identifiers with check digits: the Legal Entity Identifier (ISO 17442)."""

import re

from fulcrum.kernel.errors import FulcrumError

LEI_LENGTH = 20
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_SPACES = re.compile(r"[\s\-]+")


def _as_number(text: str) -> int:
    """Letters as 10 to 35, as ISO 7064 reads them."""
    return int("".join(str(int(letter, 36)) for letter in text))


def lei_check_digits(body: str) -> str:
    """The two check digits of an LEI's first 18 characters (ISO 7064 MOD 97-10)."""
    return f"{98 - _as_number(body + '00') % 97:02d}"


def tidy_lei(text: str) -> str:
    """An LEI as it is stored: capitals, no spaces or hyphens."""
    return _SPACES.sub("", text).upper()


def is_lei(text: str) -> bool:
    """Whether a tidy text is an LEI whose check digits are right."""
    return bool(_LEI.fullmatch(text)) and _as_number(text) % 97 == 1


def parse_lei(text: str) -> str:
    """A tidy, checked LEI.

    Raises:
        FulcrumError: wrong length, wrong characters, or wrong check digits.
    """
    lei = tidy_lei(text)
    if len(lei) != LEI_LENGTH:
        raise FulcrumError(
            f"An LEI has {LEI_LENGTH} characters; this has {len(lei)}.",
            mend="Copy it again from the register.",
        )
    if not _LEI.fullmatch(lei):
        raise FulcrumError(
            "An LEI has letters A to Z and digits only, and ends in two digits.",
            mend="Copy it again from the register.",
        )
    if not is_lei(lei):
        raise FulcrumError(
            "The check digits of this LEI are wrong.", mend="Look for a mistyped character."
        )
    return lei
