"""The words of many names as tables, and which words of two vocabularies are alike, in DuckDB.

A vocabulary is far smaller than the names made of it, so likeness is computed once for two words
and not once for two names. Words are compared only where they share a sound, their first or their
last three letters: part of the rule, not an approximation of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

import duckdb
import pyarrow as pa

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.names.align import EQUAL, INITIALS, SOUND, SPELLING
from fulcrum.engines.screening.names.fold import FULL, INITIAL, PARTICLE, Word, sound, words_of
from fulcrum.engines.screening.names.words import FORMS, PARTICLES, TITLES

SOUND_LIKENESS, SOUND_AT_LEAST = 0.9, 0.75  # ours: words that sound alike, unless too different
JOINED_AT_LEAST = 0.9  # ours: two words written as one
SPELLING_AT_LEAST = 0.85  # ours, of Jaro and Winkler
INITIAL_LIKENESS = 0.8  # ours
SHORTEST, LONG = 5, 8  # letters: one may differ from five, two from eight
WORDS = pa.schema(
    [
        ("name", pa.int32()),
        ("place", pa.int32()),
        ("width", pa.int32()),
        ("word", pa.string()),
        ("weight", pa.float64()),
    ]
)


def _joins(words: tuple[Word, ...]) -> Iterator[tuple[int, str]]:
    """Two words beside each other written as one: Abdul Rahman, al-Qaida."""
    for place, (one, other) in enumerate(pairwise(words)):
        weights = {one.weight, other.weight}
        if FULL in weights and weights <= {FULL, PARTICLE}:
            yield place, one.folded + other.folded


def words_table(names: Iterable[str]) -> pa.Table:
    """The words of names: name (its number), place, width (2 for two joined), word, weight."""
    rows: list[tuple[int, int, int, str, float]] = []
    for number, name in enumerate(names):
        words = words_of(name)
        rows += [(number, place, 1, one.folded, one.weight) for place, one in enumerate(words)]
        rows += [(number, place, 2, joined, 0.0) for place, joined in _joins(words)]
    columns = zip(*rows, strict=True) if rows else ((),) * len(WORDS)
    return pa.table([list(column) for column in columns], schema=WORDS)


def put_words(duck: Duck, side: str, names: Iterable[str]) -> None:
    """Make the tables SIDE_words, SIDE_names and SIDE_vocabulary.

    SIDE_names has the weight of each name that can be compared; SIDE_initials, for each name with
    initials, its whole words with its initials; SIDE_vocabulary each word with its sound, first and last
    letters and the number of names that hold it.
    """
    duck.put(f"{side}_words", words_table(names))
    duck.put(
        f"{side}_names",
        f"SELECT name, sum(weight) AS weight FROM {side}_words GROUP BY name "
        f"HAVING count(*) FILTER (weight = {FULL}) > 0",
    )
    letters = f"SELECT name, word AS letter FROM {side}_words WHERE weight = {INITIAL}"
    duck.put(
        f"{side}_initials",
        f"SELECT name, word, letter FROM {side}_words JOIN ({letters}) USING (name) "
        f"WHERE weight = {FULL} OR width > 1",
    )
    duck.put(
        f"{side}_vocabulary",
        "SELECT word, heard(word) AS sound, left(word, 3) AS head, right(word, 3) AS tail, "
        "length(word) AS letters, bool_or(width = 1) AS alone, "
        f"regexp_full_match(word, '[a-z]+') AS plain, count(DISTINCT name) AS names "
        f"FROM {side}_words GROUP BY word",
    )


def prepare(duck: Duck) -> None:
    """Teach a connection what words sound like, and which of them are light."""
    light = pa.table({"word": sorted(FORMS | TITLES | PARTICLES)})
    duck.put("light_words", light)
    with suppress(duckdb.InvalidInputException):  # of a list before this one
        duck.connection.remove_function("heard")
    duck.connection.create_function("heard", sound, ["VARCHAR"], "VARCHAR")


def _spelling() -> str:
    """Words that share their first or last three letters and hardly differ."""
    most = f"CASE WHEN least(m.letters, t.letters) >= {LONG} THEN 2 ELSE 1 END"
    return f"""
        SELECT m.word, t.word, jaro_winkler_similarity(m.word, t.word), '{SPELLING}'
        FROM my_long m JOIN their_long t ON {{same}}
        WHERE m.word <> t.word AND abs(m.letters - t.letters) <= {most}
            AND jaro_winkler_similarity(m.word, t.word, {SPELLING_AT_LEAST}) >= {SPELLING_AT_LEAST}
            AND damerau_levenshtein(m.word, t.word) <= {most}"""


def _initials(full: str, letter: str) -> str:
    return f"""
        SELECT m.word, t.word, {INITIAL_LIKENESS}, '{INITIALS}'
        FROM mine_vocabulary m JOIN theirs_vocabulary t ON left({full}.word, 1) = {letter}.word
        WHERE {full}.alone AND {full}.letters > 1 AND {letter}.letters = 1
            AND {full}.word NOT IN (FROM light_words)"""


def _long(side: str) -> str:
    return (
        f"SELECT word, head, tail, letters FROM {side}_vocabulary "
        f"WHERE alone AND plain AND letters >= {SHORTEST}"
    )


def put_likeness(duck: Duck) -> None:
    """Make the table `likeness` of the vocabularies mine and theirs: mine, theirs, value, how."""
    duck.put(
        "likeness",
        f"""
        WITH my_long AS MATERIALIZED ({_long("mine")}),
        their_long AS MATERIALIZED ({_long("theirs")}),
        found (mine, theirs, value, how) AS (
            SELECT m.word, m.word, 1.0::DOUBLE, '{EQUAL}'
            FROM mine_vocabulary m JOIN theirs_vocabulary t USING (word) WHERE m.alone OR t.alone
            UNION ALL
            SELECT m.word, t.word,
                greatest(jaro_winkler_similarity(m.word, t.word), {SOUND_LIKENESS}), '{SOUND}'
            FROM mine_vocabulary m JOIN theirs_vocabulary t ON m.sound = t.sound
            WHERE m.sound <> '' AND m.word <> t.word AND (m.alone OR t.alone)
                AND jaro_winkler_similarity(m.word, t.word) >=
                    CASE WHEN m.alone AND t.alone THEN {SOUND_AT_LEAST} ELSE {JOINED_AT_LEAST} END
            UNION ALL {_spelling().format(same="m.head = t.head")}
            UNION ALL {_spelling().format(same="m.tail = t.tail AND m.head <> t.head")}
            UNION ALL {_initials("m", "t")}
            UNION ALL {_initials("t", "m")}
        )
        SELECT mine, theirs, round(max(value), 4) AS value, arg_max(how, row(value, how)) AS how
        FROM found GROUP BY mine, theirs""",
    )
