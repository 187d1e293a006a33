"""Accounts, and movements of money from one side to another, as a report tells them."""

from dataclasses import dataclass
from datetime import date, datetime

from fulcrum.engines.screening.contract import CHANNELS
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account or card.

    Attributes:
        number: as movements name it.
        institution: the bank's name.
        institution_code: its BIC or national code.
        own: whether the reporting entity holds it.
        name: in which it is held; "" takes its first holder's.
        kind: personal, business, card, prepaid or wallet.
        status: active, dormant, frozen or closed.
        holders: keys of its holders among the report's parties, the first one first.
        currency: ISO 4217.
        branch: the branch that holds it.
        country: ISO 3166-1 alpha-2.
        iban: its IBAN.
        client_number: of its holder.
        opened: the day.
        closed: the day.
    """

    number: str
    institution: str
    institution_code: str = ""
    own: bool = True
    name: str = ""
    kind: str = "personal"
    status: str = "active"
    holders: tuple[str, ...] = ()
    currency: str = ""
    branch: str = ""
    country: str = ""
    iban: str = ""
    client_number: str = ""
    opened: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a movement; empty when nothing is known of it.

    Attributes:
        account: number of one of the report's accounts.
        party: key of one of the report's parties, for cash for instance.
        label: the name a message carries, of somebody who is neither.
        latin_label: the same in Latin letters, where the bank knows better than a table.
        is_firm: whether the label names a firm.
        country: ISO 3166-1 alpha-2.
    """

    account: str = ""
    party: str = ""
    label: str = ""
    latin_label: str = ""
    is_firm: bool = False
    country: str = ""


def _refuse(transaction: str, told: str, mend: str) -> FulcrumError:
    return FulcrumError(f"Transaction {transaction} {told}.", where="transactions", mend=mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One transaction, from one side to the other.

    Attributes:
        id: identifies it within the bank.
        at: local wall-clock time.
        cents: amount in the report's currency, above nought.
        channel: how, one of the data contract's.
        source: where the money came from.
        target: where it went.
        place: branch, machine or city.
        description: what the statement says.
        indicators: ids of those it counts for.

    Raises:
        FulcrumError: the amount or the channel cannot be used.
    """

    id: str
    at: datetime
    cents: int
    channel: str
    source: Side
    target: Side
    place: str = ""
    description: str = ""
    indicators: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check amount and channel."""
        if self.cents <= 0:
            told, mend = "has no amount above nought", "Turn its sides around, or leave it out."
            raise _refuse(self.id, told, mend)
        if self.channel not in CHANNELS:
            told, mend = "which is no channel", f"Use one of {', '.join(CHANNELS)}."
            raise _refuse(self.id, f"moved by {self.channel!r}, {told}", mend)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Where it came from and where it went."""
        return self.source, self.target

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is described by: the statement's words, and the names of both sides."""
        return (self.description, *(side.label for side in self.sides))
