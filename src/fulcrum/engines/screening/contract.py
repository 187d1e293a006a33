"""The data contract: which tables screening reads, which columns they have, and what each means.

Every table is described once, here. Importers, checks, slices, documentation and the simulator
read it from this module. Nothing in it holds sex, nationality or ethnicity, and nothing may.
"""

from dataclasses import dataclass

# How money moved. A feed's own words are mapped onto these when it is taken in.
CHANNELS = (
    "cash", "card", "advance", "transfer", "wire", "ach", "payroll", "cheque", "wallet", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: as slices and files call it.
        kind: text, integer, cents (hundredths of the reporting currency), moment (local time
            without zone), day, flag or number.
        meaning: what it holds, in a sentence.
        required: whether a row without it is set aside.
    """

    name: str
    kind: str
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of the contract.

    Attributes:
        name: as files and slices call it.
        meaning: what a row is.
        columns: in the order in which files hold them.
        key: what tells two rows apart; empty when rows may repeat.
        feed: whether the table is optional, so that what needs it says "not evaluable" without.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    feed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """One of its columns; KeyError when there is none of the name."""
        found = next((one for one in self.columns if one.name == name), None)
        if found is None:
            raise KeyError(f"{self.name}.{name}")
        return found


TRANSACTIONS = TableSpec(
    "transactions",
    "One movement on one account, as its holder would read it on a statement.",
    (
        Column("txn_id", "text", "Identifies the movement within the bank.", required=True),
        Column("account_id", "text", "The account it was booked on.", required=True),
        Column("at", "moment", "Local wall-clock time where it happened.", required=True),
        Column("zone", "text", "IANA zone of that wall clock."),
        Column(
            "cents", "cents", "Amount in the reporting currency, never negative.", required=True
        ),
        Column("credit", "flag", "True when money came in.", required=True),
        Column("channel", "text", f"How: {', '.join(CHANNELS)}.", required=True),
        Column("counterparty", "text", "Account, card or customer number of the other side."),
        Column("counterparty_name", "text", "The other side's name as the message carries it."),
        Column("counterparty_bank", "text", "The other side's institution (BIC, or its number)."),
        Column("mcc", "integer", "Merchant category code, ISO 18245."),
        Column("merchant", "text", "The merchant or biller."),
        Column("branch", "text", "Branch, machine or terminal."),
        Column("city", "text", "Where it happened."),
        Column("country", "text", "Of the other side, ISO 3166-1 alpha-2."),
        Column("memo", "text", "What the payer wrote."),
        Column("depositor", "text", "Who stood at the counter, when the bank records it."),
        Column(
            "atm_owner", "text", "Operator of the machine; another than a bank for white-label."
        ),
        Column("linked_id", "text", "The movement this one reverses, refunds or completes."),
    ),
    key=("txn_id",),
)
ACCOUNTS = TableSpec(
    "accounts",
    "One account or card.",
    (
        Column("account_id", "text", "As transactions name it.", required=True),
        Column("party_id", "text", "Its first holder.", required=True),
        Column("kind", "text", "personal, business, card, prepaid or wallet.", required=True),
        Column("opened", "day", "The day it was opened."),
        Column("segment", "text", "Whom it is compared with: the bank's own peer group."),
        Column("card_limit_cents", "cents", "Credit limit of a card."),
    ),
    key=("account_id",),
)
HOLDERS = TableSpec(
    "holders",
    "One further holder or authorised user of an account.",
    (
        Column("account_id", "text", "The account.", required=True),
        Column("party_id", "text", "The person or firm.", required=True),
        Column("role", "text", "joint, authorised or controller."),
        Column("since", "day", "The day they were added."),
    ),
    feed=True,
)
PARTIES = TableSpec(
    "parties",
    "One customer, person or firm.",
    (
        Column("party_id", "text", "As accounts name it.", required=True),
        Column("kind", "text", "person or firm.", required=True),
        Column("name", "text", "Full name."),
        Column("surname", "text", "Family name of a person."),
        Column("home_city", "text", "Where they live or trade."),
        Column("home_country", "text", "ISO 3166-1 alpha-2."),
        Column("occupation", "text", "What a person says they do."),
        Column("industry", "integer", "Merchant category code of a firm's trade."),
        Column("employer", "text", "party_id or name of a person's employer."),
        Column("owner", "text", "party_id of the person who owns a firm."),
        Column("household_size", "integer", "People in the household."),
        Column("stated_workers", "integer", "Workers a firm says it has."),
        Column("expected_monthly_cents", "cents", "Expected credits of a month."),
        Column(
            "expected_countries",
            "text",
            "Countries expected, with spaces between; none where none are.",
        ),
        Column("address", "text", "Postal address."),
        Column("phone", "text", "Telephone."),
        Column("email", "text", "E-mail."),
        Column("opens_hour", "integer", "First hour of business of a firm, 0 to 23."),
        Column("closes_hour", "integer", "Hour at which it closes, 1 to 24."),
    ),
    key=("party_id",),
)
AUTHORISATIONS = TableSpec(
    "authorisations",
    "One card authorisation, cleared or not.",
    (
        Column("account_id", "text", "The card.", required=True),
        Column("at", "moment", "Local time.", required=True),
        Column("cents", "cents", "Amount authorised.", required=True),
        Column("mcc", "integer", "Merchant category code."),
        Column("merchant", "text", "The merchant."),
        Column("city", "text", "Where."),
        Column("cleared_at", "moment", "When it was booked; empty when it never was."),
    ),
    feed=True,
)
LOGINS = TableSpec(
    "logins",
    "One sign-in, or try.",
    (
        Column("account_id", "text", "The account.", required=True),
        Column("at", "moment", "Local time.", required=True),
        Column("device", "text", "Fingerprint of the device."),
        Column("ip", "text", "Address it came from."),
        Column("phone", "text", "Number used to sign in."),
    ),
    feed=True,
)
ADVERTS = TableSpec(
    "adverts",
    "One identifier found in adverts for commercial sex.",
    (
        Column("identifier", "text", "Phone, e-mail, handle or address, folded.", required=True),
        Column("first_seen", "day", "The first advert."),
    ),
    feed=True,
)
TELLER = TableSpec(
    "teller",
    "One note of a teller.",
    (
        Column("account_id", "text", "The account served.", required=True),
        Column("at", "moment", "Local time.", required=True),
        Column("kind", "text", "note_swap, cheque_cashed or redeposit.", required=True),
        Column("cents", "cents", "Amount."),
        Column("payer", "text", "Whose cheque it was."),
    ),
    feed=True,
)
LISTS = TableSpec(
    "lists",
    "One entry of a list the bank keeps: high-risk countries, border cities, agencies, hosts.",
    (
        Column("list", "text", "The list's name.", required=True),
        Column("value", "text", "The entry, folded to lower case.", required=True),
    ),
    feed=True,
)
TICKETS = TableSpec(
    "tickets",
    "One ticket behind a fare.",
    (
        Column("txn_id", "text", "The payment.", required=True),
        Column("account_id", "text", "The payer.", required=True),
        Column("at", "moment", "When it was bought.", required=True),
        Column("passenger", "text", "Who travels."),
        Column("route", "text", "From and to, countries as AA-BB."),
    ),
    feed=True,
)
GAMING = TableSpec(
    "gaming",
    "One month of an account with a casino or broker.",
    (
        Column("account_id", "text", "The customer's account here.", required=True),
        Column("at", "moment", "End of the month.", required=True),
        Column("deposited_cents", "cents", "Paid in."),
        Column("withdrawn_cents", "cents", "Taken out."),
        Column("played_cents", "cents", "Played or invested."),
    ),
    feed=True,
)
DEEDS = TableSpec(
    "deeds",
    "One purchase of property or another asset.",
    (
        Column("account_id", "text", "The buyer's account.", required=True),
        Column("at", "moment", "When.", required=True),
        Column("kind", "text", "property or other."),
        Column("cents", "cents", "Price."),
    ),
    feed=True,
)
PREPAID = TableSpec(
    "prepaid",
    "One load of a prepaid card.",
    (
        Column("account_id", "text", "The card loaded.", required=True),
        Column("at", "moment", "When.", required=True),
        Column("source", "text", "Card it was loaded from; empty for a reload by its holder."),
        Column("cents", "cents", "How much."),
    ),
    feed=True,
)
CHAIN = TableSpec(
    "chain",
    "One label that chain analytics gave a crypto payment.",
    (
        Column("txn_id", "text", "The payment.", required=True),
        Column("account_id", "text", "The payer.", required=True),
        Column("at", "moment", "When.", required=True),
        Column("label", "text", "darknet, advert_host or another.", required=True),
    ),
    feed=True,
)
MERCHANTS = TableSpec(
    "merchants",
    "What the bank knows of one merchant or biller.",
    (
        Column("merchant", "text", "As transactions name it.", required=True),
        Column("opens_hour", "integer", "First hour of business, 0 to 23."),
        Column("closes_hour", "integer", "Hour at which it closes, 1 to 24."),
        Column("area", "text", "City a biller serves."),
    ),
    feed=True,
)
CORE = (TRANSACTIONS, ACCOUNTS, PARTIES)
TABLES = {
    one.name: one
    for one in (
        *CORE, HOLDERS, AUTHORISATIONS, LOGINS, ADVERTS, TELLER, LISTS, TICKETS, GAMING, DEEDS,
        PREPAID, CHAIN, MERCHANTS,
    )
}  # fmt: skip
