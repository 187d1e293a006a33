"""How evaluations and what they mean are put into words: ranges, changes, findings."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.queries.changes import Change
from fulcrum.apps.blueprint.queries.peers import FEWEST, Peers, Quartiles
from fulcrum.kernel.estimates import Range

Named = tuple[str, Range]


def percent(value: float) -> int:
    """A share as whole per cents."""
    return round(100 * value)


def said_range(value: Range | None) -> str:
    """An evaluation: "42–55%", or "42%" when nothing is uncertain."""
    if value is None:
        return _("does not apply")
    low, high = percent(value.low), percent(value.high)
    if low == high:
        return _("%(number)s%%") % {"number": number_format(low)}
    return _("%(low)s–%(high)s%%") % {"low": number_format(low), "high": number_format(high)}


def said_difference(value: Range | None) -> str:
    """A change in percentage points: "+3 to +9", "+4", "0" or "−2 to +5"."""
    if value is None:
        return _("not comparable")
    low, high = percent(value.low), percent(value.high)
    if low == high:
        return _signed(low)
    return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}


def _signed(points: int) -> str:
    sign = "+" if points > 0 else "\u2212" if points < 0 else ""
    return f"{sign}{number_format(abs(points))}"


def day(value: date) -> str:
    """A day in full."""
    return str(date_format(value, "DATE_FORMAT"))


def _certainly_above(one: Range, others: Sequence[Range]) -> bool:
    return all(one.low > other.high for other in others)


def strongest_and_weakest(groups: Sequence[Named]) -> str:
    """Which of some evaluations is highest and which lowest, as far as that is certain."""
    if not groups:
        return _("None of this applies")
    ordered = sorted(groups, key=lambda pair: -pair[1].middle)
    (first, top), (last, bottom) = ordered[0], ordered[-1]
    best = _certainly_above(top, [value for _name, value in ordered[1:]])
    worst = all(bottom.high < value.low for _name, value in ordered[:-1])
    words = {
        "first": first,
        "last": last,
        "top": said_range(top),
        "bottom": said_range(bottom),
    }
    if best and worst and len(ordered) > 1:
        text = _("%(first)s is furthest along (%(top)s), %(last)s least (%(bottom)s)")
    elif best and len(ordered) > 1:
        text = _("%(first)s is furthest along (%(top)s)")
    elif worst and len(ordered) > 1:
        text = _("%(last)s has most to gain (%(bottom)s)")
    elif all(value.is_point for _name, value in ordered):
        text = _("Between %(bottom)s and %(top)s: no single one leads or trails")
    else:
        text = _("Open questions still decide which is furthest along")
    return text % words


def change_finding(change: Change) -> str:
    """What the change since last time amounts to."""
    value = change.overall.difference
    if value is None:
        return _("Nothing can be compared with last time")
    low, high = percent(value.low), percent(value.high)
    words = {"day": day(change.previous.as_of_date), "points": said_difference(value)}
    if low > 0:
        return _("Up %(points)s since %(day)s") % (words | {"points": _points(low, high)})
    if high < 0:
        return _("Down %(points)s since %(day)s") % (words | {"points": _points(-high, -low)})
    if low == high:
        return _("As on %(day)s: no change overall") % words
    text = _("Open questions leave the change since %(day)s open: %(points)s percentage points")
    return text % words


def _points(least: int, most: int) -> str:
    """A distance in percentage points, without its direction."""
    if least == most:
        text = ngettext("%(number)s percentage point", "%(number)s percentage points", least)
        return text % {"number": number_format(least)}
    text = _("%(least)s to %(most)s percentage points")
    return text % {"least": number_format(least), "most": number_format(most)}


def comparability(change: Change) -> str:
    """Which items the comparison with last time rests on."""
    counts: dict[str, object] = {"shared": change.shared_count, "all": change.item_count}
    if change.other_release:
        counts |= {"release": change.previous.release.title}
        return (
            _(
                "The assessment before was made under another release (%(release)s). Only the "
                "%(shared)d of %(all)d questions whose levels mean the same in both, and that "
                "applied both times, are compared."
            )
            % counts
        )
    if change.shared_count < change.item_count:
        text = _("Compared over the %(shared)d of %(all)d questions that applied both times.")
        return text % counts
    return _("Compared over all %(all)d questions.") % counts


def place_among(own: Range | None, peers: Quartiles, count: int) -> str:
    """Where one's own evaluation stands among peers, as far as that is certain."""
    if own is None:
        return _("There is nothing of your own to compare")
    words = {"count": count}
    if own.low > peers.upper:
        return _("Further along than three quarters of %(count)d peers") % words
    if own.high < peers.lower:
        return _("Less far along than three quarters of %(count)d peers") % words
    if peers.lower <= own.low and own.high <= peers.upper:
        return _("Among the middle half of %(count)d peers") % words
    return _("Open questions leave the place among %(count)d peers open") % words


def why_no_peers(peers: Peers, sub_sector: str) -> str:
    """Why there is no comparison with peers."""
    count = ngettext(
        "So far %(count)d other institution of this sub-sector (%(name)s) has submitted.",
        "So far %(count)d other institutions of this sub-sector (%(name)s) have submitted.",
        peers.count,
    ) % {"count": peers.count, "name": sub_sector}
    rule = _(
        "A comparison is shown from %(fewest)d on, so that no single institution can be told apart."
    )
    return f"{count} {rule % {'fewest': FEWEST}}"
