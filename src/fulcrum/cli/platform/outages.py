"""Databases that are away, old or full: a sentence with what to do about it."""

from django.db import DatabaseError, InterfaceError

from fulcrum.apps.ui.errors import outage_text

_NOT_MADE = ("no such table", "no such column", "does not exist")
_FULL = "disk"


def first_line(error: BaseException) -> str:
    """What a database says, without its hints."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def sentence(error: BaseException) -> str:
    """What a database's error means for whoever runs a command; "" for any other error."""
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return ""
    said = first_line(error)
    if any(words in said for words in _NOT_MADE):
        return f"The database is not up to date ({said}). Run `fulcrum migrate`."
    outage = outage_text(error)
    if _FULL in outage:
        return f"{outage} Free some space, then run this again."
    if outage:
        return f"The database cannot be used: {said}. Check FULCRUM_DATABASE_URL and its server."
    return f"The database refused this: {said}."
