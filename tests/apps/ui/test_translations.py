"""Every text of the shell's own templates has an Arabic draft with the same placeholders."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from fulcrum.apps import ui

HOME = Path(ui.__file__).parent
_PLACE = re.compile(r"%\((\w+)\)")


def _texts() -> set[str]:
    found: set[str] = set()
    for path in (HOME / "templates" / "ui").glob("*.html"):
        text = path.read_text("utf-8")
        found.update(re.findall(r"""{%\s*translate\s+["']([^"']+)["']""", text))
    return found


def test_arabic_is_complete() -> None:
    with (HOME / "locale/ar/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    drafted = {message.id for message in catalogue if message.string}
    assert _texts() - drafted == set()
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert set(_PLACE.findall(message.id)) == set(_PLACE.findall(str(message.string)))
