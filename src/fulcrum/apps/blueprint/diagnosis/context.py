"""What is known of a risk, for whoever suggests something to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RiskContext:
    """A risk as suggestions of leverage take it.

    Attributes:
        area: a value of `terms.Area`.
        sector: a code of ISIC Revision 4; "" when not known.
        country: an ISO 3166-1 code of two letters; "" when not known.
        good: the product, as the list of goods names it where it does; "" for none.
        involvement: a value of `terms.Involvement`.
        severity: 1 to 5; None before anything was judged or proposed.
        institution_type: the institution's first kind of actor (`parties.enums.ActorType`); "" when
            its record names none.
    """

    area: str
    sector: str
    country: str
    good: str
    involvement: str
    severity: int | None
    institution_type: str
