"""The languages of the public site, which begin its addresses: /en/, /ar/."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

PSEUDO = "en-xa"


@cache
def languages() -> dict[str, str]:
    """Codes and own names; the language that only shows what was not translated is left out."""
    return {code: name for code, name in settings.LANGUAGES if code != PSEUDO}


def is_language(part: str) -> bool:
    """Whether an address beginning so is of the public site."""
    return part in languages()


def first_part(path: str) -> str:
    """What an address begins with."""
    return path[1:].partition("/")[0]


def preferred(request: HttpRequest) -> str:
    """The language a browser asks for, of those there are."""
    for code, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            found = get_supported_language_variant(code)
        except LookupError:
            continue
        if is_language(found):
            return found
    return settings.LANGUAGE_CODE


class LanguageConverter:
    """A language in an address."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        """The language; no such address when there is no such language."""
        if not is_language(value):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value
