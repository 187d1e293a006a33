"""What the content security policy would block, and what right-to-left would break."""

import re
from pathlib import Path

import pytest

from tests.architecture.graph import SOURCE

TEMPLATES = sorted((SOURCE / "fulcrum").rglob("templates/**/*.html"))
STYLES = [p for p in sorted((SOURCE / "fulcrum").rglob("*.css")) if "vendor" not in p.parts]
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+=", re.IGNORECASE),
    "an address outside": re.compile(r"""(?:src|action)=["']https?:""", re.IGNORECASE),
    "a javascript address": re.compile(r"""=["']javascript:""", re.IGNORECASE),
}
SIDES = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|"
    r"float\s*:\s*(?:left|right)|text-align\s*:\s*(?:left|right))"
)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_hold_nothing_the_policy_blocks(what: str) -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {match.group()[:60]}"
        for path in TEMPLATES
        for match in FORBIDDEN[what].finditer(path.read_text("utf-8"))
    ]
    assert TEMPLATES
    assert found == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_know_start_and_end_not_left_and_right(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert SIDES.findall(text) == []
