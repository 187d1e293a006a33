"""Who acts, for which organisation, in which role."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in an organisation; one membership carries one role."""

    SECRETARIAT_OFFICER = "secretariat_officer"
    COMMISSIONER = "commissioner"
    INSTITUTION_LEAD = "institution_lead"
    INSTITUTION_COLLEAGUE = "institution_colleague"
    CRIME_ANALYST = "crime_analyst"
    CASEWORKER = "caseworker"
    BANK_CONTACT = "bank_contact"
    STEWARDSHIP_ANALYST = "stewardship_analyst"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


class ActorKind(StrEnum):
    """How somebody comes to act."""

    PERSON = "person"
    TOKEN = "token"  # noqa: S105 - the name of a kind, not a secret
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever reads or writes, as permissions and the audit log see them.

    Attributes:
        kind: a person at a page, an API token, the system (command, job) or nobody known.
        user_id: the account; None for the system and the anonymous.
        label: the name the audit log keeps, so that erasing an account breaks nothing.
        tenant_id: the organisation acted for (accounts.Tenant).
        role: the role held there.
        origin: where the request came from (address, "command line", "job").
        verified: signed in with a second factor.
        areas: for a token, the areas it may touch; empty means every area of the role.
        may_write: for a token, whether it may change anything.
    """

    kind: ActorKind
    user_id: int | None = None
    label: str = ""
    tenant_id: int | None = None
    role: Role | None = None
    origin: str = ""
    verified: bool = False
    areas: tuple[str, ...] = ()
    may_write: bool = True

    @property
    def is_known(self) -> bool:
        """Whether this is anybody but the anonymous."""
        return self.kind is not ActorKind.ANONYMOUS

    @property
    def is_system(self) -> bool:
        """Whether this is the installation itself (a command or a job)."""
        return self.kind is ActorKind.SYSTEM

    @property
    def is_secretariat(self) -> bool:
        """Whether this is an officer of the Secretariat."""
        return self.role is Role.SECRETARIAT_OFFICER

    def has_role(self, *roles: Role) -> bool:
        """Whether the role held is one of these."""
        return self.role in roles


ANONYMOUS = Actor(kind=ActorKind.ANONYMOUS, label="anonymous")


def system_actor(origin: str) -> Actor:
    """The installation itself, acting from a command or a job."""
    return Actor(kind=ActorKind.SYSTEM, label="system", origin=origin, verified=True)
