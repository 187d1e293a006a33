"""Template tags."""

from django.template import engines

from fulcrum.apps.ui.templatetags.fulcrum import badge, icon, unconfirmed


def test_icons_are_silent_unless_they_have_a_label() -> None:
    assert 'aria-hidden="true"' in icon("lock")
    assert 'role="img" aria-label="&lt;Private&gt;"' in icon("lock", "<Private>")
    assert "icons.svg#lock" in icon("lock")


def test_badges_are_escaped() -> None:
    assert badge("<b>", "warning") == '<span class="badge tone-warning">&lt;b&gt;</span>'


def test_working_titles_are_marked() -> None:
    assert unconfirmed(True) == ""
    assert "working title" in unconfirmed(False)


def test_crumbs_and_mark() -> None:
    source = "{% load fulcrum %}{% crumbs 'A' '/a' 'B' '/b' %}{% brand_mark %}"
    html = engines["django"].from_string(source).render({})
    assert html.count('<li class="breadcrumb-item">') == 2
    assert "brand-beam" in html
