"""What the showcase's institutions commit to, and what they show for it: all invented."""

from dataclasses import dataclass

from fulcrum.apps.blueprint.ladder.terms import Kind, Strength
from fulcrum.apps.blueprint.models import Audience

FAIR, STRONG = Strength.FAIR, Strength.STRONG


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence: what it is, how many days ago it was dated, how it was coded."""

    title: str
    publisher: str
    days: int
    kind: Kind
    coded: Strength | None = FAIR


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment: whose, what, for which Actions, since when, and what shows it."""

    part: str
    title: str
    actions: tuple[str, ...]
    indicator: str
    days: int
    months: int
    shown: tuple[Shown, ...] = ()
    audience: str = Audience.PUBLIC


YEAR = (
    Told(
        "draft",
        "Every analyst trained to see trafficking in payments",
        ("G1.A1",),
        "Share of analysts who hold the certificate: all by the end of next year",
        900,
        30,
        (
            Shown("Training strategy 2024", "Harbour Mutual Bank", 820, Kind.STRATEGY),
            Shown("Financial-crime training policy", "Harbour Mutual Bank", 400, Kind.POLICY),
            Shown("Training records, first half", "Harbour Mutual Bank", 30, Kind.PRACTICE, None),
        ),
    ),
    Told(
        "draft",
        "A basic account for every survivor who is referred",
        ("G4.A2",),
        "Accounts opened within ten days of a referral, by quarter",
        700,
        18,
        (
            Shown("Onboarding procedure for referred survivors", "Harbour Mutual Bank", 500, Kind.PRACTICE),
            Shown("Review of onboarding by the ombudsman", "Banking ombudsman", 200, Kind.PRACTICE, STRONG),
        ),
    ),
    Told("draft", "Ask construction clients for their recruitment fees", ("G2.A3", "G3.A2"), "Clients that answered, by exposure", 12, 20),
    Told(
        "asked",
        "Screen new corporate clients for forced-labour risk",
        ("G2.A1",),
        "Share of new clients screened before the contract",
        800,
        -2,
        (Shown("Client acceptance policy, section 9", "The institution", 760, Kind.POLICY),),
    ),
    Told(
        "answered",
        "Vote against boards that do not report on modern slavery",
        ("G3.A3", "G2.A2"),
        "Votes cast by this rule, published within a month",
        1100,
        -6,
        (
            Shown("Voting policy", "Meridian Stewardship Partners", 1080, Kind.POLICY),
            Shown("Voting record, assured", "An audit firm", 260, Kind.RESULT, STRONG),
        ),
    ),
    Told(
        "accepted",
        "Cover for migrant workers' recruitment debts ended in the portfolio",
        ("G1.I2", "G5.A2"),
        "Policies in force that pay recruitment fees: none",
        950,
        10,
        (Shown("Underwriting guideline", "Andes Seguros", 930, Kind.PRACTICE),),
    ),
)  # fmt: skip
