"""Which names of two sides can reach a threshold at all, in DuckDB; nothing that can is left out.

A score is never above the coverage of the better covered side. So the words of that side that met
none weigh at most the rest up to one, and among its rarest whole words that together weigh more
than that rest one must have met. Each name is looked up by those words only; what is left out
cannot match. The idea is prefix filtering of set similarity joins (Chaudhuri, Ganti and Kaushik
2006). A word that met only an initial is the exception: names with initials are also looked up by
any word that meets, where an initial fits another.
"""

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.names.align import BETTER, INITIALS, OTHER
from fulcrum.engines.screening.names.fold import FULL

EPSILON = 1e-9


def _rarest(side: str, other: str, threshold: float) -> str:
    """The rarest whole words of each name of a side that weigh more than what may be missing.

    Rarity is how many names of the other side hold a word like it.
    """
    return f"""
        WITH cost AS (
            SELECT alike.{side} AS word, sum(vocabulary.names) AS names
            FROM alike JOIN {other}_vocabulary vocabulary ON vocabulary.word = alike.{other}
            GROUP BY 1
        ), touched AS (
            SELECT DISTINCT name FROM {side}_words words JOIN cost USING (word)
        ), ordered AS (
            SELECT words.name, words.place, names.weight AS total,
                coalesce(sum(words.weight) OVER (
                    PARTITION BY words.name ORDER BY coalesce(cost.names, 0), words.place
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
            FROM {side}_words words JOIN touched USING (name)
            JOIN {side}_names names USING (name)
            LEFT JOIN cost ON cost.word = words.word
            WHERE words.width = 1 AND words.weight = {FULL}
        ), rarest AS (
            SELECT name, place FROM ordered WHERE before <= (1 - {threshold}) * total + {EPSILON}
        )
        SELECT DISTINCT words.name, words.word FROM {side}_words words JOIN rarest
        ON rarest.name = words.name
            AND rarest.place BETWEEN words.place AND words.place + words.width - 1"""


def _by_rarest(side: str, other: str, threshold: float) -> str:
    """Pairs of names that a rare word of one side leads to."""
    return f"""
        SELECT rare.name AS {side}, words.name AS {other}
        FROM ({_rarest(side, other, threshold)}) rare
        JOIN alike ON alike.{side} = rare.word
        JOIN {other}_words words ON words.word = alike.{other}"""


def _by_initial(side: str, other: str) -> str:
    """Pairs of names of which one has an initial that fits, and another word that met."""
    return f"""
        WITH led AS MATERIALIZED (
            SELECT DISTINCT words.name AS {side}, words.place, words.width,
                initials.name AS {other}, initials.letter
            FROM {other}_initials initials
            JOIN alike ON alike.{other} = initials.word
            JOIN {side}_words words ON words.word = alike.{side}
            WHERE words.weight = {FULL} OR words.width > 1
        )
        SELECT led.{side}, led.{other} FROM led JOIN {side}_words fits
        ON fits.name = led.{side} AND fits.width = 1 AND fits.weight = {FULL}
            AND fits.place NOT BETWEEN led.place AND led.place + led.width - 1
            AND left(fits.word, 1) = led.letter"""


def put_candidates(duck: Duck, threshold: float) -> None:
    """Make the table `candidates`: mine and theirs, numbers of names that may be alike."""
    duck.put("alike", f"SELECT mine, theirs FROM likeness WHERE how <> '{INITIALS}'")
    parts = (
        _by_rarest("mine", "theirs", threshold),
        _by_rarest("theirs", "mine", threshold),
        _by_initial("mine", "theirs"),
        _by_initial("theirs", "mine"),
    )
    found = " UNION ".join(f"SELECT mine, theirs FROM ({part})" for part in parts)
    duck.put("candidates", found)


def _covered(side: str) -> str:
    """At most so much of a side is covered: every word by its best likeness."""
    return f"""
        SELECT mine, theirs, sum(best) / any_value(total) AS covered FROM (
            SELECT each.mine, each.theirs, each.place,
                max(each.value) * any_value(words.weight) AS best, any_value(names.weight) AS total
            FROM (
                SELECT mine, theirs, {side}_place AS place, value FROM met
                UNION ALL
                SELECT mine, theirs, {side}_place + 1, value FROM met WHERE {side}_width = 2
            ) each
            JOIN {side}_words words ON words.name = each.{side} AND words.place = each.place AND words.width = 1
            JOIN {side}_names names ON names.name = each.{side}
            GROUP BY each.mine, each.theirs, each.place
        ) GROUP BY mine, theirs"""


def put_survivors(duck: Duck, threshold: float) -> None:
    """Make the table `survivors`: candidates with all likenesses of their words, as a list.

    Left out are pairs whose score cannot reach the threshold even if words could be used twice.
    """
    duck.put(
        "reach",
        """
        SELECT my.name AS mine, my.place, my.width, likeness.theirs AS word, value, how
        FROM mine_words my JOIN likeness ON likeness.mine = my.word""",
    )
    duck.put(
        "met",
        """
        WITH pairs AS MATERIALIZED (
            SELECT pair.mine, their.name AS theirs, their.place, their.width, their.word
            FROM candidates pair JOIN theirs_words their ON their.name = pair.theirs
        )
        SELECT pairs.mine, pairs.theirs, reach.place AS mine_place, reach.width AS mine_width,
            pairs.place AS theirs_place, pairs.width AS theirs_width, reach.value, reach.how
        FROM pairs JOIN reach USING (mine, word)
        WHERE reach.width = 1 OR pairs.width = 1""",
    )
    bound = (
        f"{BETTER} * greatest(my.covered, their.covered) + {OTHER} * least(my.covered, "
        f"their.covered) >= {threshold} - {EPSILON}"
    )
    duck.put(
        "survivors",
        f"""
        WITH kept AS (
            SELECT my.mine, my.theirs FROM ({_covered("mine")}) my
            JOIN ({_covered("theirs")}) their USING (mine, theirs) WHERE {bound}
        )
        SELECT mine, theirs, list(struct_pack(first := mine_place, second := theirs_place,
            value := value, how := how, first_width := mine_width, second_width := theirs_width)
            ORDER BY mine_place, theirs_place, mine_width, theirs_width) AS met
        FROM met JOIN kept USING (mine, theirs)
        WHERE mine IN (SELECT name FROM mine_names) AND theirs IN (SELECT name FROM theirs_names)
        GROUP BY mine, theirs ORDER BY mine, theirs""",
    )
