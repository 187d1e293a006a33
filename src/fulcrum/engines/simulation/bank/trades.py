"""What firms do: how they take money, when they are open, and how many people they pay."""

from dataclasses import dataclass

from fulcrum.engines.simulation.bank.words import TRADES


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business.

    Attributes:
        code: merchant category code.
        weight: how common, against the others.
        word: one of TRADES, at the end of the firm's name.
        cash: share of takings that is cash, 0 to 1.
        ticket: median of a card sale, in units.
        hours: profile of hours of sales.
        open: first and last hour of business.
    """

    code: int
    weight: float
    word: str
    cash: float
    ticket: float
    hours: str
    open: tuple[int, int]

    @property
    def place(self) -> int:
        """The place of its word in TRADES."""
        return TRADES.index(self.word)


ALL_TRADES = (
    Trade(5411, 8, "Stores", 0.35, 14, "shops", (7, 22)),
    Trade(5499, 5, "Foods", 0.4, 8, "shops", (6, 23)),
    Trade(5812, 8, "Kitchen", 0.25, 32, "evening", (11, 23)),
    Trade(5814, 6, "Catering", 0.45, 12, "evening", (11, 24)),
    Trade(5813, 4, "Bar", 0.35, 18, "night", (0, 24)),
    Trade(7230, 6, "Salon", 0.4, 32, "shops", (9, 19)),
    Trade(7298, 3, "Nails", 0.5, 35, "shops", (9, 20)),
    Trade(7297, 1, "Services", 0.5, 50, "evening", (10, 22)),
    Trade(4121, 6, "Taxis", 0.5, 13, "night", (0, 24)),
    Trade(7349, 7, "Cleaning", 0.15, 85, "office", (7, 19)),
    Trade(1520, 9, "Builders", 0.2, 420, "office", (7, 18)),
    Trade(763, 4, "Farms", 0.15, 150, "office", (6, 18)),
    Trade(4225, 3, "Packing", 0.05, 310, "office", (6, 22)),
    Trade(8050, 4, "Care", 0.05, 210, "office", (0, 24)),
    Trade(7011, 3, "Lodge", 0.2, 88, "evening", (0, 24)),
    Trade(6513, 5, "Lettings", 0.05, 640, "office", (9, 18)),
    Trade(7361, 2, "Staffing", 0.05, 350, "office", (8, 18)),
    Trade(7542, 3, "Carwash", 0.7, 14, "shops", (8, 19)),
    Trade(7210, 2, "Laundry", 0.4, 18, "shops", (8, 20)),
    Trade(7392, 9, "Services", 0.02, 520, "office", (9, 18)),
    Trade(5651, 4, "Textiles", 0.2, 34, "shops", (9, 19)),
    Trade(7311, 2, "Media", 0.02, 260, "office", (9, 18)),
    Trade(7538, 4, "Motors", 0.2, 130, "office", (8, 18)),
)
OCCUPATIONS = (
    "office worker", "shop worker", "driver", "nurse", "teacher", "builder", "cleaner", "cook",
    "warehouse worker", "carer", "engineer", "farm worker", "sales representative", "waiter",
    "security guard", "hairdresser", "domestic worker", "factory worker", "manager", "student",
    "retired", "self-employed", "not working",
)  # fmt: skip
WORKING = OCCUPATIONS.index("student")  # those before it are employed
STUDENT, RETIRED, TRADER, NOT_WORKING = range(WORKING, WORKING + 4)
DOMESTIC = OCCUPATIONS.index("domestic worker")
SALES = OCCUPATIONS.index("sales representative")
NIGHT_WORKERS = tuple(
    OCCUPATIONS.index(one) for one in ("nurse", "security guard", "warehouse worker", "waiter")
)
OCCUPATION_WEIGHTS = (
    12, 9, 5, 4, 4, 5, 5, 4, 6, 5, 5, 3, 3, 4, 2, 2, 1.2, 5, 5, 9, 13, 6, 7,
)  # fmt: skip
# Median monthly pay of those employed, in units after tax.
PAY = (
    2_300, 1_500, 1_900, 2_200, 2_300, 2_200, 1_350, 1_600, 1_700, 1_550, 2_900, 1_600, 2_400,
    1_350, 1_650, 1_450, 1_300, 1_750, 3_300,
)  # fmt: skip
