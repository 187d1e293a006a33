"""Catalogues follow the texts of pages and code, without gettext on the machine."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import messages

PO = 'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "Search"\nmsgstr "بحث"\n'
CODE = """
_("Search")
_("Two " "parts")
ngettext("%(n)d row", "%(n)d rows", n)
pgettext("verb", "Open")
other("not a text")
"""
PAGE = """{% load i18n %}<p>{% translate "On a page" %}</p>
{% blocktranslate with a=b %}Named {{ a }}{% endblocktranslate %}<b>It's plain</b>"""


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    app = tmp_path / "ui"
    catalogue = app / "locale" / "ar" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (catalogue / "django.po").write_text(PO, "utf-8")
    (app / "code.py").write_text(CODE)
    (app / "page.html").write_text(PAGE)
    (app / "styleguide").mkdir()
    (app / "styleguide" / "a.py").write_text('_("For builders")')
    return tmp_path


def test_texts_of_code_and_pages_are_found(apps: Path) -> None:
    found = {message.id for message in messages.texts_of(apps / "ui") if message.id}
    assert found == {
        "Search",
        "Two parts",
        ("%(n)d row", "%(n)d rows"),
        "Open",
        "On a page",
        "Named %(a)s",
    }


def test_checking_names_what_waits_and_changes_nothing(
    apps: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert messages.main(["--check"], apps) == 1
    said = capsys.readouterr().out
    assert "django.po: 5 texts wait for a translation" in said
    assert "  Two parts" in said
    assert "  Search" not in said
    assert (apps / "ui/locale/ar/LC_MESSAGES/django.po").read_text("utf-8") == PO


def test_new_texts_are_added_and_old_translations_kept(apps: Path) -> None:
    path = apps / "ui/locale/ar/LC_MESSAGES/django.po"
    assert messages.main([], apps) == 0
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert catalogue.get("Search").string == "بحث"  # type: ignore[union-attr]
    assert catalogue.get("On a page") is not None
    assert catalogue.get("Open", "verb") is not None
    written = path.read_text("utf-8")
    messages.main([], apps)
    assert path.read_text("utf-8") == written


def test_a_catalogue_that_lacks_nothing_passes(apps: Path) -> None:
    for path in (apps / "ui").glob("*.*"):
        path.unlink()
    assert messages.main(["--check"], apps) == 0
