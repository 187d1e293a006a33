"""A name as the words it is made of, folded so that spellings of one name meet.

Accents, case, order of words, punctuation, German umlauts, and Cyrillic and Greek letters are
folded. What is folded away is not information about a person: no title, for instance, is kept.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from fulcrum.engines.screening.names.words import (
    APOSTROPHES,
    DIGRAPHS,
    FORMS,
    LETTERS,
    PARTICLES,
    SAME,
    SCRIPTS,
    SERVANT_OF,
    TITLES,
    TRADE_WORDS,
)

FULL, INITIAL, TRADE, PARTICLE, FORM = 1.0, 0.5, 0.3, 0.2, 0.1
LONGEST_NAME = 500
MOST_WORDS = 20
_WORD = re.compile("[A-Za-z0-9]+")
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("x"), "ks"),
    (re.compile("tch|tsch|cz"), "ch"),
    (re.compile("[ckqg]h"), "k"),
    (re.compile("dj|zh|[jy]"), "j"),
    (re.compile("[cq]"), "k"),
    (re.compile("z"), "s"),
    (re.compile("[wv]"), "v"),
)
_VOWELS = re.compile("[aeiouhj]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        shown: as the name has it.
        folded: as it is compared.
        weight: how much it says, ours: 1 a word, 0.5 an initial, 0.3 a word of trade, 0.2 a
            particle, 0.1 a legal form or title. A name of nothing else has its words of trade or
            its particles counted whole.
    """

    shown: str
    folded: str
    weight: float

    @property
    def is_full(self) -> bool:
        """Whether it counts whole."""
        return self.weight == FULL


def clean(text: str) -> str:
    """Text without control and direction marks, single blanks between words."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
    return " ".join(kept.split())


def _latin(text: str) -> str:
    """Lower case, without accents, in Latin letters where we know how."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower.translate(SCRIPTS))
    bare = "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", bare).translate(SCRIPTS).translate(LETTERS)


def fold_word(text: str) -> str:
    """One word as it is compared."""
    word = _latin(text)
    word = SAME.get(word, word)
    for two, one in DIGRAPHS:
        word = word.replace(two, one)
    return word


def _weight(folded: str) -> float:
    if folded in FORMS or folded in TITLES:
        return FORM
    if folded in PARTICLES:
        return PARTICLE
    if folded in TRADE_WORDS:
        return TRADE
    is_letter = len(folded) == 1 and folded.isascii() and folded.isalpha()
    return INITIAL if is_letter else FULL


def _pieces(text: str) -> list[str]:
    """Runs of letters, digits and marks on them."""
    if text.isascii():
        return _WORD.findall(text)
    return "".join(one if unicodedata.category(one)[0] in "LNM" else " " for one in text).split()


def _joined(pieces: list[str]) -> list[str]:
    """Letters that together are a legal form (L.L.C.) as one word; and so is Abd al- (Abdul)."""
    found: list[str] = []
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and len(pieces[end]) == 1:
            end += 1
        letters = "".join(pieces[at:end])
        if end - at > 2 and letters.casefold() in FORMS:  # two may be initials
            found.append(letters)
            at = end
        elif [one.casefold() for one in pieces[at : at + 2]] in SERVANT_OF:
            found.append("".join(pieces[at : at + 2]))
            at += 2
        else:
            found.append(pieces[at])
            at += 1
    return found


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name, in its order; none where there is no letter or digit."""
    text = clean(name[:LONGEST_NAME])
    text = unicodedata.normalize("NFKC", text).translate(APOSTROPHES)
    found = []
    for piece in _joined(_pieces(text)):
        folded = fold_word(piece)
        if folded:
            found.append(Word(piece, folded, _weight(folded)))
    return _promoted(tuple(found[:MOST_WORDS]))


def _promoted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    for light in (TRADE, PARTICLE):
        if any(one.is_full for one in words):
            break
        words = tuple(replace(one, weight=FULL) if one.weight == light else one for one in words)
    return words


def fold(name: str) -> str:
    """A name folded whole, its words in the order of the alphabet; "" where there is none."""
    return " ".join(sorted(one.folded for one in words_of(name)))


def sound(folded: str) -> str:
    """What a folded word sounds like, roughly: its consonants, with those that alphabets mix up.

    Ours, after the idea of Soundex (Russell 1918) and its successors: vowels and h are left out
    but for a first vowel, which any other may stand for.

    Returns:
        "" for words of fewer than four letters, in other scripts, with digits, or with fewer than
        three such sounds: too little to go by.
    """
    if len(folded) < 4 or not (folded.isascii() and folded.isalpha()):
        return ""
    text = folded
    for pattern, other in _SOUNDS:
        text = pattern.sub(other, text)
    text = _DOUBLED.sub(r"\1", text)
    first = "a" if text[0] in "aeiou" else text[0]
    key = first + _VOWELS.sub("", text[1:])
    return key if len(key) >= 3 else ""
