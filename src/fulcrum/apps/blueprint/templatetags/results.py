"""Evaluations as templates write them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.queries.assessments import AnsweredItem
from fulcrum.apps.blueprint.spec import Item
from fulcrum.apps.blueprint.wording import said_difference, said_range
from fulcrum.kernel.estimates import Range

register = template.Library()


@register.filter
def evaluation(value: Range | None) -> str:
    """A range as "42–55%"."""
    return said_range(value)


@register.filter
def difference(value: Range | None) -> str:
    """A change in percentage points as "+3 to +9"."""
    return said_difference(value)


@register.filter
def answered(row: AnsweredItem) -> SafeString:
    """What was answered to an item: a level with its anchor, set aside with the reason, or nothing.

    In Python, for a page has forty of these and a template's branches cost three times as much.
    """
    answer = row.answer
    if answer is not None and answer.not_applicable:
        said = _("Does not apply")
        return format_html(
            '<p><span class="badge tone-secondary">{}</span> <bdi>{}</bdi></p>', said, answer.reason
        )
    if answer is None or answer.level is None:
        return format_html('<p><span class="badge tone-warning">{}</span></p>', _("Not answered"))
    level = _("Level %(level)s") % {"level": answer.level}
    return format_html('<p><strong>{}</strong> <bdi lang="en">{}</bdi></p>', level, row.anchor)


@register.simple_tag
def item_options(items: Iterable[Item], chosen: str) -> SafeString:
    """The items as options of a choice, written in Python for the same reason."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (item.id, SafeString(" selected") if item.id == chosen else "", item.title)
            for item in items
        ),
    )
