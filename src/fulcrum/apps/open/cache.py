"""Finished pages, kept in each process and thrown away when what they show may have changed."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from threading import Lock

from django.db import connection
from django.utils.http import http_date

MOST_PAGES, MOST_BYTES = 2000, 64 * 1024 * 1024
WORTH_PACKING = 500
# One row however many there are: both numbers change whichever of two writers commits first.
NEWEST = "SELECT COUNT(*), MAX(id), MAX(at) FROM open_publicchange"


@dataclass(frozen=True, slots=True)
class Version:
    """What all pages of a moment rest on.

    Attributes:
        mark: changes whenever a page may change: with the data, and at midnight (UTC), when
            evidence ages.
        since: the last such moment, in seconds since 1970.
    """

    mark: tuple[object, ...]
    since: int


def current_version() -> Version:
    """The version of this moment; one query."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        count, newest, at = cursor.fetchone()
    now = datetime.now(UTC)
    midnight = datetime.combine(now.date(), time(), UTC)
    changed = at if isinstance(at, datetime) or at is None else datetime.fromisoformat(str(at))
    if changed is not None and changed.tzinfo is None:
        changed = changed.replace(tzinfo=UTC)
    since = max(midnight, changed or midnight)
    return Version((count, newest, now.date()), int(since.timestamp()))


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished page, as it is and packed."""

    content: bytes
    packed: bytes
    etag: str
    content_type: str
    last_modified: str
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> int:
        """What it takes."""
        return len(self.content) + len(self.packed)


def finished(content: bytes, content_type: str, version: Version, **extra: str) -> Kept:
    """A page ready to be kept."""
    packs = len(content) >= WORTH_PACKING
    return Kept(
        content,
        gzip.compress(content, 6, mtime=0) if packs else b"",
        sha256(content_type.encode() + b"\n" + content).hexdigest()[:32],
        content_type,
        http_date(version.since),
        tuple((name.replace("_", "-"), value) for name, value in sorted(extra.items())),
    )


class PageCache:
    """The pages of one version; those not asked for longest go first when there are too many."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._version: Version | None = None
        self._size = 0
        self._lock = Lock()

    def get(self, key: str, version: Version) -> Kept | None:
        """The page of an address, when it was kept under this version."""
        with self._lock:
            if self._version is None or self._version.mark != version.mark:
                self._pages.clear()
                self._version, self._size = version, 0
                return None
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def clear(self) -> None:
        """Throw every page away."""
        with self._lock:
            self._pages.clear()
            self._version, self._size = None, 0

    def keep(self, key: str, page: Kept, version: Version) -> None:
        """Keep a page, unless a newer version has begun meanwhile."""
        with self._lock:
            if self._version is None or self._version.mark != version.mark or key in self._pages:
                return
            self._pages[key] = page
            self._size += page.size
            while self._size > MOST_BYTES or len(self._pages) > MOST_PAGES:
                _key, gone = self._pages.popitem(last=False)
                self._size -= gone.size


PAGES = PageCache()
