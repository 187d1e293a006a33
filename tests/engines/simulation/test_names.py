import re

import pytest

from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.names import GROUPS, TONGUES, invent_name, slug_of
from fulcrum.engines.simulation.places import PLACES


@pytest.mark.parametrize("language", TONGUES)
def test_every_language_names_every_group(language: str) -> None:
    tongue = TONGUES[language]
    assert set(tongue.patterns) == set(GROUPS)
    assert all(way.count("{}") == 1 for ways in tongue.patterns.values() for way in ways)
    for group in GROUPS:
        named = invent_name(language, group, stream(1, language, group))
        assert named.name == named.name.strip()
        assert "_" not in named.name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", named.slug)


@pytest.mark.parametrize("language", ["ar", "zh", "ja", "hi", "ru", "el", "uk"])
def test_other_scripts_have_a_latin_alias(language: str) -> None:
    named = invent_name(language, "bank", stream(2, language))
    assert not named.name.isascii()
    assert named.aliases[0].isascii()


def test_a_language_without_words_speaks_english() -> None:
    assert invent_name("th", "bank", stream(3)) == invent_name("en", "bank", stream(3))


def test_abbreviations_are_short() -> None:
    names = [invent_name("en", "services", stream(number, "short")) for number in range(60)]
    found = [alias for named in names for alias in named.aliases]
    assert found
    assert all(alias.isupper() and 3 <= len(alias) <= 5 for alias in found)


@pytest.mark.parametrize(
    ("text", "slug"), [("Banco del Río, S.A.", "banco-del-rio-s-a"), ("Ñandú", "nandu"), ("–", "")]
)
def test_slugs(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_places_are_told_apart_and_weighed() -> None:
    codes = [place.code for place in PLACES]
    assert len(set(codes)) == len(codes)
    assert all(place.weight > 0 and place.languages for place in PLACES)
