"""What stands around a list's rows: filters, what they narrowed, headings that sort."""

from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fulcrum.apps.ui.lists.asking import Asked
from fulcrum.apps.ui.lists.spec import ListSpec
from fulcrum.apps.ui.templatetags.fulcrum import icon


class Chip(NamedTuple):
    """Something that narrows the list, and the address without it."""

    label: str
    value: str
    without: str


def _option(value: str, label: str, *, chosen: bool) -> str:
    mark = " selected" if chosen else ""
    return f'<option value="{escape(value)}"{mark}>{conditional_escape(label)}</option>'


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=2000)
def _select(key: str, label: str, everything: str, options: Pairs, current: str | None) -> str:
    """One filter's select. Hardly any page changes it: every argument is what it is made of."""
    name = f"filter-{key}"
    lines = "".join(_option(value, text, chosen=value == current) for value, text in options)
    applied = " is-applied" if current is not None else ""
    return (
        f'<div class="list-tool"><label class="form-label" for="{name}">{conditional_escape(label)}'
        f'</label><select class="form-select{applied}" id="{name}" name="{key}">'
        f'<option value="">{escape(everything)}</option>{lines}</select></div>'
    )


def selects(spec: ListSpec, asked: Asked) -> SafeString:
    """One select for every filter."""
    everything, lines = _("All"), []
    for choice in spec.filters:
        options = tuple(asked.choices[choice.key])
        current = asked.chosen.get(choice.key)
        lines.append(_select(choice.key, str(choice.label), everything, options, current))
    return mark_safe("".join(lines))


def chips(spec: ListSpec, asked: Asked) -> list[Chip]:
    """What narrows the list, search first."""
    found = [Chip(_("Search"), asked.text, asked.query(q=""))] if asked.text else []
    for choice in spec.filters:
        current = asked.chosen.get(choice.key)
        if current is not None:
            label = next(text for value, text in asked.choices[choice.key] if value == current)
            found.append(Chip(str(choice.label), label, asked.query(**{choice.key: ""})))
    return found


def headings(spec: ListSpec, asked: Asked) -> SafeString:
    """The heading row: sort links, and the state a screen reader hears."""
    lines = []
    for column in spec.columns:
        kind = ' class="num"' if column.numeric else ""
        label = conditional_escape(str(column.label))
        if not column.sort:
            lines.append(f'<th scope="col"{kind}>{label}</th>')
            continue
        mine, down = asked.order.field == column.key, asked.order.descending
        turned = f"-{column.key}" if mine and not down else column.key
        state = f' aria-sort="{"descending" if down else "ascending"}"' if mine else ""
        arrow = icon("arrow-down" if down else "arrow-up") if mine else icon("arrows-sort")
        url = escape(asked.query(sort=turned))
        lines.append(f'<th scope="col"{kind}{state}><a href="{url}">{label}{arrow}</a></th>')
    return mark_safe(f"<tr>{''.join(lines)}</tr>")
