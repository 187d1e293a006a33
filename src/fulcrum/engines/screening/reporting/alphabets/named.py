"""Scripts whose letters Unicode names by their sound: of India, of Ethiopia, and kana.

An Indic consonant carries an a unless a vowel sign or a virama follows it; so do the names.
"""

from re import Match, fullmatch
from unicodedata import name

INDIC = (
    "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA",
    "MALAYALAM", "KHMER",
)  # fmt: skip
KANA = ("HIRAGANA", "KATAKANA")
SCRIPTS = (*INDIC, *KANA, "ETHIOPIC")
STANDARD = "By the letters' names in Unicode, after ISO 15919 and Hepburn, without diacritics"
KINDS = r"(?P<script>\w+) (?P<kind>LETTER|SYLLABLE|VOWEL SIGN|INDEPENDENT VOWEL|SIGN) (?P<told>.+)"
SOUNDS = {
    "aa": "a", "ii": "i", "uu": "u", "ee": "e", "oo": "o", "vocalic r": "ri", "candra e": "e",
    "candra o": "o", "ca": "cha", "cha": "chha", "tta": "ta", "ttha": "tha", "dda": "da",
    "ddha": "dha", "nna": "na", "nga": "nga", "nya": "nya", "ssa": "sha", "nnna": "na", "llla": "zha", "lla": "la", "rra": "ra",
}  # fmt: skip
HEPBURN = {
    "si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu",
    "wo": "o",
}  # fmt: skip
ENDINGS = {"anusvara": "n", "candrabindu": "n", "visarga": "h", "bindi": "n", "nikahit": "m"}
STOPS = {"virama", "asat", "coeng"}


def word(text: str) -> str:
    """A word in Latin letters; what is not named by its sound is left as it is."""
    found, doubled = "", False
    for letter in text:
        named = fullmatch(KINDS, name(letter, ""))
        if named is None or named["script"] not in SCRIPTS:
            found += "" if name(letter, "").endswith("PROLONGED SOUND MARK") else letter
            continue
        told = named["told"].lower().removeprefix("glottal ").removeprefix("pharyngeal ")
        if named["script"] in KANA:
            found, doubled = _kana(found, told, doubled=doubled)
        else:
            found = _with_letter(found, told, named)
    return found


def _with_letter(found: str, told: str, named: Match[str]) -> str:
    if named["kind"] == "VOWEL SIGN":
        return found.removesuffix("a") + SOUNDS.get(told, told)
    if named["kind"] == "SIGN":
        return found.removesuffix("a") if told in STOPS else found + ENDINGS.get(told, "")
    return found + (SOUNDS.get(told, told) if named["script"] in INDIC else told)


def _kana(found: str, told: str, *, doubled: bool) -> tuple[str, bool]:
    """What was found with one more sign, and whether the next consonant is doubled."""
    if told == "small tu":
        return found, True
    if told.startswith("small y") and found.endswith("i"):
        stem = found.removesuffix("i")
        soft = stem.endswith(("sh", "ch", "j"))
        return stem + (told[-1] if soft else told.removeprefix("small ")), False
    sound = HEPBURN.get(told.removeprefix("small "), told.removeprefix("small "))
    return found + (sound[0] if doubled else "") + sound, False
