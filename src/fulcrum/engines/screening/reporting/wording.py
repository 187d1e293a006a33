"""How amounts, days and lists are worded; the same on every machine, whatever its language."""

from collections.abc import Iterable
from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def money(cents: int, currency: str) -> str:
    """An amount, for instance GBP 1,234.50."""
    return f"{currency} {cents // 100:,}.{cents % 100:02}"


def plain_money(cents: int) -> str:
    """An amount as files hold it, for instance 1234.50."""
    return f"{cents // 100}.{cents % 100:02}"


def day_words(day: date) -> str:
    """A day, for instance 12 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(at: datetime) -> str:
    """A moment of local time, for instance 12 March 2026, 23:30."""
    return f"{day_words(at)}, {at:%H:%M}"


def span_words(first: date, last: date) -> str:
    """One day, or the first and the last of several."""
    if first == last:
        return f"on {day_words(first)}"
    return f"between {day_words(first)} and {day_words(last)}"


def listed(parts: Iterable[str]) -> str:
    """Parts in a sentence: a, b and c; "" for none."""
    told = list(parts)
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun, for instance 1 day or 3 days."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def number(value: float) -> str:
    """A number without needless decimals, for instance 3 or 0.45."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    told = " ".join(text.split())
    if not told:
        return ""
    return told[0].upper() + told[1:] + ("" if told.endswith((".", "!", "?")) else ".")


def letters_of(number_: int) -> str:
    """A, B, … Z, AA, AB, … for 1, 2 and so on."""
    if number_ <= 0:
        return ""
    before, last = divmod(number_ - 1, 26)
    return letters_of(before) + chr(ord("A") + last)
