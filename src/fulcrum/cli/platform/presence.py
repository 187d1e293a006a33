"""Who works on an installation's data: servers and workers together, or a restore alone.

A lock on a file in the data folder says so. The system lets go of it when a process ends, however
that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fulcrum.kernel.errors import ConflictError

NAME = ".in-use"


@contextmanager
def _held(folder: Path, kind: int, refusal: ConflictError) -> Iterator[None]:
    with (folder / NAME).open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise refusal from error
        yield


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Say that a server or worker uses the data in a folder.

    Raises:
        ConflictError: it is being replaced.
    """
    refusal = ConflictError(
        "A backup is being restored.", where=str(folder), mend="Start again when it is done."
    )
    with _held(folder, fcntl.LOCK_SH, refusal):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep servers and workers away from the data in a folder.

    Raises:
        ConflictError: one is running.
    """
    refusal = ConflictError(
        "The web server or the worker is running.",
        where=str(folder),
        mend="Stop both, then run this again.",
    )
    with _held(folder, fcntl.LOCK_EX, refusal):
        yield
