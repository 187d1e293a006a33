"""Invented names and the words people write on payments, by code."""

from collections.abc import Callable


def listed(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


_HEADS = listed("Ar Bel Cor Dal Em Fen Gal Hol Is Jor Kel Lor Mar Nor Or Pel Rav Sol Tam Vel")
_TAILS = listed("en a is o ine win eth ic ora y")
FIRST = tuple(head + tail for head in _HEADS for tail in _TAILS)
_STARTS = listed(
    "Brack Tallo Ester Corran Wex Arrow Salt Kestrel Marrow North Otter Pennel Quill Raven Silver "
    "Thorn Umber Vale Wind Yarrow Amber Copper Dun Fenni Garron Hazel Ivor Juni Kelder Linden "
    "Mallow Nettle Orchel Pepper Rushen Sorrel Teasel Ulver Verren Willow"
)
_ENDS = listed(
    "moor wick mere dale holme fen marsh gate by worth ley hurst ham edge thwaite stone brook sea "
    "deep lock fell combe ridge field ton"
)
LAST = tuple(start + end for start in _STARTS for end in _ENDS)
PEOPLE = len(FIRST) * len(LAST)
ALIASED = PEOPLE  # added to a person's code: the label holds another name in brackets
FIRMS = 1 << 30  # from here on, codes are of firms
TRADES = (
    "Stores", "Foods", "Bar", "Taxis", "Cleaning", "Builders", "Farms", "Packing", "Care",
    "Logistics", "Studio", "Kitchen", "Salon", "Motors", "Joinery", "Supplies", "Lettings",
    "Staffing", "Textiles", "Systems", "Services", "Catering", "Laundry", "Nails", "Carwash",
    "Lodge", "Design", "Print", "Media", "Imports",
)  # fmt: skip
FORMS = ("Ltd", "and Co", "Group", "Partners")
FIRM_NAMES = len(LAST) * len(TRADES) * len(FORMS)
# Firms that many people are paid by, behind all other firms' names.
SPECIAL = ("Sumup Payments", "Stripe Payments", "Paypal", "Revenue Office", "State Pension")
PROCESSORS = 3  # so many of them settle card sales of small sellers
REVENUE, PENSION = FIRMS + FIRM_NAMES + 3, FIRMS + FIRM_NAMES + 4

MEMO_STEP = 1 << 24  # a memo's code: place in MEMOS times this, and a number that it shows
MEMOS = (
    "thanks", "dinner", "birthday", "gift", "loan", "loan repayment {n}", "groceries", "holiday",
    "taxi", "help", "family", "school", "football", "tickets", "deposit", "fee", "training fee",
    "visa", "massage", "hour", "room", "keys", "bills", "gas", "wifi", "donation", "collection",
    "club share", "savings", "lunch", "drinks", "tonight", "ref {n}", "invoice {n}", "INV-{n}",
    "RENT", "rent flat {n}", "rent {n} {name} Road", "SALARY {n}", "WAGES {name}", "PAY {n}",
    "TAX {n}", "refund", "phone", "outcall", "incall", "girls", "travel", "documents", "food",
    "BONUS", "expenses", "car", "cash", "as agreed", "petrol", "share",
)  # fmt: skip
_PLACE = {memo: place for place, memo in enumerate(MEMOS)}
# What friends write, and how often, whoever they are: the planted payers write the same.
CHAT = {
    "thanks": 9, "dinner": 7, "birthday": 4, "gift": 4, "loan": 3, "groceries": 4, "holiday": 4,
    "taxi": 3, "help": 4, "family": 4, "school": 2, "football": 3, "tickets": 3, "bills": 4,
    "deposit": 1, "massage": 0.4, "hour": 0.4, "room": 1, "keys": 1, "gas": 2, "wifi": 2,
    "lunch": 5, "drinks": 5, "tonight": 1, "travel": 2, "food": 4, "car": 2, "cash": 1.5,
    "as agreed": 1.5, "petrol": 2, "share": 2, "loan repayment {n}": 1, "ref {n}": 2, "fee": 0.8,
    "documents": 0.4, "visa": 0.2, "training fee": 0.3, "outcall": 0.03, "incall": 0.03,
    "girls": 0.2, "phone": 2,
}  # fmt: skip
LEXICON = ("massage", "hour", "room", "outcall", "incall", "girls", "tonight")


def memo(text: str) -> int:
    """The code of one of MEMOS, showing the number 0."""
    return _PLACE[text] * MEMO_STEP


def person_name(code: int) -> str:
    """A person's name; with another first name in brackets from ALIASED on."""
    alias, plain = divmod(code, PEOPLE)
    first, last = divmod(plain, len(LAST))
    bracket = f" ({FIRST[(first * 7 + last) % len(FIRST)]})" if alias else ""
    return f"{FIRST[first]}{bracket} {LAST[last]}"


def firm_name(code: int) -> str:
    """A firm's name, from its number without FIRMS."""
    if code >= FIRM_NAMES:
        return SPECIAL[code - FIRM_NAMES]
    form, trade = divmod(code // len(LAST), len(TRADES))
    return f"{surname(code)} {TRADES[trade]} {FORMS[form]}"


def name_text(code: int) -> str:
    """The name behind a code, of a person or a firm."""
    return firm_name(code - FIRMS) if code >= FIRMS else person_name(code)


def memo_text(code: int) -> str:
    """The words behind a memo's code."""
    place, number = divmod(code, MEMO_STEP)
    return MEMOS[place].format(n=number, name=LAST[number % len(LAST)])


def surname(code: int) -> str:
    """A person's family name."""
    return LAST[code % len(LAST)]


def each(speak: Callable[[int], str]) -> Callable[[list[int]], list[str]]:
    """From a function of one code to one of many."""
    return lambda codes: [speak(code) for code in codes]
