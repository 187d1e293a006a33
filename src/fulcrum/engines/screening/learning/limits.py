"""What may travel between banks: the format, the pack it is about, the smallest count."""

from re import fullmatch

from fulcrum.kernel.errors import FulcrumError

FORMAT = 1
KIND = "fulcrum.screening.effectiveness"
LEAST = 10


def check_pack(name: object, digest: object) -> None:
    """A pack's name and digest.

    Raises:
        FulcrumError: either is written otherwise.
    """
    if not isinstance(name, str) or not fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
        raise FulcrumError(f"{name!r} is no pack.", where="pack", mend="Name a typology pack.")
    if not isinstance(digest, str) or not fullmatch(r"[0-9a-f]{64}", digest):
        told = "The digest of the pack is not 64 hex digits."
        raise FulcrumError(told, where="digest", mend="Take it from run.json.")


def is_count(value: object, least: int, most: int) -> bool:
    """Whether a value is a whole number between two bounds."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def check_least(least: object) -> None:
    """The smallest count that is told.

    Raises:
        FulcrumError: it is below ten, or no whole number.
    """
    if not is_count(least, LEAST, 1000):
        told = f"{least!r} would tell counts that are too small."
        raise FulcrumError(told, where="least", mend=f"Give {LEAST} to 1,000.")
