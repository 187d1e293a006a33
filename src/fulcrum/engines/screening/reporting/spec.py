"""A report: frozen, and checked once when it is made."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import fullmatch

from fulcrum.engines.screening.reporting.movements import Account, Movement
from fulcrum.engines.screening.reporting.observed import Observed
from fulcrum.engines.screening.reporting.parties import Party
from fulcrum.engines.screening.reporting.profiles import Profile
from fulcrum.engines.screening.reporting.reporters import Officer, ReportingEntity, Step
from fulcrum.engines.screening.reporting.victims import (
    held_by_victims,
    labels,
    refuse_as_subjects,
    refuse_named,
)
from fulcrum.kernel.errors import FulcrumError

CRIMES = ("trafficking", "smuggling")
LONGEST_REFERENCE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report to a financial intelligence unit.

    Attributes:
        profile: the unit's.
        kind: one of the profile's kinds, for instance STR.
        reference: the institution's own.
        entity: who reports.
        officer: the person who does.
        made: the day of the report.
        currency: of amounts, ISO 4217.
        subjects: whom it is about; never a possible victim.
        mentioned: others who appear, possible victims among them.
        accounts: those that movements name, of any bank.
        transactions: movements with both sides.
        indicators: those that were hit.
        crimes: what is suspected: trafficking, smuggling.
        narrative: as a person edited it; "" before there is one.
        steps: what was done.

    Raises:
        FulcrumError: a possible victim is a subject or is named in a text; something is named
            twice or not at all; a value cannot be used.
    """

    profile: Profile
    kind: str
    reference: str
    entity: ReportingEntity
    officer: Officer
    made: date
    currency: str
    subjects: tuple[Party, ...]
    mentioned: tuple[Party, ...] = ()
    accounts: tuple[Account, ...] = ()
    transactions: tuple[Movement, ...] = ()
    indicators: tuple[Observed, ...] = ()
    crimes: tuple[str, ...] = ("trafficking",)
    narrative: str = ""
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Check every value; the rule about victims first."""
        refuse_as_subjects(self.subjects, self.mentioned)
        _check_values(self)
        _check_names(self)
        if not self.profile.identify_victims:
            refuse_named(self.texts(), self.parties, self.accounts)
        object.__setattr__(
            self, "transactions", tuple(sorted(self.transactions, key=lambda one: (one.at, one.id)))
        )
        object.__setattr__(self, "steps", tuple(sorted(self.steps, key=lambda one: one.day)))

    @property
    def parties(self) -> Mapping[str, Party]:
        """Everybody who appears, by key."""
        return {one.key: one for one in (*self.subjects, *self.mentioned)}

    @property
    def victims(self) -> Mapping[str, str]:
        """What possible victims are called, by key."""
        return labels(self.mentioned)

    def texts(self) -> Iterable[tuple[str, str]]:
        """Every free text of the report, with where it stands."""
        yield "narrative", self.narrative
        yield from (("steps", one.text) for one in self.steps)
        for one in self.transactions:
            yield from (("transactions", text) for text in one.texts)

    def account(self, number: str) -> Account | None:
        """One of its accounts; None when there is none of that number."""
        return next((one for one in self.accounts if one.number == number), None)

    def victim_of(self, account: str, party: str) -> str:
        """What a possible victim behind an account or a side is called; "" when it is nobody's."""
        found = self.account(account)
        holders = found.holders if found and held_by_victims(found, self.parties) else ()
        return next((self.victims[key] for key in (party, *holders) if key in self.victims), "")


def _refuse(what: str, where: str, mend: str) -> FulcrumError:
    return FulcrumError(what, where=where, mend=mend)


def _check_currency(used: str, wanted: str) -> None:
    if not fullmatch(r"[A-Z]{3}", used):
        raise _refuse(f"{used!r} is no currency.", "currency", "Write it like GBP.")
    if wanted and used != wanted:
        told = f"The unit takes amounts in {wanted}, and these are in {used}."
        mend = "Convert them, and say at which rate in the narrative."
        raise _refuse(told, "currency", mend)


def _check_values(report: Report) -> None:
    if not report.subjects:
        raise _refuse("The report is about nobody.", "subjects", "Name one subject or more.")
    if report.kind not in report.profile.kinds:
        told = f"{report.profile.title} takes no report of the kind {report.kind!r}."
        raise _refuse(told, "kind", f"Use {', '.join(report.profile.kinds)}.")
    if not report.reference.strip() or len(report.reference) > LONGEST_REFERENCE:
        raise _refuse("The report has no reference, or a long one.", "reference", "Give one.")
    _check_currency(report.currency, report.profile.currency)
    if not report.crimes or not set(report.crimes) <= set(CRIMES):
        raise _refuse("What is suspected is not said.", "crimes", f"Use {' or '.join(CRIMES)}.")
    late = next((one for one in report.transactions if one.at.date() > report.made), None)
    if late is not None:
        told = f"Transaction {late.id} is later than the report."
        raise _refuse(told, "made", "Correct one of the days.")


def _twice(keys: Iterable[str]) -> str:
    """A key that is there more than once; "" when none is."""
    return next((key for key, count in Counter(keys).items() if count > 1), "")


def _check_names(report: Report) -> None:
    """Everything is named once, and what is named is there."""
    names = {
        "parties": [one.key for one in (*report.subjects, *report.mentioned)],
        "accounts": [one.number for one in report.accounts],
        "transactions": [one.id for one in report.transactions],
        "indicators": [one.id for one in report.indicators],
    }
    for where, keys in names.items():
        if _twice(keys):
            raise _refuse(f"{_twice(keys)!r} is there twice.", where, "Keep one of the two.")
    _check_named(report, names["parties"], names["accounts"])


def _check_named(report: Report, parties: Sequence[str], numbers: Sequence[str]) -> None:
    named = [("holders", key) for one in report.accounts for key in one.holders]
    sides = [side for one in report.transactions for side in one.sides]
    named += [("transactions", side.party) for side in sides if side.party]
    missing = next(((where, key) for where, key in named if key not in set(parties)), None)
    unknown = next((side.account for side in sides if side.account not in {"", *numbers}), "")
    if missing is not None:
        raise _refuse(f"There is no party {missing[1]!r}.", missing[0], "Add it to the report.")
    if unknown:
        raise _refuse(f"There is no account {unknown!r}.", "accounts", "Add it to the report.")
