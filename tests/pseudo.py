"""Finds text on a page that never passed through gettext.

    with pseudo_language():
        client.cookies["language"] = CODE
        html = client.get("/parties/").content.decode()
    assert untranslated(html, data=["Savannah Trust Bank"]) == []

Names, numbers and other data are not translated: put them into `<bdi>`, `<time>`, `<code>`, `<data>`
or an element with `lang` or `translate="no"`, or name them in `data`.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.conf import settings
from django.test import override_settings

from fulcrum.apps.ui.pseudo import CLOSE, CODE, NAME, OPEN, install

SKIPPED = frozenset({"script", "style", "bdi", "time", "code", "data", "svg"})
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-label")
VOID = frozenset({"input", "link", "meta", "br", "hr", "img", "use", "path", "circle", "source"})
ALWAYS = ("Fulcrum", "CSV", "XLSX", "PDF", "DOCX")
_WRAPPED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_WORD = re.compile(r"[^\W\d_]{2,}")


@contextmanager
def pseudo_language() -> Iterator[str]:
    """Offer the pseudo-locale for a while; its code."""
    languages = [pair for pair in settings.LANGUAGES if pair[0] != CODE]
    with override_settings(LANGUAGES=[*languages, (CODE, NAME)]):
        install()
        yield CODE


class _Texts(HTMLParser):
    """Collects what a person reads or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._silent:
            self.found += [str(given[name]) for name in SPOKEN if given.get(name)]
        if tag in VOID:
            return
        data = (
            tag in SKIPPED or given.get("translate") == "no" or ("lang" in given and tag != "html")
        )
        self._open.append((tag, self._silent or data))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append(" ".join(data.split()))


def _unwrapped(text: str) -> str:
    """What is left of a text outside brackets, the nested ones first."""
    before = ""
    while before != text:
        before, text = text, _WRAPPED.sub(" ", text)
    return text


def untranslated(html: str, *, data: Collection[str] = ()) -> list[str]:
    """The texts of a page in the pseudo-locale that hold words outside its brackets.

    Args:
        html: the page.
        data: names and other values that stand in it and are not translated.
    """
    texts = _Texts()
    texts.feed(html)
    texts.close()
    known = sorted({*ALWAYS, *(str(value) for value in data)}, key=len, reverse=True)
    left = []
    for text in texts.found:
        bare = _unwrapped(text)
        for value in known:
            bare = bare.replace(value, " ")
        if _WORD.search(bare):
            left.append(text)
    return left
