"""Names made comparable: lower case, no accents, no punctuation, no legal forms."""

import re
import unicodedata
from functools import lru_cache

WORD_LIMIT = 80
# The accents of Latin, Greek and Cyrillic; marks of other scripts (ず, vowel signs) stay.
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[\W_]+")
# Letters that compatibility decomposition leaves alone although people type them plainly.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_FORMS = (
    "ab ag as asa berhad bhd bv bvba co company corp corporation gmbh inc incorporated kg kgaa kk "
    "limited llc llp ltd ltda nv oy oyj pjsc plc pt pte pty sa sab saog sarl sas se spa srl "
    "aktiengesellschaft"
)
LEGAL_FORMS = frozenset(_FORMS.split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents and punctuation, words parted by one space.

    "Crédit  Agricole, S.A." becomes "credit agricole s a".
    """
    lowered = text.casefold()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
        lowered = unicodedata.normalize("NFC", _ACCENTS.sub("", lowered)).casefold()
    return _NOT_WORD.sub(" ", lowered).strip()


def name_key(name: str) -> str:
    """What names are sorted and matched by; the name itself when nothing in it is a letter."""
    return fold(name) or name.strip().casefold()


def core(name: str) -> str:
    """The folded name without legal forms: "LGT Bank Ltd." and "LGT Bank AG" are both "lgt bank"."""
    parts = fold(name.replace(".", "")).split()
    kept = [part for part in parts if part not in LEGAL_FORMS]
    return " ".join(kept or parts)


def words(text: str) -> list[str]:
    """The words of a text, each once, short enough to be kept."""
    return list(dict.fromkeys(word[:WORD_LIMIT] for word in fold(text).split()))
