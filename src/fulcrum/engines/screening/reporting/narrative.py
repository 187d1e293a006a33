"""A first draft of the narrative, from the evidence, by template; a person edits it afterwards.

Every sentence follows from the report's own facts, and the same report gives the same draft.
Whoever may be a victim is described by a role, never by a name.
"""

from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.engines.screening.reporting.facts import how_much, when_and_where, why
from fulcrum.engines.screening.reporting.parties import ROLE_WORDS, Firm, Party, Person
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.victims import mask
from fulcrum.engines.screening.reporting.wording import (
    counted,
    day_words,
    listed,
    sentence,
    span_words,
)

CRIME_WORDS = {"trafficking": "human trafficking", "smuggling": "the smuggling of people"}
CAUTION = (
    "These are indicators, not proof: each has other explanations, and nothing here establishes "
    "that an offence was committed."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the narrative.

    Attributes:
        heading: what it is about.
        sentences: in order.
    """

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """A draft.

    Attributes:
        sections: in order.
    """

    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """As plain text, a heading above each paragraph."""
        return "\n\n".join(
            f"{one.heading}\n{' '.join(one.sentences)}" for one in self.sections if one.sentences
        )

    def summary(self) -> str:
        """How long it is."""
        sentences = sum(len(one.sentences) for one in self.sections)
        return f"{counted(sentences, 'sentence')}, {counted(len(self.text), 'character')}."

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def draft_narrative(report: Report) -> Narrative:
    """A draft of a report's narrative.

    Args:
        report: its facts; the narrative it may already have is not read.
    """
    sections = (
        Section("What is reported", _what(report)),
        Section("Who is involved", (*_who(report), *_victims(report))),
        Section("When and where", when_and_where(report)),
        Section("How much", how_much(report)),
        Section("Why it is suspicious", (*why(report), CAUTION)),
        Section("What was done", _done(report)),
    )
    return Narrative(sections)


def _what(report: Report) -> tuple[str, ...]:
    crimes = listed(CRIME_WORDS[crime] for crime in report.crimes)
    indicators = counted(len(report.indicators), "indicator")
    rows = report.transactions
    told = (
        f"{report.entity.name} reports activity that meets {indicators} of {crimes}"
        if report.indicators
        else f"{report.entity.name} reports activity that may point to {crimes}"
    )
    if rows:
        days = span_words(rows[0].at.date(), rows[-1].at.date())
        told += f", in {counted(len(rows), 'transaction')} {days}"
    return (sentence(told), CAUTION)


def _details(party: Party) -> list[str]:
    """What is known of a subject, as short clauses."""
    told = {}
    if isinstance(party, Person):
        born = day_words(party.birth_date) if party.birth_date is not None else ""
        told = {"born": born, "stated occupation": party.occupation}
    if isinstance(party, Firm):
        told = {"registration": party.registration, "stated business": party.business}
    told["customer"] = party.customer_number
    known = [f"{label} {text}" for label, text in told.items() if text]
    return known if party.address is None else [*known, f"of {party.address.words()}"]


def _who(report: Report) -> tuple[str, ...]:
    told = []
    for number_, party in enumerate(report.subjects, 1):
        accounts = [one.number for one in report.accounts if party.key in one.holders]
        parts = [ROLE_WORDS[party.role], *_details(party)]
        if accounts:
            parts.append(
                f"holder of {'account' if len(accounts) == 1 else 'accounts'} {listed(accounts)}"
            )
        told.append(sentence(f"Subject {number_}: {party.full_name}, {', '.join(parts)}"))
    return tuple(told)


def _victims(report: Report) -> tuple[str, ...]:
    called = list(report.victims.values())
    if not called:
        return ()
    if len(called) == 1:
        return (
            f"One person who appears may be a victim; below, {called[0]}.",
            "This person is no subject of this report and is described by this role only.",
        )
    return (
        f"{len(called)} people who appear may be victims; below, {listed(called)}.",
        "They are no subjects of this report and are described by these roles only.",
    )


def _done(report: Report) -> tuple[str, ...]:
    masked = ((one.day, mask(one.text, report.parties, report.accounts)) for one in report.steps)
    steps = tuple(sentence(f"On {day_words(day)}: {text}") for day, text in masked)
    return steps or ("No step has been recorded yet.",)
