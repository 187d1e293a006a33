"""Korean: the Revised Romanisation, syllable by syllable; sounds that change at joints are not."""

from unicodedata import normalize

STANDARD = "Revised Romanisation of Korean (2000), without changes at joints"
FIRST, COUNT_VOWELS, COUNT_LAST = 0xAC00, 21, 28
INITIAL = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()  # noqa: SIM905 - a table reads best
VOWEL = (
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()  # noqa: SIM905 - as above
)
LAST = (
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()  # noqa: SIM905 - as above
)


def word(text: str) -> str:
    """A word in Latin letters; what is no whole syllable is left as it is."""
    found = ""
    for letter in normalize("NFC", text):
        code = ord(letter) - FIRST
        if not 0 <= code < len(INITIAL) * COUNT_VOWELS * COUNT_LAST:
            found += letter
            continue
        head, rest = divmod(code, COUNT_VOWELS * COUNT_LAST)
        vowel, last = divmod(rest, COUNT_LAST)
        found += f"{INITIAL[head]}{VOWEL[vowel]}{LAST[last]}".replace("-", "")
    return found
