"""Archives (XLSX, DOCX) taken only when what they hold is bounded, whatever they say about it."""

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from fulcrum.kernel.errors import FulcrumError

UNPACKED_LIMIT = 400 * 1024 * 1024
MEMBER_LIMIT = 5_000
CELL_LIMIT = 6_000_000  # what a reader makes room for: rows × columns, used or not
CHUNK = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PLACE = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']\s*([A-Za-z]{1,8})(\d{1,10})""")
_OVERLAP = 200  # a cell's head may be cut in two by a chunk


def too_much(name: str) -> FulcrumError:
    """What is said of an archive that unpacks beyond its bounds."""
    return FulcrumError(
        _("This file unpacks to far too much."),
        where=name,
        mend=_("Split it into smaller files, or send it as CSV."),
    )


def damaged(name: str) -> FulcrumError:
    """What is said of an archive that is not whole."""
    return FulcrumError(
        _("This workbook is damaged."), where=name, mend=_("Save it again as XLSX.")
    )


def unpacked(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int
) -> Iterator[bytes]:
    """A member's content in pieces, counted as it really is and not as its head says.

    Raises:
        FulcrumError: it is more than `limit`, or not what its head says.
    """
    if info.compress_type not in _METHODS or info.flag_bits & 1:
        raise damaged(name)
    honest = copy.copy(info)
    honest.file_size = limit + 2 * CHUNK  # read what is there, not what the head says
    count = 0
    try:
        with archive.open(honest) as file:
            while piece := file.read(CHUNK):
                count += len(piece)
                if count > limit:
                    raise too_much(name)
                yield piece
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error) as error:
        raise damaged(name) from error
    if count != info.file_size:
        raise damaged(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _far_corner(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and the last column that any cell of a sheet names."""
    rows = columns = 0
    rest = b""
    for piece in pieces:
        text = rest + piece
        for letters, digits in _PLACE.findall(text):
            rows = max(rows, int(digits))
            columns = max(columns, _column_number(letters))
        rest = text[-_OVERLAP:]
    return rows, columns


def _check_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int) -> None:
    # Every member: a workbook's index may call a file of any name a sheet.
    rows, columns = _far_corner(unpacked(archive, info, name, limit))
    if rows * columns > CELL_LIMIT:
        raise FulcrumError(
            _("A sheet of this workbook spreads over %(rows)d rows and %(columns)d columns.")
            % {"rows": rows, "columns": columns},
            where=name,
            mend=_("Delete what stands far outside the table, or send it as CSV."),
        )


def check_archive(source: Path | BinaryIO, name: str = "", *, limit: int = UNPACKED_LIMIT) -> None:
    """Refuse an archive that unpacks to too much, or a sheet that spreads too far.

    A reader makes room for every cell between the first and the last, so that a workbook of 5 kB
    with one cell in the far corner would otherwise take all memory.

    Raises:
        FulcrumError: it is not an archive, or its content is out of bounds.
    """
    said = name or getattr(source, "name", "")
    try:
        with zipfile.ZipFile(source) as archive:
            infos = archive.infolist()
            left = limit
            if len(infos) > MEMBER_LIMIT or sum(info.file_size for info in infos) > limit:
                raise too_much(said)
            for info in infos:
                _check_member(archive, info, said, left)
                left -= info.file_size
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise damaged(said) from error
