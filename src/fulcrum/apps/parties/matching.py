"""Which known organisation a row of data means: by key, by LEI, else by name and country."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.names import name_key
from fulcrum.apps.parties.references import readings
from fulcrum.apps.parties.values import Fault


def _said(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "")


def place_of(values: Mapping[str, Any]) -> tuple[str, str]:
    """Name and country as they are compared."""
    return name_key(_said(values, "name")), _said(values, "country")


def _root(organisation: Organisation) -> Organisation:
    """The organisation this one became part of, however many merges later."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


@dataclass(frozen=True, slots=True)
class Known:
    """Organisations that some rows may mean."""

    by_key: dict[str, Organisation]
    by_lei: dict[str, Organisation]
    by_place: dict[tuple[str, str], list[Organisation]]


def _live(found: Iterable[Organisation], kept: dict[int, Organisation]) -> Iterable[Any]:
    """Each row found with the live organisation it stands for, one object for each of those.

    Live rows come last, so that a merged record never hides a live one of the same key.
    """
    for row in sorted(found, key=lambda row: row.merged_into_id is None):
        root = _root(row)
        yield row, kept.setdefault(root.pk, root)


def load_known(rows: Sequence[Mapping[str, Any]]) -> Known:
    """Look up everything that some rows may mean, in three queries."""
    wanted = Organisation.objects.select_related("merged_into")
    keys = {_said(values, "external_key") for values in rows} - {""}
    leis = {_said(values, "lei") for values in rows} - {""}
    names = {place_of(values)[0] for values in rows} - {""}
    kept: dict[int, Organisation] = {}
    by_key = {
        row.external_key: live for row, live in _live(wanted.filter(external_key__in=keys), kept)
    }
    by_lei = {row.lei: live for row, live in _live(wanted.filter(lei__in=leis), kept)}
    by_place: dict[tuple[str, str], list[Organisation]] = {}
    for row in Organisation.objects.live().filter(name_key__in=names):
        live = kept.setdefault(row.pk, row)
        by_place.setdefault((row.name_key, row.country), []).append(live)
    return Known(by_key, by_lei, by_place)


def _contradicts(organisation: Organisation, values: Mapping[str, Any]) -> bool:
    """Whether keys or LEIs on both sides differ: then the same name is another organisation."""
    pairs = ((getattr(organisation, name), _said(values, name)) for name in ("external_key", "lei"))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def find(values: Mapping[str, Any], known: Known) -> Organisation | Fault | None:
    """The organisation a row means; None when it is new, a Fault when that cannot be told."""
    key, lei = _said(values, "external_key"), _said(values, "lei")
    by_key, by_lei = known.by_key.get(key), known.by_lei.get(lei)
    if by_key and by_lei and by_key is not by_lei:
        what = _("The key belongs to “%(one)s”, the LEI to “%(other)s”.")
        what %= {"one": by_key, "other": by_lei}
        return Fault("lei", lei, what, _("Correct one of them, or merge the two."))
    if by_lei and key and by_lei.external_key and by_lei.external_key != key:
        what = _("This LEI belongs to “%(name)s”, which has another key.") % {"name": by_lei}
        return Fault("external_key", key, what)
    if by_key or by_lei:
        return by_key or by_lei
    named = [
        one for one in known.by_place.get(place_of(values), []) if not _contradicts(one, values)
    ]
    if len(named) > 1:
        what = _("%(count)d organisations have this name in this country.") % {"count": len(named)}
        return Fault("name", _said(values, "name"), what, _("Give the LEI or the key."))
    return named[0] if named else None


def find_named(text: str, known: Known) -> Organisation | None:
    """The organisation that a cell names by LEI, key or "Name (CC)"; `readings` were looked up."""
    found = (find(reading, known) for reading in readings(text))
    return next((one for one in found if isinstance(one, Organisation)), None)


@dataclass(slots=True)
class Seen:
    """What the rows of one file mean, so that none is taken twice.

    Only hashes are kept: a file of 100,000 rows costs a few megabytes.
    """

    _sure: dict[int, int] = field(default_factory=dict)
    _named: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def earlier(self, number: int, values: Mapping[str, Any]) -> int:
        """The number of an earlier row that means the same; 0 when there is none."""
        tokens = [
            hash((name, said)) for name in ("external_key", "lei") if (said := _said(values, name))
        ]
        place, sure = hash(place_of(values)), bool(tokens)
        same = next((self._sure[token] for token in tokens if token in self._sure), 0)
        alike, alike_sure = self._named.get(place, (0, True))
        if not same and alike and not (sure and alike_sure):
            same = alike
        for token in tokens:
            self._sure.setdefault(token, number)
        self._named[place] = (alike or number, sure and alike_sure)
        return same

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether some row means this."""
        said = ((name, _said(values, name)) for name in ("external_key", "lei"))
        if any(hash(pair) in self._sure for pair in said if pair[1]):
            return True
        return "name" in values and hash(place_of(values)) in self._named
