"""Compare names with a list: singly or many at once, with the same result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.names.align import Likeness, align, score
from fulcrum.engines.screening.names.candidates import put_candidates, put_survivors
from fulcrum.engines.screening.names.entries import Entry
from fulcrum.engines.screening.names.fold import Word, clean, words_of
from fulcrum.engines.screening.names.results import Met, NameMatch
from fulcrum.engines.screening.names.scorers import rescored
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.engines.screening.names.vocabulary import prepare, put_likeness, put_words

CANDIDATES_OF_OTHERS = 0.6  # another scorer sees what ours scores at least so


class Matcher:
    """A list that names are compared with; made once, asked often.

    Args:
        entries: of the list, or of several.
        spec: how names are compared.
        duck: the connection to use, for this list alone; its own one without.
    """

    def __init__(
        self, entries: Sequence[Entry], spec: MatchSpec | None = None, duck: Duck | None = None
    ) -> None:
        self.entries = tuple(entries)
        self.spec = MatchSpec() if spec is None else spec
        self._duck = Duck() if duck is None else duck
        self._listed = [
            (number, name) for number, one in enumerate(self.entries) for name in one.names
        ]
        prepare(self._duck)
        put_words(self._duck, "theirs", [name for _number, name in self._listed])

    def match(self, name: str) -> tuple[NameMatch, ...]:
        """The entries that one name is like, the best first."""
        return self.match_all([name]).get(clean(name), ())

    def match_all(self, names: Iterable[str]) -> dict[str, tuple[NameMatch, ...]]:
        """The entries that names are like; names that are like none are left out.

        Args:
            names: as somebody wrote them; the same one twice is compared once.
        """
        wanted = sorted({clean(name) for name in names})
        found: dict[str, tuple[NameMatch, ...]] = {}
        for start in range(0, len(wanted), self.spec.batch):
            found |= self._batch(wanted[start : start + self.spec.batch])
        return found

    def close(self) -> None:
        """Let go of the tables."""
        self._duck.close()

    def _batch(self, names: Sequence[str]) -> dict[str, tuple[NameMatch, ...]]:
        is_own = self.spec.scorer == "own"
        threshold = self.spec.threshold if is_own else CANDIDATES_OF_OTHERS
        put_words(self._duck, "mine", names)
        put_likeness(self._duck)
        put_candidates(self._duck, threshold)
        put_survivors(self._duck, threshold)
        best: dict[str, dict[int, NameMatch]] = {}
        for number, one in self._scored(names, threshold):
            mine = best.setdefault(one.name, {})
            if number not in mine or one.score > mine[number].score:
                mine[number] = one
        return {
            name: told
            for name, found in best.items()
            if (told := self._told(found.values()))
        }  # fmt: skip

    def _scored(self, names: Sequence[str], threshold: float) -> Iterator[tuple[int, NameMatch]]:
        rows = self._duck.execute("SELECT mine, theirs, met FROM survivors ORDER BY ALL")
        while some := rows.fetchmany(10_000):
            for mine, theirs, met in some:
                number, listed = self._listed[theirs]
                made = compared(names[mine], self.entries[number], listed, met)
                if made.score >= threshold:
                    yield number, made

    def _told(self, found: Iterable[NameMatch]) -> tuple[NameMatch, ...]:
        made = list(found)
        if self.spec.scorer != "own":
            made = [one for one in rescored(made) if one.score >= self.spec.threshold]
        made.sort(key=lambda one: (-one.score, one.entry.id, one.listed))
        return tuple(made[: self.spec.most])


def compared(name: str, entry: Entry, listed: str, met: Iterable[Mapping[str, Any]]) -> NameMatch:
    """A name and one of an entry's, aligned and scored.

    Args:
        name: that was looked up.
        entry: of the list.
        listed: the entry's name it is compared with.
        met: likenesses of their words, by the names of the fields of `Likeness`.
    """
    mine, theirs = words_of(name), words_of(listed)
    aligned = align(Likeness(**one) for one in met)
    value = score([one.weight for one in mine], [one.weight for one in theirs], aligned)
    return NameMatch(
        name=name,
        entry=entry,
        listed=listed,
        score=round(value, 4),
        met=tuple(
            Met(_shown(mine, one.firsts), _shown(theirs, one.seconds), one.value, one.how)
            for one in aligned
        ),
        mine_left=_left(mine, {at for one in aligned for at in one.firsts}),
        theirs_left=_left(theirs, {at for one in aligned for at in one.seconds}),
    )


def _shown(words: tuple[Word, ...], places: range) -> str:
    return " ".join(words[at].shown for at in places)


def _left(words: tuple[Word, ...], met: set[int]) -> tuple[str, ...]:
    return tuple(one.shown for at, one in enumerate(words) if at not in met)
