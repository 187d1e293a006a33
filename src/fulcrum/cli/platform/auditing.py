"""Verify the log from its first row to its last."""

from collections.abc import Callable

from fulcrum.apps.audit.models import FIRST_MAC, ChainHead, Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.audit.verification import Anchor, Verification
from fulcrum.kernel.errors import FulcrumError

__all__ = ["Verification", "current_anchor", "parse_anchor", "verify_log"]


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


def current_anchor() -> str:
    """Where the log ends now."""
    head = ChainHead.objects.filter(id=1).first()
    return f"{head.sequence}:{head.mac}" if head else f"0:{FIRST_MAC}"


def verify_log(anchor: str, report: Callable[[str, int, int | None], None]) -> Verification:
    """Read the whole log; where it was tampered with, if it was."""
    total = Entry.objects.count()
    return verify(parse_anchor(anchor), lambda done: report("Verifying rows", done, total))
