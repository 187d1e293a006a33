"""Errors that tell a person what is wrong, where, and how to mend it."""


class FulcrumError(Exception):
    """A problem that a person can mend.

    Attributes:
        what: what is wrong, as a sentence.
        where: the place (file, row, field, setting); empty when there is none.
        mend: what to do about it; empty when nothing can be done.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.mend}" if self.mend else "")


class RefusedError(FulcrumError):
    """The acting person may not do this."""


class ConflictError(FulcrumError):
    """The state of the record does not allow this (any more)."""
