"""Bring the catalogues of translations up to date with the texts of pages and code.

python -m tools.messages           add new texts, empty; say how many wait for a translation
python -m tools.messages --check   only say it; fails when a catalogue lacks a text altogether

Needs no gettext on the machine: Django turns templates into something like code, Babel reads it.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools.machine import ROOT

APPS = ROOT / "src" / "fulcrum" / "apps"
LEFT_OUT = frozenset({"styleguide"})  # for those who build pages, and only in the showcase
_PAIR, _CONTEXT, _BOTH = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PAIR),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _BOTH),
}


def _source(path: Path) -> bytes:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text.encode()
    if not settings.configured:
        settings.configure()
    return templatize(text).encode()


def files_of(folder: Path) -> Iterator[Path]:
    """The files of an app whose texts people read."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and LEFT_OUT.isdisjoint(path.parts):
            yield path


def texts_of(folder: Path) -> Catalog:
    """Every text of an app that passes through gettext."""
    found = Catalog(charset="utf-8")
    for path in files_of(folder):
        for _line, text, _comments, context in extract(
            "python", BytesIO(_source(path)), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(text, context=context)
    return found


def is_done(message: Any) -> bool:
    """Whether a text, and each of its plurals, has a translation."""
    words = message.string
    return all(words) if isinstance(words, tuple) else bool(words)


def lacking(catalogue: Catalog, texts: Catalog) -> list[str]:
    """The texts that a catalogue does not translate."""
    missing: list[str] = []
    for message in texts:
        kept = catalogue.get(message.id, message.context) if message.id else message
        if message.id and (kept is None or not is_done(kept)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def _write(path: Path, catalogue: Catalog, texts: Catalog) -> None:
    for message in texts:
        if message.id and catalogue.get(message.id, message.context) is None:
            catalogue.add(message.id, context=message.context, flags=message.flags)
    target = BytesIO()
    write_po(target, catalogue, no_location=True, omit_header=False, width=100)
    path.write_bytes(target.getvalue())


def main(arguments: list[str], apps: Path = APPS) -> int:
    """Bring every catalogue up to date, or look whether they are; the exit status."""
    waiting = 0
    for path in sorted(apps.glob("*/locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalogue = read_po(file)
        texts = texts_of(path.parents[3])
        missing = lacking(catalogue, texts)
        waiting += len(missing)
        print(f"{path.relative_to(apps)}: {len(missing)} texts wait for a translation")
        for text in missing:
            print(f"  {text}")
        if "--check" not in arguments:
            _write(path, catalogue, texts)
    return int("--check" in arguments and waiting > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
