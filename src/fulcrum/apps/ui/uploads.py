"""Files people send: sniffed, bounded, never served inline."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fulcrum.kernel.errors import FulcrumError

SIZE_LIMIT = 20 * 1024 * 1024
UNPACKED_LIMIT = 200 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
_OFFICE_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_ACTIVE_PARTS = ("vbaproject", "activex", "embeddings/", "externallinks/", "macrosheets/")
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept."""

    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes


def clean_name(name: str) -> str:
    """A file name without folders, control or direction-changing characters; 120 at most."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    stem, suffix = PurePath(kept).stem[:110].strip(), PurePath(kept).suffix[:10]
    return f"{stem or 'file'}{suffix}"


def _refuse(name: str, what: str, mend: str) -> FulcrumError:
    return FulcrumError(what, where=name, mend=mend)


def _check_office(name: str, suffix: str, content: bytes) -> None:
    again = _("Save it again without macros and embedded objects, or send a PDF.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile as error:
        raise _refuse(name, _("This file is damaged."), again) from error
    names = [info.filename.lower() for info in infos]
    if _OFFICE_PART[suffix] not in names:
        raise _refuse(name, _("This file is not what its name says."), again)
    if sum(info.file_size for info in infos) > UNPACKED_LIMIT:
        raise _refuse(name, _("This file unpacks to far too much."), again)
    if any(part in entry for entry in names for part in _ACTIVE_PARTS):
        raise _refuse(name, _("This file carries macros or embedded objects."), again)


def _sniffed(content: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return set()


def _check_kind(name: str, suffix: str, content: bytes) -> None:
    wrong = _refuse(
        name,
        _("This file is not what its name says."),
        _("Open it, save it again in the right kind, and send that."),
    )
    if suffix in {".csv", ".txt"}:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise wrong from None
        if "\x00" in text or text.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<svg")):
            raise wrong
        return
    alike = {".jpg", ".jpeg"} if suffix in {".jpg", ".jpeg"} else {suffix}
    if suffix in _OFFICE_PART:
        _check_office(name, suffix, content)
        return
    if not alike & _sniffed(content):
        raise wrong
    if suffix == ".pdf" and (not content.startswith(b"%PDF-") or _ACTIVE_PDF.search(content)):
        raise _refuse(
            name,
            _("This PDF carries scripts or embedded files, or does not begin as a PDF does."),
            _("Print it to a new PDF and send that."),
        )


def check_upload(file: "UploadedFile[Any]", *, limit: int = SIZE_LIMIT) -> CheckedFile:
    """Check a file somebody sent.

    Raises:
        FulcrumError: too large, empty, a kind not taken, or not what its name says.
    """
    name = clean_name(file.name or "file")
    suffix = PurePath(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        kinds = ", ".join(sorted(kind.lstrip(".") for kind in MEDIA_TYPES))
        raise _refuse(
            name,
            _("This kind of file is not taken."),
            _("Send one of: %(kinds)s.") % {"kinds": kinds},
        )
    content = file.read(limit + 1)
    if len(content) > limit:
        most = limit // (1024 * 1024)
        raise _refuse(
            name, _("This file is too large."), _("Send at most %(most)d MB.") % {"most": most}
        )
    if not content:
        raise _refuse(name, _("This file is empty."), _("Choose another."))
    _check_kind(name, suffix, content)
    digest = sha256(content).hexdigest()
    return CheckedFile(name, MEDIA_TYPES[suffix], len(content), digest, content)


def serve_attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file as a download; the browser neither guesses its kind nor shows it."""
    response = HttpResponse(content, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=clean_name(name))
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response
