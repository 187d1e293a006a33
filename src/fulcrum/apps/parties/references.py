"""How one organisation is named in a cell or a form field, and read back."""

import re

from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.identifiers import is_lei, tidy_lei

_NAMED = re.compile(r"(?P<name>.+) \((?P<country>[A-Z]{2})\)")


def naming(organisation: Organisation) -> str:
    """An organisation as people choose it: name and country."""
    return f"{organisation.name} ({organisation.country})"


def cell_of(organisation: Organisation) -> str:
    """The cell of a file that means this organisation."""
    return organisation.lei or organisation.external_key or naming(organisation)


def readings(text: str) -> list[dict[str, str]]:
    """What a text may say about an organisation, likeliest first: LEI, key, "Name (CC)"."""
    lei = tidy_lei(text)
    if is_lei(lei):
        return [{"lei": lei}]
    named = _NAMED.fullmatch(text)
    return [{"external_key": text}, *([named.groupdict()] if named else [])]
