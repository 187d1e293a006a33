"""The pseudo-locale and the helper that finds what it does not reach."""

import pytest
from django.utils import formats, translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.ui.pseudo import CODE, pseudo
from tests.pseudo import pseudo_language, untranslated

PLACES = ["%(n)s", "{x}", "<b>", "&amp;"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Save", "⟦Šàṽé⟧"),
        ("%(count)s of {total}", "⟦%(count)s öƒ {total}⟧"),
        ("<b>Go</b> &amp; on", "⟦<b>Ĝö</b> &amp; öñ⟧"),
        ("%(done)s", "%(done)s"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_texts(text: str, wanted: str) -> None:
    assert pseudo(text) == wanted


@given(st.lists(st.sampled_from(["a", "b ", *PLACES])))
def test_any_text_keeps_its_placeholders(parts: list[str]) -> None:
    text = "".join(parts)
    assert all(pseudo(text).count(place) == parts.count(place) for place in PLACES)


def test_every_door_of_gettext() -> None:
    with pseudo_language(), translation.override(CODE):
        assert gettext("Save").startswith("⟦")
        assert pgettext("button", "Save") == gettext("Save")
        assert ngettext("row", "rows", 2) == pseudo("rows")
        assert npgettext("table", "row", "rows", 1) == pseudo("row")
        assert formats.get_format("SHORT_DATE_FORMAT") == "j M Y"


PAGE = """<html lang="en-xa"><head><title>⟦ţîţļé⟧ · Fulcrum</title><style>a b</style></head>
<body><p>⟦ĝööð ⟦ñéšţéð⟧⟧ 12</p><bdi>Grace</bdi><time>24 Nov</time><img alt="{alt}"><br>
<p translate="no">raw <b>deep</b></p><button lang="ar">عربي</button><a href="/">{text}</a></body></html>"""


def test_finds_what_was_not_handed_to_gettext() -> None:
    clean = PAGE.format(alt="⟦ƥîç⟧", text="⟦ĝö⟧")
    assert untranslated(clean) == []
    assert untranslated(PAGE.format(alt="Picture", text="Go  on")) == ["Picture", "Go on"]
    assert untranslated(PAGE.format(alt="", text="Bank A: ⟦öþéñ⟧"), data=["Bank A"]) == []
