"""One row of a list's file, as an entry or as what is wrong with it.

Birth dates, sex, nationality and ethnicity are never read, whatever a file holds; the country of a
person is not read either, because lists mix it up with nationality.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fulcrum.engines.screening.names.entries import (
    ORGANISATION,
    PERSON,
    UNSAID,
    VESSEL,
    Entry,
    Finding,
)
from fulcrum.engines.screening.names.fold import LONGEST_NAME, clean, words_of

# Schemata of FollowTheMoney whose names are compared. LegalEntity: a person or a firm, unsaid.
SCHEMATA = {
    "Person": PERSON, "Organization": ORGANISATION, "Company": ORGANISATION,
    "PublicBody": ORGANISATION, "Vessel": VESSEL, "Airplane": VESSEL, "LegalEntity": UNSAID,
}  # fmt: skip
NAME_PROPERTIES = ("name", "alias", "previousName", "weakAlias")
COUNTRY_PROPERTIES = ("jurisdiction", "country", "flag")
KINDS = {
    "person": PERSON, "individual": PERSON, "natural person": PERSON,
    "organisation": ORGANISATION, "organization": ORGANISATION, "entity": ORGANISATION,
    "company": ORGANISATION, "firm": ORGANISATION, "vessel": VESSEL, "ship": VESSEL, "": UNSAID,
}  # fmt: skip
_BETWEEN_ALIASES = re.compile(r"[;|\n]")


def _texts(value: Any) -> list[str]:
    """A value as texts: one, several, or none."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _texts(one)]
    return [clean(str(value))]


def _first(values: Mapping[str, Any], *keys: str) -> str:
    return next((text for key in keys for text in _texts(values.get(key)) if text), "")


def _names(row: int, column: str, told: Iterable[str]) -> tuple[list[str], list[Finding]]:
    """The names that can be compared, each once, and what is wrong with the others."""
    kept: dict[str, None] = {}
    wrong = []
    for name in told:
        if not name:
            continue
        if len(name) > LONGEST_NAME:
            wrong.append(Finding(row, column, f"is longer than {LONGEST_NAME} characters", True))
        elif not any(one.is_full for one in words_of(name)):
            wrong.append(Finding(row, column, f"holds no word to compare: {name[:40]!r}", True))
        else:
            kept.setdefault(name)
    return list(kept), wrong


def _told(row: int, names: list[str], wrong: list[Finding]) -> tuple[bool, list[Finding]]:
    if names:
        return True, wrong
    reason = wrong[0] if wrong else Finding(row, "name", "is empty", False)
    return False, [Finding(row, reason.column, reason.what, False)]


def entry_of(
    row: int, values: Mapping[str, Any], source: str
) -> tuple[Entry | None, list[Finding]]:
    """A row of one's own list.

    Args:
        row: its number.
        values: by lower-case column: name, and perhaps aliases, id, kind, country, source, date.
        source: of a row that names none.

    Returns:
        The entry, or None when the row must be set aside; and what is wrong.
    """
    aliases = [
        part.strip()
        for key in ("aliases", "alias")
        for text in _texts(values.get(key))
        for part in _BETWEEN_ALIASES.split(text)
    ]
    main, wrong = _names(row, "name", _texts(values.get("name")))
    others, wrong_aliases = _names(row, "aliases", aliases)
    names = list(dict.fromkeys([*main, *others]))
    good, findings = _told(row, names, [*wrong, *wrong_aliases])
    if not good:
        return None, findings
    said = _first(values, "kind", "type", "schema").lower()
    if said not in KINDS:
        findings.append(Finding(row, "kind", f"is not known and was left out: {said[:40]!r}", True))
    kind = KINDS.get(said, UNSAID)
    return Entry(
        id=_first(values, "id") or f"row {row}",
        names=tuple(names),
        kind=kind,
        country="" if kind == PERSON else _first(values, "country"),
        source=_first(values, "source", "list") or source,
        date=_first(values, "date"),
    ), findings


def is_entity(values: Mapping[str, Any]) -> bool:
    """Whether a row is an entity of FollowTheMoney."""
    return "schema" in values and isinstance(values.get("properties"), Mapping)


def has_names(values: Mapping[str, Any]) -> bool:
    """Whether an entity of FollowTheMoney is of a kind whose names are compared."""
    return values.get("schema") in SCHEMATA


def entry_of_entity(
    row: int, values: Mapping[str, Any], source: str
) -> tuple[Entry | None, list[Finding]]:
    """An entity of FollowTheMoney, as OpenSanctions publishes them; as `entry_of`."""
    properties: Mapping[str, Any] = values["properties"]
    told = [text for key in NAME_PROPERTIES for text in _texts(properties.get(key))]
    caption = _first(values, "caption")
    names, wrong = _names(row, "name", ([caption] if caption in told else []) + told)
    good, findings = _told(row, names, wrong)
    if not good:
        return None, findings
    kind = SCHEMATA[str(values["schema"])]
    datasets = ", ".join(_texts(values.get("datasets")))
    country = _first(properties, *COUNTRY_PROPERTIES)
    return Entry(
        id=_first(values, "id") or f"row {row}",
        names=tuple(names),
        kind=kind,
        country=country if kind in {ORGANISATION, VESSEL} else "",
        source=datasets or source,
        date=_first(values, "last_change", "last_seen"),
    ), findings
