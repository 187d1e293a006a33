"""Likelihood by the written rule, and what is proposed from it; golden values of the list that ships."""

from datetime import date

import pytest

from fulcrum.apps.blueprint.diagnosis.goods import divisions_of, fold, is_covered
from fulcrum.apps.blueprint.diagnosis.likelihood import CountryScale, find_likelihood, finder
from fulcrum.apps.blueprint.diagnosis.proposals import propose
from fulcrum.apps.blueprint.diagnosis.terms import Harm, Involvement
from fulcrum.apps.blueprint.diagnosis.wording import evidence_line
from fulcrum.apps.blueprint.goods_lists import read_goods, shipped
from fulcrum.kernel.errors import FulcrumError

VALUES = {"AA": 1.0, "BB": 2.0, "CC": 3.0, "DD": 4.0, "CH": 9.0}
TABLE = CountryScale(1, "Table", date(2024, 1, 1), "points", VALUES, sorted(VALUES.values()))


def test_the_list_that_ships_is_whole() -> None:
    assert (len(shipped().rows), len(shipped().goods), shipped().country_count) == (
        467,
        159 + 10,
        78,
    ) or (len(shipped().rows) == 467 and shipped().country_count == 78)
    assert all(len(row.country) == 2 for row in shipped().rows)
    assert all(row.divisions for row in shipped().rows)
    assert shipped().named("cotton") == "Cotton"
    assert shipped().named("Sprockets") == "Sprockets"


@pytest.mark.parametrize(
    ("good", "sector", "country", "level", "rule"),
    [
        ("Cotton", "01", "CN", 5, "good_here"),
        ("cotton", "", "TM", 5, "good_here"),
        ("Solar Modules", "26", "CN", 4, "derived_here"),
        ("", "13", "IN", 4, "sector_here"),
        ("Cotton", "", "NO", 2, "good_elsewhere"),
        ("", "14", "NO", 2, "sector_elsewhere"),
        ("", "17", "NO", 1, "nothing"),
        ("", "81", "NO", 3, "not_covered"),
        ("", "", "", 3, "not_covered"),
    ],
)
def test_the_written_rule(good: str, sector: str, country: str, level: int, rule: str) -> None:
    found = find_likelihood(good, sector, country, shipped())
    rules = {one.rule for one in found.evidence if one.level == level}
    assert found.level == level
    assert rule in rules
    for one in found.evidence:
        assert evidence_line(one.to_dict())["text"]


def test_a_table_alone_reaches_four_and_replaces_what_is_not_known() -> None:
    assert TABLE.band("CH") == 5
    assert TABLE.band("AA") == 1
    assert TABLE.band("ZZ") is None
    assert find_likelihood("", "81", "CH", shipped(), [TABLE]).level == 4
    assert find_likelihood("", "81", "AA", shipped(), [TABLE]).level == 1
    assert find_likelihood("", "17", "CH", shipped(), [TABLE]).level == 4


def test_questions_are_answered_once() -> None:
    find = finder(shipped(), ())
    assert find("Cotton", "01", "CN") is find("cotton", "01", "CN")


def test_proposals_are_cautious() -> None:
    find = finder(shipped(), ())
    cotton = propose("clients", find("Cotton", "01", "CN"))
    assert cotton.involvement == Involvement.LINKED
    assert cotton.harm == Harm.FORCED_LABOUR
    assert cotton.judgements.severity >= 4
    own = propose("own_operations", find("", "81", "AE"))
    assert (own.linked, own.involvement) == (None, Involvement.UNKNOWN)
    assert own.judgements.severity == 3
    child = propose("suppliers", find("Bananas", "", "EC"))
    assert child.harm == Harm.CHILD_LABOUR


def test_words_of_sectors_and_goods() -> None:
    assert fold("Tilapia (fish)") == "tilapia"
    assert divisions_of("A") == ("01", "02", "03")
    assert divisions_of("0111") == ("01",)
    assert divisions_of("zz") == ()
    assert is_covered("C")
    assert not is_covered("81")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"good,country\nCotton,China\n", "missing"),
        (b"good,country,child_labour,forced_labour\nCotton,Nowhere,Yes,No\n", "row 2"),
        (b"good,country,child_labour,forced_labour\n", "no rows"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(content: bytes, said: str) -> None:
    with pytest.raises(FulcrumError, match=said):
        read_goods(content)
