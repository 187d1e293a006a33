"""Latin letters beyond A to Z: taken apart, or by a small table where Unicode does not."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from unicodedata import combining, normalize

STANDARD = "Letters without their marks (Unicode NFKD)"
WHOLE = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ħ": "h", "ŋ": "ng", "ə": "a", "ɗ": "d", "ɓ": "b", "ƙ": "k", "ʼ": "'", "ʻ": "'", "ʿ": "'",
    "ʾ": "'", "ĸ": "k", "ŧ": "t", "ƴ": "y",
}  # fmt: skip


def unmarked(text: str) -> str:
    """A text without marks on its letters; other letters are left as they are."""
    apart = normalize("NFKD", text)
    return "".join(letter for letter in apart if not combining(letter))


def word(text: str) -> str:
    """A word with plain letters; what has none is left as it is."""
    found = ""
    for letter in unmarked(text):
        plain = WHOLE.get(letter.lower())
        if plain is None:
            found += letter
        else:
            found += plain if letter.islower() or letter.lower() == letter else plain.capitalize()
    return found
