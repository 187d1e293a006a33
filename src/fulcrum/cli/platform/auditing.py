"""Verify the log from its first row to its last."""

from collections.abc import Callable

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.audit.verification import Anchor, Verification
from fulcrum.kernel.errors import FulcrumError


def parse_anchor(text: str) -> Anchor | None:
    """An anchor as `fulcrum audit verify` printed it: number and MAC, parted by a colon.

    Raises:
        FulcrumError: it is something else.
    """
    if not text:
        return None
    number, _colon, mac = text.partition(":")
    if not number.isdecimal() or not mac:
        raise FulcrumError(
            "This is not an anchor.",
            where=text,
            mend="Give the text that an earlier verification printed, such as 1200:4f0c….",
        )
    return Anchor(int(number), mac)


def verify_log(anchor: str, report: Callable[[str, int, int | None], None]) -> Verification:
    """Read the whole log; where it was tampered with, if it was."""
    total = Entry.objects.count()
    return verify(parse_anchor(anchor), lambda done: report("Verifying rows", done, total))
