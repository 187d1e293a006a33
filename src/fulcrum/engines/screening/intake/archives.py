"""Archives of files: unpacked once, with every name kept inside, and nothing larger than meant."""

import os
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import rmtree

from fulcrum.kernel.errors import FulcrumError

MOST_UNPACKED = 200 * 1024**3
MOST_RATIO = 200  # what text can shrink by; more is a bomb
SMALL = 10_000  # bytes; below, a ratio says nothing


def unpack(file: Path, folder: Path) -> list[Path]:
    """The members of an archive, as files of a folder that holds nothing else.

    Raises:
        FulcrumError: it is broken, a bomb, or has a name that leads out of the folder.
    """
    rmtree(folder, ignore_errors=True)
    try:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _refuse(file, members)
            for member in members:
                made = archive.extract(member, folder)
                # As old as the archive says: what was taken in before is known again.
                at = datetime(*member.date_time, tzinfo=UTC).timestamp()
                os.utime(made, (at, at))
    except (
        zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error,
    ) as error:  # fmt: skip
        raise FulcrumError(
            f"The archive cannot be opened: {error}.", where=file.name, mend="Make it again."
        ) from None
    return [one for one in sorted(folder.rglob("*")) if one.is_file()]


def _refuse(file: Path, members: list[zipfile.ZipInfo]) -> None:
    size = sum(one.file_size for one in members)
    if size > MOST_UNPACKED or size > MOST_RATIO * max(file.stat().st_size, SMALL):
        raise FulcrumError(
            f"It would unpack to {size:,} bytes, more than can be meant.",
            where=file.name,
            mend="Unpack it yourself and hand over the folder.",
        )
    outside = next((one.filename for one in members if _leads_out(one.filename)), None)
    if outside is not None:
        raise FulcrumError(
            f"It holds a file whose name leads elsewhere: {outside!r}.",
            where=file.name,
            mend="Do not open it; ask who made it.",
        )


def _leads_out(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or bool(PureWindowsPath(name).drive)
