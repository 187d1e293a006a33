"""Nothing is missed for speed: the tables find what comparing every pair of names finds."""

from functools import cache

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.names import vocabulary
from fulcrum.engines.screening.names.align import (
    EQUAL,
    INITIALS,
    SOUND,
    SPELLING,
    Likeness,
    align,
    score,
)
from fulcrum.engines.screening.names.entries import Entry
from fulcrum.engines.screening.names.fold import FULL, PARTICLE, Word, sound, words_of
from fulcrum.engines.screening.names.matching import Matcher
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.engines.screening.names.words import FORMS, PARTICLES, TITLES

DUCK = Duck()
CONNECTION = duckdb.connect()


@cache
def measured(one: str, other: str) -> tuple[float, int]:
    query = "SELECT jaro_winkler_similarity($1, $2), damerau_levenshtein($1, $2)"
    found = CONNECTION.execute(query, [one, other]).fetchone()
    assert found is not None
    return float(found[0]), int(found[1])


def is_spelt_alike(one: str, other: str, alike: float, edits: int) -> bool:
    short = min(len(one), len(other))
    plain = one.isascii() and one.isalpha() and other.isascii() and other.isalpha()
    ends = one[:3] == other[:3] or one[-3:] == other[-3:]
    enough = short >= vocabulary.SHORTEST and alike >= vocabulary.SPELLING_AT_LEAST
    return plain and ends and enough and edits <= (2 if short >= vocabulary.LONG else 1)


def likeness(one: str, other: str, *, joined: bool) -> tuple[float, str] | None:
    """The rule of `vocabulary`, written down a second time."""
    if one == other:
        return 1.0, EQUAL
    alike, edits = measured(one, other)
    found = []
    least = vocabulary.JOINED_AT_LEAST if joined else vocabulary.SOUND_AT_LEAST
    if sound(one) and sound(one) == sound(other) and alike >= least:
        found.append((max(alike, vocabulary.SOUND_LIKENESS), SOUND))
    if not joined:
        if is_spelt_alike(one, other, alike, edits):
            found.append((alike, SPELLING))
        for letter, word in ((one, other), (other, one)):
            light = word in FORMS | PARTICLES | TITLES
            if len(letter) == 1 < len(word) and word[0] == letter and not light:
                found.append((vocabulary.INITIAL_LIKENESS, INITIALS))
    return max(found, default=None)


def spans(words: tuple[Word, ...]) -> list[tuple[int, int, str]]:
    single = [(at, 1, one.folded) for at, one in enumerate(words)]
    double = []
    for at in range(len(words) - 1):
        weights = {words[at].weight, words[at + 1].weight}
        if FULL in weights and weights <= {FULL, PARTICLE}:
            double.append((at, 2, words[at].folded + words[at + 1].folded))
    return single + double


def by_hand(name: str, listed: str) -> float:
    mine, theirs = words_of(name), words_of(listed)
    found = []
    for at, width, word in spans(mine):
        for other_at, other_width, other in spans(theirs):
            if width + other_width < 4:
                told = likeness(word, other, joined=width + other_width > 2)
                if told:
                    value, how = told
                    found.append(Likeness(at, other_at, round(value, 4), how, width, other_width))
    if not mine or not theirs:
        return 0.0
    weights = [one.weight for one in mine], [one.weight for one in theirs]
    return round(score(*weights, align(found)), 4)


WORDS = st.sampled_from(
    [
        "John",
        "Jon",
        "Smith",
        "Smyth",
        "Smithe",
        "Smithson",
        "Mohammed",
        "Muhammad",
        "Mohamed",
        "Ali",
        "Al",
        "Rashid",
        "Rasheed",
        "Abdul",
        "Rahman",
        "Abdulrahman",
        "Abdelrahman",
        "J",
        "M",
        "S",
        "A.",
        "Karimi",
        "Karim",
        "Trading",
        "Ltd",
        "LLC",
        "Star",
        "Stars",
        "Johnson",
        "Jonhson",
        "de",
        "la",
        "Müller",
        "Mueller",
        "Nadia",
        "7",
        "张伟",
        "Macdonald",
        "Mac",
        "Donald",
        "Mr",
        "Ivanov",
        "Иванов",
    ]
)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=25)
@given(NAMES, NAMES, st.sampled_from([0.6, 0.75, 0.85, 0.95]))
def test_tables_find_what_comparing_every_pair_finds(
    names: list[str], listed: list[str], threshold: float
) -> None:
    entries = [Entry(str(number), (name,)) for number, name in enumerate(listed)]
    spec = MatchSpec(threshold=threshold, most=100)
    found = Matcher(entries, spec, DUCK).match_all(names)
    told = {(name, one.entry.id, one.score) for name, matches in found.items() for one in matches}
    wanted = {
        (name, str(number), value)
        for name in set(names)
        for number, other in enumerate(listed)
        if (value := by_hand(name, other)) >= threshold
    }
    assert told == wanted
