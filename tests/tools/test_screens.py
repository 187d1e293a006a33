"""The pictures of the documentation are of pages that exist."""

import re

from tools.screens import FOLDER, SHOTS, THEMES, WIDTHS, main

ROOT = FOLDER.parent


def test_names_tell_pictures_apart() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(set(names)) == len(names)


def test_an_unknown_name_is_told() -> None:
    assert main(["nothing"]) == 2


def test_every_picture_is_kept_in_every_look() -> None:
    wanted = {
        f"{s.name}-{theme}-{width}.png" for s in SHOTS for theme in THEMES for width in WIDTHS
    }
    assert wanted == {path.name for path in FOLDER.glob("*.png")}


def test_the_documentation_shows_pictures_that_exist() -> None:
    text = "\n".join(path.read_text("utf-8") for path in ROOT.glob("[a-z]*/*.md"))
    shown = set(re.findall(r"screens/([\w-]+\.png)", text))
    assert shown
    assert shown <= {path.name for path in FOLDER.glob("*.png")}
