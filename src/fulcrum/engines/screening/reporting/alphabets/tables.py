"""Alphabets in which a letter, or two, stand for a sound.

Simplified to plain letters: diacritics and half rings that the standards use are left out.
"""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A script.

    Attributes:
        standard: what its table follows, as records cite it.
        letters: Latin letters of each letter or pair of letters, lower case.
        opening: of those that are written otherwise at the beginning of a word.
    """

    standard: str
    letters: Mapping[str, str]
    opening: Mapping[str, str]

    def word(self, word: str) -> str:
        """A word in lower case; letters the table lacks are left as they are."""
        found, place = "", 0
        while place < len(word):
            for length in (2, 1):
                part = word[place : place + length]
                told = self.letters.get(part)
                if place == 0:
                    told = self.opening.get(part, told)
                if told is not None or length == 1:
                    found += part if told is None else told
                    place += len(part)
                    break
        return found


def _pairs(text: str) -> dict[str, str]:
    """A table from "letter latin" pairs; a letter alone is written as nothing."""
    pairs = (pair.partition("=") for pair in text.split())
    return {letter: latin for letter, _, latin in pairs}


CYRILLIC = Alphabet(
    "ALA-LC romanisation of Cyrillic (1997), without diacritics",
    _pairs(
        "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
        "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia є=ie і=i ї=i ґ=g ў=u ђ=dj ј=j "
        "љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ѕ=dz ә=a ғ=g қ=q ң=ng ө=o ұ=u ү=u һ=h җ=zh ҳ=h ҷ=j ӣ=i ӯ=u "
        "ѣ=e ѵ=i ѳ=f"
    ),
    {},
)
GREEK = Alphabet(
    "ISO 843 (ELOT 743), without accents",
    _pairs(
        "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y "
        "φ=f χ=ch ψ=ps ω=o ου=ou αυ=av ευ=ev ηυ=iv γγ=ng γξ=nx γχ=nch"
    ),
    _pairs("μπ=b"),
)
HEBREW = Alphabet(
    "ALA-LC romanisation of Hebrew, letters as written, without vowels",
    _pairs(
        "א= ב=v ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=kh ך=kh ל=l מ=m ם=m נ=n ן=n ס=s ע=' פ=f ף=f "
        "צ=ts ץ=ts ק=k ר=r ש=sh ת=t ׳=' ״="
    ),
    _pairs("א=a ב=b כ=k פ=p ע=a"),
)
GEORGIAN = Alphabet(
    "Georgian national system (2002), without apostrophes",
    _pairs(
        "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p "
        "ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h"
    ),
    {},
)
ARMENIAN = Alphabet(
    "ALA-LC romanisation of Armenian, without diacritics",
    _pairs(
        "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m "
        "յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=w փ=p ք=k օ=o ֆ=f և=ev ու=u"
    ),
    {},
)
TABLES = {
    "CYRILLIC": CYRILLIC,
    "GREEK": GREEK,
    "HEBREW": HEBREW,
    "GEORGIAN": GEORGIAN,
    "ARMENIAN": ARMENIAN,
}
