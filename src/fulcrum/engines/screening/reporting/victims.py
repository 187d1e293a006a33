"""A possible victim is never the subject of a report, and is not named in it.

Where the law wants them identified, the profile says by which law; even then they are described,
never reported.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from fulcrum.engines.screening.reporting.movements import Account
from fulcrum.engines.screening.reporting.parties import Party, Person, Role
from fulcrum.engines.screening.reporting.wording import letters_of
from fulcrum.kernel.errors import FulcrumError

LABEL = "possible victim"
GUIDANCE = (
    "Describe them in the narrative by their role only, and follow the safe-contact guidance."
)
SHORTEST = 4  # shorter names and numbers stand in other words and sums too


def is_victim(party: Party) -> bool:
    """Whether a party is recorded as a possible victim."""
    return party.role is Role.POSSIBLE_VICTIM


def labels(parties: Iterable[Party]) -> Mapping[str, str]:
    """What each possible victim is called, by key: possible victim A, B, … in their order."""
    keys = [party.key for party in parties if is_victim(party)]
    return {key: f"{LABEL} {letters_of(number)}" for number, key in enumerate(keys, 1)}


def refuse_as_subjects(subjects: Sequence[Party], mentioned: Sequence[Party]) -> None:
    """Nobody who may be a victim is among the subjects, under whatever key.

    Raises:
        FulcrumError: somebody is.
    """
    for number, party in enumerate(subjects, 1):
        if is_victim(party) or any(_same(party, one) for one in mentioned if is_victim(one)):
            raise FulcrumError(
                f"Subject {number} is recorded as a possible victim. A possible victim is never "
                "the subject of a report.",
                where="subjects",
                mend=GUIDANCE,
            )


def _same(one: Party, other: Party) -> bool:
    """Whether two records are of the same person."""
    if one.key == other.key:
        return True
    if one.customer_number and one.customer_number == other.customer_number:
        return True
    if not isinstance(one, Person) or not isinstance(other, Person):
        return False
    if one.id_number and one.id_number == other.id_number:
        return True
    return (
        one.birth_date is not None
        and one.birth_date == other.birth_date
        and _folded(one.full_name) == _folded(other.full_name)
    )


def held_by_victims(account: Account, parties: Mapping[str, Party]) -> bool:
    """Whether all holders of an account are possible victims."""
    holders = [parties[key] for key in account.holders if key in parties]
    return bool(holders) and all(is_victim(party) for party in holders)


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


def _traces(party: Party) -> list[str]:
    """What gives a person away: names in either order, numbers, telephone, street."""
    told = [party.full_name, party.latin_name, party.customer_number, party.phone]
    if isinstance(party, Person):
        told += [f"{party.last_name} {party.first_name}", f"{party.last_name}, {party.first_name}"]
        told.append(party.id_number)
    if party.address is not None:
        told.append(party.address.street)
    return [_folded(one).strip(", ") for one in told]


def _giving_away(parties: Mapping[str, Party], accounts: Sequence[Account]) -> Mapping[str, str]:
    """What gives each possible victim away, with what they are called instead.

    What somebody else bears too (a shared name, a common address) gives nobody away.
    """
    called = labels(parties.values())
    others = {one for party in parties.values() if not is_victim(party) for one in _traces(party)}
    found = {one: called[key] for key in called for one in _traces(parties[key])}
    for account in accounts:
        if held_by_victims(account, parties):
            words = f"account of {called[next(key for key in account.holders if key in called)]}"
            found |= {_folded(account.number): words, _folded(account.iban): words}
    return {one: word for one, word in found.items() if len(one) >= SHORTEST and one not in others}


def _pattern(traces: Iterable[str]) -> re.Pattern[str]:
    """Any of the traces as whole words, the longest first, whatever their case and spaces."""
    ordered = sorted(traces, key=len, reverse=True)
    parts = ["\\s+".join(re.escape(word) for word in one.split()) for one in ordered]
    return re.compile(rf"(?<!\w)({'|'.join(parts)})(?!\w)", re.IGNORECASE)


def refuse_named(
    texts: Iterable[tuple[str, str]], parties: Mapping[str, Party], accounts: Sequence[Account]
) -> None:
    """No text of a report gives a possible victim away.

    Args:
        texts: each with where it stands, which goes first.
        parties: everybody of the report, by key.
        accounts: of the report.

    Raises:
        FulcrumError: one holds a possible victim's name, number, telephone, street or account.
    """
    traces = _giving_away(parties, accounts)
    if not traces:
        return
    pattern = _pattern(traces)
    for where, text in texts:
        if pattern.search(normalize("NFKC", text)):
            raise FulcrumError(
                "The text names a possible victim, or gives one away by a number, a street or an "
                "account.",
                where=where,
                mend=GUIDANCE,
            )


def mask(text: str, parties: Mapping[str, Party], accounts: Sequence[Account]) -> str:
    """A text in which what would give a possible victim away is replaced by what they are called."""
    traces = _giving_away(parties, accounts)
    if not traces:
        return text
    pattern = _pattern(traces)
    plain = normalize("NFKC", text)
    return (
        pattern.sub(lambda hit: traces[_folded(hit[0])], plain) if pattern.search(plain) else text
    )
