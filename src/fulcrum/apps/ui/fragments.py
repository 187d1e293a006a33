"""Rendered pieces of the shell, kept between requests.

They change with language, colours and role, hardly ever with the request, and rendering them anew
would cost more than the page inside. What does belong to one request (the CSRF token, the address,
the person's name) stands in the kept piece as a mark and is put in at the end, escaped.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

KEPT = 512
NONCE, TOKEN, NEXT, PERSON = "\x00nonce\x00", "\x00token\x00", "\x00next\x00", "\x00person\x00"


@dataclass(frozen=True, slots=True)
class Base:
    """What every piece depends on."""

    language_code: str
    theme: str
    is_rtl: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sidebar."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation to act for."""

    pk: int
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Account:
    """The account's menu, but for the name."""

    is_known: bool = False
    current: str = ""
    switch_url: str = ""
    memberships: tuple[Choice, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def _context(base: Base) -> dict[str, Any]:
    return {
        "language_code": base.language_code,
        "theme": base.theme,
        "is_rtl": base.is_rtl,
        "token": TOKEN,
        "next": NEXT,
        "nonce": NONCE,
        "person": PERSON,
    }


@lru_cache(maxsize=KEPT)
def _head(base: Base) -> str:
    return render_to_string("ui/_head.html", _context(base))


def head(base: Base, nonce: str) -> SafeString:
    """Style sheets and scripts."""
    return mark_safe(_head(base).replace(NONCE, nonce))


@lru_cache(maxsize=KEPT)
def side(base: Base, lines: tuple[Line, ...]) -> SafeString:
    """The sidebar."""
    return render_to_string("ui/_side.html", _context(base) | {"lines": lines})


@lru_cache(maxsize=KEPT)
def _search(base: Base, url: str) -> str:
    return render_to_string("ui/_search.html", _context(base) | {"search_url": url})


def search(base: Base, url: str, token: str) -> SafeString:
    """The search of the whole site. It posts, for people search names, and no address holds one."""
    return mark_safe(_search(base, url).replace(TOKEN, token))


@lru_cache(maxsize=KEPT)
def _tools(base: Base, account: Account) -> str:
    context = _context(base) | {"account": account, "languages": settings.LANGUAGES}
    return render_to_string("ui/_tools.html", context)


def account_of(context: dict[str, Any]) -> Account:
    """The account's menu from what the context providers gave."""
    return Account(
        is_known=context["actor"].is_known,
        current=str(context.get("current_membership", "")),
        switch_url=context.get("switch_url", ""),
        memberships=tuple(
            Choice(row["pk"], str(row["label"]), row["current"])
            for row in context.get("memberships", ())
        ),
        links=tuple((link["url"], str(link["label"])) for link in context.get("account_links", ())),
    )


def tools(base: Base, context: dict[str, Any], token: str, address: str) -> SafeString:
    """Language, colours, organisation and account."""
    kept = _tools(base, account_of(context))
    filled = (
        kept.replace(TOKEN, token)
        .replace(NEXT, escape(address))
        .replace(PERSON, escape(context["actor"].label))
    )
    return mark_safe(filled)
