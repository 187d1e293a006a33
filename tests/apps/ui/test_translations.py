"""What people read on every page, figure and report has an Arabic draft with its placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from fulcrum.apps import ui
from tools.messages import lacking, texts_of

HOME = Path(ui.__file__).parent
_PLACE = re.compile(r"%\((\w+)\)")


@pytest.fixture(scope="module")
def arabic() -> Catalog:
    with (HOME / "locale/ar/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("folder", ["templates/ui", "figures", "reports", "lists"])
def test_arabic_is_complete(arabic: Catalog, folder: str) -> None:
    texts = texts_of(HOME / folder)
    assert len(texts) > 2
    assert lacking(arabic, texts) == []


def test_translations_name_what_the_texts_name(arabic: Catalog) -> None:
    for message in arabic:
        if isinstance(message.id, str) and message.id:
            assert set(_PLACE.findall(message.id)) == set(_PLACE.findall(str(message.string)))
