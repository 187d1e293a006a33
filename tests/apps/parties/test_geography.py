"""Countries, languages and continents."""

import pytest
from babel import Locale
from django.utils import translation

from fulcrum.apps.parties import geography
from fulcrum.apps.parties.enums import Continent

# Codes that CLDR names and ISO 3166-1 does not hold as countries.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def test_every_country_of_cldr_is_known_and_lies_on_a_continent() -> None:
    codes = {
        code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()
    }
    assert codes - NO_COUNTRIES == set(geography.countries())
    assert {geography.continent_of(code) for code in geography.countries()} == set(Continent.values)


@pytest.mark.parametrize(
    ("code", "continent"),
    [
        *[(code, "AN") for code in ("AQ", "GS", "TF", "BV", "HM")],
        *[(code, "EU") for code in ("RU", "CY", "LI", "XK")],
        *[(code, "AS") for code in ("TR", "TW", "IO")],
        *[("EG", "AF"), ("AU", "OC"), ("UM", "OC"), ("GF", "SA"), ("GL", "NA")],
    ],
)
def test_territories_lie_where_geonames_says(code: str, continent: str) -> None:
    assert geography.continent_of(code) == continent


@pytest.mark.parametrize("code", ["AN", "CS", "ZZ", "no", ""])
def test_what_is_no_country(code: str) -> None:
    assert not geography.is_country(code)


def test_names_follow_the_reader() -> None:
    with translation.override("ar"):
        assert geography.country_name("KE") == "كينيا"
        assert geography.find_country("كينيا") == "KE"
        assert geography.find_language("السواحيلية") in {"sw", ""}
    assert geography.country_name("KE") == "Kenya"
    assert geography.country_name("??") == "??"
    assert geography.language_name("sw") == "Swahili"


@pytest.mark.parametrize("text", ["ke", "KE", " Kenya ", "KENYA"])
def test_countries_are_found_by_code_or_name(text: str) -> None:
    assert geography.find_country(text) == "KE"


def test_unknown_ones_are_not_found() -> None:
    assert geography.find_country("Atlantis") == ""
    assert geography.find_language("Klingonish") == ""
    assert geography.find_language("English") == "en"
    assert geography.is_language("de")
    assert not geography.is_language("xx-nothing")


def test_an_unknown_language_of_the_reader_falls_back_to_english() -> None:
    with translation.override("en-x-none"):
        assert geography.country_name("KE") == "Kenya"
