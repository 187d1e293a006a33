"""What an organisation's fields may hold: one check for forms, files, the API and reference data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from fulcrum.apps.parties import geography
from fulcrum.apps.parties.enums import ActorType, Mark, SizeBand, SubSector
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.identifiers import is_lei, tidy_lei
from fulcrum.kernel.sectors import is_sector

Values = Mapping[str, Any]

# Every field that people and files fill in, with the value it has when nobody does.
DEFAULTS: dict[str, Any] = {
    "name": "",
    "aliases": [],
    "lei": "",
    "actor_types": [],
    "sub_sector": "",
    "country": "",
    "jurisdictions": [],
    "languages": [],
    "size_band": "",
    "sector_code": "",
    "website": "",
    "notes": "",
    "source": "",
    "source_date": None,
    "mark": "",
    "external_key": "",
}
FIELDS = tuple(DEFAULTS)
# Set by whoever loads data, not by people or files.
ORIGIN_FIELDS = ("is_reference", "is_invented")
LENGTHS = {"name": 300, "website": 300, "notes": 20_000, "source": 500, "external_key": 120}
MANY = 100
_CONTROL = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}
_check_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value, and how to mend it."""

    field: str
    value: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.mend}".strip()


class InvalidValuesError(FulcrumError):
    """Some values cannot be kept; `faults` says which and why."""

    def __init__(self, faults: list[Fault]) -> None:
        first = faults[0]
        super().__init__(first.what, where=first.field, mend=first.mend)
        self.faults = faults


def _name(value: str) -> str:
    return "" if value.strip() else _("A name is missing.")


def _lei(value: str) -> str:
    if not value or is_lei(value):
        return ""
    return _("This is not a valid LEI: its length, characters or check digits are wrong.")


def _choice(choices: type[TextChoices], *, blank: bool = True) -> Callable[[str], str]:
    known = frozenset(choices.values)

    def check(value: str) -> str:
        if value in known or (blank and not value):
            return ""
        return (
            _("“%(value)s” is none of the choices.") % {"value": value}
            if value
            else _("A choice is missing.")
        )

    return check


def _country(value: str) -> str:
    if not value:
        return _("A country is missing.")
    return "" if geography.is_country(value) else _unknown(_("country"), value)


def _unknown(what: str, value: str) -> str:
    return _("“%(value)s” is no %(what)s known here.") % {"what": what, "value": value}


def _each(known: Callable[[str], bool], what: Callable[[], str]) -> Callable[[Iterable[str]], str]:
    def check(values: Iterable[str]) -> str:
        found = list(values)
        if len(found) > MANY or len(found) != len(set(found)):
            return _("Something stands here twice, or there are more than 100.")
        wrong = next((value for value in found if not known(value)), None)
        return "" if wrong is None else _unknown(what(), wrong)

    return check


def _sector(value: str) -> str:
    return "" if not value or is_sector(value) else _unknown(_("ISIC sector"), value)


def _website(value: str) -> str:
    if not value:
        return ""
    try:
        _check_url(value)
    except ValidationError:
        return _("This is not a web address that begins with http:// or https://.")
    return ""


_ACTOR_TYPES = frozenset(ActorType.values)
_CHECKS: dict[str, Callable[[Any], str]] = {
    "name": _name,
    "lei": _lei,
    "aliases": _each(lambda text: 0 < len(text.strip()) <= LENGTHS["name"], lambda: _("name")),
    "actor_types": _each(_ACTOR_TYPES.__contains__, lambda: _("kind of actor")),
    "sub_sector": _choice(SubSector, blank=False),
    "country": _country,
    "jurisdictions": _each(geography.is_country, lambda: _("country")),
    "languages": _each(geography.is_language, lambda: _("language")),
    "size_band": _choice(SizeBand),
    "sector_code": _sector,
    "website": _website,
    "mark": _choice(Mark),
}


def tidy(field: str, value: Any) -> Any:
    """A value as it is kept: no blanks at its ends, no control characters, LEIs in capitals."""
    if isinstance(value, list):
        return [tidy("", part) for part in value]
    if not isinstance(value, str):
        return value
    if field == "lei":
        return tidy_lei(value)
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_CONTROL).strip()


def tidied(values: Values) -> dict[str, Any]:
    """Values as they are kept."""
    return {field: tidy(field, value) for field, value in values.items()}


def _fault(field: str, value: Any) -> Fault | None:
    check = _CHECKS.get(field)
    what = check(value) if check else ""
    limit = LENGTHS.get(field)
    if not what and limit and len(value) > limit:
        what = _("This is longer than %(limit)d characters.") % {"limit": limit}
    return Fault(field, str(value), what) if what else None


def faults_in(values: Values) -> list[Fault]:
    """What is wrong with some values, in the order of the fields."""
    found = (_fault(field, values[field]) for field in FIELDS if field in values)
    return [fault for fault in found if fault]


def check_values(values: Values) -> None:
    """Check values before they are kept.

    Raises:
        InvalidValuesError: something is wrong; it lists everything that is.
        KeyError: there is no such field (a mistake of the program, not of a person).
    """
    unknown = values.keys() - DEFAULTS.keys() - set(ORIGIN_FIELDS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    if found := faults_in(values):
        raise InvalidValuesError(found)
