"""The pseudo-locale: every text that passes through gettext comes back ⟦àççéñţéð⟧ and longer.

What is not in brackets on a page in this language was never handed to gettext; what breaks in it
would break in a language with longer words. Offered in the showcase and to tests alone.
"""

import re
from typing import Any

from django.utils.translation import trans_real

CODE = "en-xa"
NAME = "⟦Ƥšéûðö⟧"
OPEN, CLOSE = "⟦", "⟧"
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzACDEGHIKLNORSTUWYZ",
    "àƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛŴÝŽ",
)
# Placeholders, tags and entities are not words.
_KEEP = re.compile(r"(%\([^)]*\)[a-z]|%[sd%]|\{[^}]*\}|<[^>]*>|&[#a-z0-9]+;)")


def pseudo(text: str) -> str:
    """A text in the pseudo-locale; what has no letters stays as it is."""
    if not any(letter.isalpha() for letter in _KEEP.sub("", text)):
        return text
    parts = _KEEP.split(text)
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    return f"{OPEN}{''.join(parts)}{CLOSE}"


class PseudoTranslation(trans_real.DjangoTranslation):
    """A catalogue made as it is asked. Formats of dates are English's: they are no prose."""

    def __init__(self) -> None:
        super().__init__(CODE)

    def gettext(self, message: str) -> str:
        """One text; what stands before a context's mark is not part of it."""
        return pseudo(message.rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One text of two."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def install() -> None:
    """Make the language known to Django (its catalogue is not a file)."""
    known: dict[str, Any] = vars(trans_real)["_translations"]  # there is no other door
    known[CODE] = PseudoTranslation()
