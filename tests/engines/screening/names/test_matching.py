"""Golden cases: which names match, and which near ones must not."""

import pytest

from fulcrum.engines.screening.names.entries import Entry
from fulcrum.engines.screening.names.matching import Matcher
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.kernel.errors import FulcrumError

LISTED = (
    "Mohammed Al-Rashid",
    "Abdul Rahman Karimi",
    "Jürgen Müller",
    "John Michael Smith",
    "Golden Star General Trading LLC",
    "Sergei Ivanov",
    "Macdonald Shipping",
    "María José García López",
    "Gazoil PJSC",
    "Nadia Karim",
    "Kim Jong-su",
    "Yevgeny Kuznetsov",
    "Star Seven",
    "张伟",
    "Luis Martinez",
    "Anna Johnson",
    "William Carter",
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher([Entry(name, (name,)) for name in LISTED])


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Muhammad al Rashid", "Mohammed Al-Rashid"),
        ("RASHID, Mohamad", "Mohammed Al-Rashid"),
        ("Mohd. Rashid", "Mohammed Al-Rashid"),
        ("Abdelrahman Karimi", "Abdul Rahman Karimi"),
        ("Abdulrahman Karimi", "Abdul Rahman Karimi"),
        ("Abd al-Rahman Karimi", "Abdul Rahman Karimi"),
        ("Jurgen Mueller", "Jürgen Müller"),
        ("Mr Jürgen Muller", "Jürgen Müller"),
        ("John Smith", "John Michael Smith"),
        ("J. M. Smith", "John Michael Smith"),
        ("John Michael Smyth", "John Michael Smith"),
        ("Golden Star General Trading Limited", "Golden Star General Trading LLC"),
        ("Golden Star Trading", "Golden Star General Trading LLC"),
        ("Сергей Иванов", "Sergei Ivanov"),
        ("Ivanov S.", "Sergei Ivanov"),
        ("Mac Donald Shipping", "Macdonald Shipping"),
        ("Maria Garcia Lopez", "María José García López"),
        ("Gazoil", "Gazoil PJSC"),
        ("Jong Su Kim", "Kim Jong-su"),
        ("Evgeny Kuznetsov", "Yevgeny Kuznetsov"),
        ("Yevgeniy Kuznecov", "Yevgeny Kuznetsov"),
        ("张伟", "张伟"),
        ("Anna Jonhson", "Anna Johnson"),
    ],
)
def test_spellings_of_a_listed_name_match(matcher: Matcher, name: str, listed: str) -> None:
    assert [one.listed for one in matcher.match(name)] == [listed]


@pytest.mark.parametrize(
    "name",
    [
        "Mohammed Karimi",  # words of two entries
        "Rashid",  # one word of two
        "Jane Smith",
        "John Smithson",
        "Luis Martin",
        "Anne Johnston",
        "Silver Star General Trading LLC",
        "General Trading LLC",
        "Nadia",
        "Karim Aga",
        "Star Eight",
        "张三",
        "William Garner",
        "Maria Lopez Perez Ruiz",
        "S. I.",
        "",
        "---",
    ],
)
def test_near_misses_do_not(matcher: Matcher, name: str) -> None:
    assert matcher.match(name) == ()


def test_a_match_says_which_words_met_and_which_did_not() -> None:
    matcher = Matcher([Entry("E", ("Mohammed Al-Rashid",))], MatchSpec(threshold=0.75))
    (one,) = matcher.match("Muhammad Hassan Rashid")
    assert [(met.mine, met.theirs, met.how) for met in one.met] == [
        ("Muhammad", "Mohammed", "sound"),
        ("Rashid", "Rashid", "equal"),
    ]
    assert (one.mine_left, one.theirs_left) == (("Hassan",), ("Al",))
    assert one.explain() == (
        "Muhammad sounds like Mohammed (0.90); Rashid. Not on the list: Hassan. "
        "Only on the list: Al."
    )
    assert not one.is_strong
    assert one.to_dict()["why"] == one.explain()


def test_an_entry_is_told_once_by_its_best_name() -> None:
    entries = [Entry("E1", ("Ivan Petrov", "Ivan Petroff", "I. Petrov")), Entry("E2", ("Ivan P",))]
    found = Matcher(entries).match("Ivan Petroff")
    assert (found[0].entry.id, found[0].listed, found[0].score) == ("E1", "Ivan Petroff", 1)
    assert len({one.entry.id for one in found}) == len(found)


def test_many_at_once_are_as_each_alone(matcher: Matcher) -> None:
    names = ["Jurgen Mueller", "John Smith", "Ivanov S.", "Nobody Here", "John Smith"]
    together = matcher.match_all(names)
    assert together == {one: found for one in names if (found := matcher.match(one))}
    small = Matcher(matcher.entries, MatchSpec(batch=2))
    assert small.match_all(names) == together


def test_a_threshold_lets_less_through() -> None:
    entries = [Entry("E", ("John Michael Smith",))]
    assert not Matcher(entries, MatchSpec(threshold=0.95)).match("John Smith")
    assert Matcher(entries, MatchSpec(threshold=0.95)).match("Smith, John Michael")


def test_no_more_are_told_than_asked_for() -> None:
    entries = [Entry(f"E{number}", ("John Smith",)) for number in range(30)]
    found = Matcher(entries, MatchSpec(most=3)).match("John Smith")
    assert [one.entry.id for one in found] == ["E0", "E1", "E10"]


def test_an_empty_list_matches_nobody() -> None:
    assert Matcher([]).match("John Smith") == ()


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"threshold": 0.2}, "threshold"),
        ({"threshold": 1.5}, "threshold"),
        ({"scorer": "best"}, "scorer"),
        ({"most": 0}, "most"),
        ({"batch": 0}, "batch"),
    ],
)
def test_what_cannot_be_used_is_refused(values: dict[str, float], where: str) -> None:
    with pytest.raises(FulcrumError) as caught:
        MatchSpec(**values)  # type: ignore[arg-type]
    assert caught.value.where == where
