"""The kinds of visitor, and the kinds of answer."""

from dataclasses import dataclass

from fulcrum.kernel.actors import Role

OK, ASKED, REFUSED, HIDDEN = "ok", "asked", "refused", "hidden"
SIGN_IN, STEP_UP, FACTOR = "sign-in", "step-up", "second-factor"
NOT_ALLOWED, BROKEN = "not-allowed", "broken"

SECRETARIAT, BANK, OTHER, SUPPORT, RESEARCH, PARTNER = (
    "secretariat",
    "bank",
    "other",
    "support",
    "research",
    "partner",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A visitor: with a role in an organisation, without one any more, or unknown."""

    name: str
    role: Role | None = None
    side: str = ""

    @property
    def is_known(self) -> bool:
        """Whether this visitor signs in."""
        return bool(self.side)


ANONYMOUS = Column("anonymous")
FORMER = Column("former", None, BANK)
COLUMNS = (
    ANONYMOUS,
    FORMER,
    Column("secretariat_officer", Role.SECRETARIAT_OFFICER, SECRETARIAT),
    Column("secretariat_administrator", Role.ADMINISTRATOR, SECRETARIAT),
    Column("institution_lead", Role.INSTITUTION_LEAD, BANK),
    Column("institution_colleague", Role.INSTITUTION_COLLEAGUE, BANK),
    Column("crime_analyst", Role.CRIME_ANALYST, BANK),
    Column("bank_contact", Role.BANK_CONTACT, BANK),
    Column("stewardship_analyst", Role.STEWARDSHIP_ANALYST, BANK),
    Column("administrator", Role.ADMINISTRATOR, BANK),
    Column("caseworker", Role.CASEWORKER, SUPPORT),
    Column("researcher", Role.RESEARCHER, RESEARCH),
    Column("commissioner", Role.COMMISSIONER, PARTNER),
)
BY_NAME = {column.name: column for column in COLUMNS}


def class_of(status: int, location: str, places: dict[str, str]) -> str:
    """What an answer's status and redirect mean; `places` maps addresses to classes."""
    if status in {301, 302, 303}:
        return places.get(location.partition("?")[0], OK)
    known = {401: SIGN_IN, 403: REFUSED, 404: HIDDEN, 405: NOT_ALLOWED}
    if status >= 500:
        return BROKEN
    return known.get(status, OK if status < 400 else ASKED)
