"""Arabic script: Arabic, Persian and Urdu letters.

Short vowels are not written in Arabic, so they cannot be read off: what comes out are the
consonants and long vowels. Where the bank holds a spelling of its own (of the passport, say), hand
that over instead: it is always better.
"""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from re import sub
from unicodedata import normalize

STANDARD = "ALA-LC romanisation of Arabic, simplified; short vowels are not in the original"
LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ۀ": "h", "ہ": "h", "ھ": "h", "ة": "h", "ء": "'",
    "ؤ": "'", "ئ": "'", "ى": "a", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ٹ": "t", "ڈ": "d",
    "ڑ": "r", "ں": "n", "ے": "e",
    "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0670": "a", "\u064b": "an", "\u064c": "un",
    "\u064d": "in",
}  # fmt: skip
SILENT = {"\u0652", "\u0640", "\u0653", "\u0654", "\u0655"}  # sukun, stretching, seats
DOUBLED = "\u0651"
SHORT = "([\u064b-\u0650])"
GLIDES = {"و": ("w", "u"), "ي": ("y", "i"), "ی": ("y", "i")}
VOWELS = set("aeiu")
LEAST = 5  # letters from which a leading al is taken for the article


def _glide(word: str, place: int, before: str) -> str:
    """Waw and ya are consonants at the beginning and beside vowels, long vowels elsewhere."""
    consonant, vowel = GLIDES[word[place]]
    after = word[place + 1 : place + 2]
    sounded = LETTERS.get(after, "")[:1] in VOWELS or after in GLIDES
    last = before[-1:]
    if last == vowel:
        return ""  # the short vowel before it says the same
    return consonant if not before or last in VOWELS or sounded else vowel


def word(text: str) -> str:
    """A word in Latin letters; letters that are not known are left as they are."""
    # Unicode sorts the sign of doubling after the vowel that it is spoken before.
    text = sub(f"{SHORT}{DOUBLED}", rf"{DOUBLED}\1", normalize("NFC", text))
    article = text.startswith("ال") and len(text) >= LEAST
    body = text[2:] if article else text
    found = ""
    for place, letter in enumerate(body):
        if letter in SILENT:
            continue
        if letter == DOUBLED:
            found += found[-1:]
        elif letter in GLIDES:
            found += _glide(body, place, found)
        else:
            found += LETTERS.get(letter, letter)
    return f"al-{found}" if article else found
