"""Texts as files hold them: without what neither XML nor a reader can take."""

from unicodedata import category, name

# They turn what follows around on the page and could show another text than the one that is there.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT = frozenset("\t\n")
NONE = frozenset("\ufffe\uffff")


def _is_harmful(letter: str) -> bool:
    if letter in KEPT:
        return False
    return letter in TURNING or letter in NONE or category(letter) in {"Cc", "Cs"}


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without control characters, halves of pairs and direction marks.

    Returns:
        The text, and the names of what was dropped, each once.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = {letter for letter in text if _is_harmful(letter)}
    if not lost:
        return text, ()
    names = {name(letter, "").lower() or f"U+{ord(letter):04X}" for letter in lost}
    return "".join(letter for letter in text if letter not in lost), tuple(sorted(names))
