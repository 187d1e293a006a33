"""Names in the only letters goAML takes: a to z, digits, space, full stop, apostrophe and hyphen.

Every name leaves a record: how the bank writes it, how the report does, by which standard, and
what was left out.
"""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import groupby
from re import fullmatch, sub
from typing import Any
from unicodedata import category, decimal, name, normalize

from fulcrum.engines.screening.reporting.alphabets import arabic, hangul, latin, named, thai
from fulcrum.engines.screening.reporting.alphabets.tables import TABLES
from fulcrum.kernel.errors import FulcrumError

ALLOWED = r"[a-zA-Z0-9 .'-]"
LONGEST = 255
GIVEN = "As the bank spells it"
PLAIN = "As it is"
TIDIED = "Signs that the report does not take are replaced or left out"
SIGNS = {"&": " and ", "/": " ", "_": " ", ",": " ", "’": "'", "‘": "'", "`": "'", "´": "'"}
ALGORITHMS = {
    "ARABIC": (arabic.word, arabic.STANDARD),
    "THAI": (thai.word, thai.STANDARD),
    "HANGUL": (hangul.word, hangul.STANDARD),
    "LATIN": (latin.word, latin.STANDARD),
    **dict.fromkeys(named.SCRIPTS, (named.word, named.STANDARD)),
    **{script: (table.word, table.standard) for script, table in TABLES.items()},
}
KEEPS_CASE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}


@dataclass(frozen=True, slots=True)
class Written:
    """A name and how it is written.

    Attributes:
        original: as the bank holds it.
        written: as the report does.
        method: by which standards, in words.
        dropped: names of the characters that were left out, each once.
        is_cut: whether it was longer than the report takes.
    """

    original: str
    written: str
    method: str
    dropped: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it is written otherwise than the bank does."""
        return self.original != self.written

    def summary(self) -> str:
        """In a sentence."""
        told = f"{self.original!r} is written {self.written!r}. {self.method}."
        if self.dropped:
            told += f" Left out: {', '.join(self.dropped)}."
        return told + (" Cut to the length the report takes." if self.is_cut else "")

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


# Marks that go with any script, and letters like ʿ, belong to what they follow.
_SCRIPTS = {"COMBINING": "MARK", "MODIFIER": "LATIN", "HALFWIDTH": "KATAKANA"}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter or mark; "" of anything else."""
    if letter.isascii() or category(letter)[0] not in "LM":
        return "" if not letter.isascii() or not letter.isalpha() else "LATIN"
    first = name(letter, "").split(" ")[0].split("-")[0]
    return _SCRIPTS.get(first, first)


def _runs(word: str) -> list[tuple[str, str]]:
    """A word as runs of one script each."""
    scripts: list[str] = []
    for letter in word:
        found = _script(letter)
        if found == "MARK":
            found = scripts[-1] if scripts else "LATIN"
        scripts.append(found)
    pairs = groupby(zip(scripts, word, strict=True), key=lambda pair: pair[0])
    return [(script, "".join(letter for _, letter in group)) for script, group in pairs]


def _cased(told: str, run: str, script: str) -> str:
    """Latin letters in the case of the run; scripts without case begin with a capital."""
    if script not in KEEPS_CASE:
        # After an apostrophe that stands for a letter, the next one is the first that can be large.
        return sub(r"((?:^|-)'?)([a-z])", lambda hit: hit[1] + hit[2].upper(), told)
    if run.isupper() and len(run) > 1:
        return told.upper()
    return told[:1].upper() + told[1:] if run[:1].isupper() else told


def _run(script: str, run: str) -> tuple[str, str]:
    """A run in Latin letters, and by which standard."""
    if script not in ALGORITHMS:
        digits = [str(decimal(letter, "")) or letter for letter in run]
        return "".join(digits), ""
    write, standard = ALGORITHMS[script]
    if script == "LATIN":
        return write(run), "" if run.isascii() else standard
    plain = latin.unmarked(run) if script == "GREEK" else run
    return _cased(write(plain.lower()), run, script), standard


def _spelt(text: str) -> tuple[str, set[str]]:
    """A text in other letters, as far as they are known, and by which standards."""
    for sign, instead in SIGNS.items():
        text = text.replace(sign, instead)
    text = normalize("NFKC", text)
    text = "".join("-" if category(letter) == "Pd" else letter for letter in text)
    standards: set[str] = set()
    words = []
    for word in text.split():
        told = [_run(script, run) for script, run in _runs(word)]
        words.append("".join(part for part, _ in told))
        standards.update(standard for _, standard in told if standard)
    return " ".join(words), standards


def _allowed(text: str) -> tuple[str, tuple[str, ...]]:
    """What the report takes of a text, and the names of what it does not."""
    kept = "".join(letter for letter in text if fullmatch(ALLOWED, letter))
    lost = [letter for letter in text if not fullmatch(ALLOWED, letter)]
    names = {name(letter, "").lower() or f"U+{ord(letter):04X}" for letter in lost}
    return " ".join(kept.split()), tuple(sorted(names))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole, _, _ = text[: longest + 1].rpartition(" ")
    return whole or text[:longest]


def write_name(
    original: str, *, given: str = "", longest: int = LONGEST, where: str = "name"
) -> Written:
    """A name as a report takes it.

    Args:
        original: as the bank holds it, in any script.
        given: the bank's own spelling in Latin letters, which goes before any table; "" for none.
        longest: how many characters the report takes.
        where: the place the name stands in, for the message.

    Raises:
        FulcrumError: nothing that can be read remains.
    """
    spelt, standards = _spelt(given or original)
    kept, dropped = _allowed(spelt)
    if not any(letter.isalnum() for letter in kept):
        raise FulcrumError(
            "Nothing of the name can be written in Latin letters.",
            where=where,
            mend="Give the bank's own spelling in Latin letters, of the passport for instance.",
        )
    written = _cut(kept, longest).strip()
    plain = PLAIN if written == (given or original) else TIDIED
    ways = [*([GIVEN] if given else []), *sorted(standards)] or [plain]
    return Written(original, written, "; ".join(ways), dropped, is_cut=len(kept) > longest)
