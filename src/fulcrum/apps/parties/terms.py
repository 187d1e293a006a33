"""What organisations are found by: words, names, languages, kinds of actor, jurisdictions."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from fulcrum.apps.parties.enums import TermKind
from fulcrum.apps.parties.models import Organisation, Term
from fulcrum.apps.parties.names import WORD_LIMIT, core, words

# By hand: an import writes a dozen for each organisation, and model objects cost ten times as much.
_INSERT = "INSERT INTO parties_term (kind, value, organisation_id) VALUES (%s, %s, %s)"


def terms_of(organisation: Organisation) -> set[tuple[str, str]]:
    """The terms of one organisation as (kind, value)."""
    names = [organisation.name, *organisation.aliases]
    found = {(str(TermKind.WORD), word) for name in names for word in words(name)}
    found |= {(str(TermKind.NAME), core(name)[:WORD_LIMIT]) for name in names}
    if organisation.lei:
        found.add((str(TermKind.WORD), organisation.lei.lower()))
    lists = (
        (TermKind.LANGUAGE, organisation.languages),
        (TermKind.ACTOR_TYPE, organisation.actor_types),
        (TermKind.JURISDICTION, organisation.jurisdictions),
    )
    found |= {(str(kind), value) for kind, values in lists for value in values}
    return {pair for pair in found if pair[1]}


def _rows(organisations: Iterable[Organisation]) -> Iterator[tuple[str, str, int]]:
    for organisation in organisations:
        for kind, value in sorted(terms_of(organisation)):
            yield kind, value, organisation.pk


def index(organisations: Sequence[Organisation], *, new: bool = False) -> None:
    """Make the terms of organisations anew; those just made have none to remove."""
    if not new:
        Term.objects.filter(organisation__in=[row.pk for row in organisations]).delete()
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, list(_rows(organisations)))
